"""Documents as JSON texts become batches of columns: shared by the kinds that hand out JSON. Sends nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from nightlatch.stores import Batch

BATCH_BYTES = 8 << 20
_MOST_BYTES = 16 << 20  # a document longer than this is counted as undecodable


def batch_of(texts: Sequence[bytes]) -> Batch:
    """One JSON object each; text that is no UTF-8 or too long is counted as undecodable."""
    import pyarrow as pa

    from nightlatch.survey.flatten import expand_json

    kept = [bytes(text) for text in texts if len(text) <= _MOST_BYTES]
    length = sum(map(len, kept))
    try:
        array = pa.array(kept, pa.large_binary()).cast(pa.large_string())
    except pa.ArrowInvalid:
        kept = [text for text in kept if _is_utf8(text)]
        array = pa.array(kept, pa.large_binary()).cast(pa.large_string())
    columns = tuple(expand_json("", array)) if kept else ()
    return Batch(records=len(texts), columns=columns, bytes=length, undecodable=len(texts) - len(kept))


def batches_of(texts: Iterable[bytes]) -> Iterator[Batch]:
    """Batches of about ``BATCH_BYTES`` of documents."""
    held: list[bytes] = []
    length = 0
    for text in texts:
        held.append(text)
        length += len(text)
        if length >= BATCH_BYTES:
            yield batch_of(held)
            held, length = [], 0
    if held:
        yield batch_of(held)


def _is_utf8(text: bytes) -> bool:
    try:
        text.decode()
    except UnicodeDecodeError:
        return False
    return True
