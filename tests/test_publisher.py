"""A file that names a publisher is taken whole or refused with the reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from nightlatch.model import Publisher
from nightlatch.publisher import PublisherError, load

NAMED = 'name = "Example CERT"\nnamespace = "https://cert.example.org"\n'


def written(folder: Path, text: str) -> Path:
    path = folder / "publisher.toml"
    path.write_text(text)
    return path


def test_a_publisher_has_a_name_and_a_namespace(tmp_path: Path) -> None:
    """Contact and category may be left out; who says nothing else is a user of the product, as CSAF calls it."""
    assert load(written(tmp_path, NAMED)) == Publisher(name="Example CERT", namespace="https://cert.example.org")
    whole = load(written(tmp_path, NAMED + 'contact = "cert@example.org"\ncategory = "coordinator"\n'))
    assert (whole.contact, whole.category) == ("cert@example.org", "coordinator")


@pytest.mark.parametrize(
    "text",
    [
        "", 'name = "x"', 'name = ""\nnamespace = "https://x"', 'name = "x"\nnamespace = "cert.example.org"',
        'name = "x"\nnamespace = "https://x y"', f'{NAMED}category = "press"', f'{NAMED}mail = "x"', "[[", "\udc80",
    ],
)  # fmt: skip
def test_a_publisher_that_is_not_understood_is_refused(tmp_path: Path, text: str) -> None:
    """Nothing is guessed: a missing name, a namespace that is no URI, a word that CSAF does not have, a stray key."""
    path = tmp_path / "publisher.toml"
    path.write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(PublisherError, match="the publisher is not understood") as caught:
        load(path)
    assert "namespace" in caught.value.hint


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    """The error names the file and what is wrong with it."""
    with pytest.raises(PublisherError, match="no such file"):
        load(tmp_path / "none.toml")
