"""DataProfiler: its neural labeler over characters, a label a column."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from tests.accuracy.peers import Peer, as_text, serve

PEER = Peer(
    name="DataProfiler",
    requirements=("--no-binary=HLL", "DataProfiler[ml]==0.14.0"),
    labels={
        "ADDRESS": "postal-address|street|city", "BAN": "bank-account", "CREDIT_CARD": "payment-card",
        "EMAIL_ADDRESS": "email", "UUID": "record-id|advertising-id", "HASH_OR_KEY": "password-hash|api-key|session-token|cookie-id",
        "IPV4": "ip-address", "IPV6": "ip-address", "MAC_ADDRESS": "mac-address", "PERSON": "person-name|given-name|family-name",
        "PHONE_NUMBER": "phone", "SSN": "social-security.us", "DRIVERS_LICENSE": "driving-licence.us",
    },
    rows=200,
    texts=False,
    environment={"TF_CPP_MIN_LOG_LEVEL": "3", "CUDA_VISIBLE_DEVICES": ""},
)  # fmt: skip

if __name__ == "__main__":
    import dataprofiler
    import pandas

    OPTIONS = dataprofiler.ProfilerOptions()
    OPTIONS.set({"*.is_enabled": False, "data_labeler.is_enabled": True, "multiprocess.is_enabled": False})

    def columns(asked: dict[str, list[Any]]) -> dict[str, Iterable[str]]:
        """One frame a table."""
        size = max(map(len, asked.values()), default=0)
        texts = {name: [as_text(value) for value in values] for name, values in asked.items()}
        frame = pandas.DataFrame({name: values + [""] * (size - len(values)) for name, values in texts.items()})
        profile = dataprofiler.Profiler(frame, options=OPTIONS, samples_per_update=size, min_true_samples=size)
        found = profile.report(report_options={"output_format": "serializable"})["data_stats"]
        return {one["column_name"]: (one["data_label"] or "").split("|") for one in found}

    serve(columns)
