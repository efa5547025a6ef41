"""``nightlatch check --networks``: the table's AS number and country stand in the reports."""

from __future__ import annotations

import csv
import json
from pathlib import Path

from tests import lab
from tests.cli.command import nightlatch


def test_the_network_stands_in_the_reports(tmp_path: Path) -> None:
    """In the tags of the JSON report and in the columns of the CSV one."""
    table = tmp_path / "networks.tsv"
    table.write_text("127.0.0.0\t127.255.255.255\t64496\tNL\tEXAMPLE\n")
    url = lab.server("redis", requirepass="spring-tide").url
    reports = tmp_path / "run.json", tmp_path / "run.csv"
    nightlatch(
        "check", url, "--networks", str(table), "--report", f"json={reports[0]}", "--report", f"csv={reports[1]}"
    )
    (store,) = json.loads(reports[0].read_text())["stores"]
    assert store["tags"] == {"asn": "64496", "country": "NL"}
    (row,) = csv.DictReader(reports[1].read_text().splitlines())
    assert (row["asn"], row["country"]) == ("64496", "NL")


def test_a_table_that_is_none_is_said_before_anything_is_contacted(tmp_path: Path) -> None:
    table = tmp_path / "networks.tsv"
    table.write_text("host,owner\n")
    done = nightlatch("check", "redis://127.0.0.1:1", "--networks", str(table))
    assert done.returncode == 2
    assert "line 1 is no range" in " ".join(done.stderr.split())
