"""Every format is what its readers take: by a validator that we did not write where there is one, else by its rules."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from datetime import datetime
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from markdown_it import MarkdownIt

from nightlatch.model import Count, Finding, Result
from nightlatch.reports import _edpb, _facts, all_reports, art34, csaf, formed
from nightlatch.reports._markdown import code, prose
from tests.reports import samples, validators

RESULTS = {name: result for name, result in samples.all_results().items() if name != "many"}
FORMS = [(name, form) for name in RESULTS for form in (False, True)]
HOSTILE = RESULTS["hostile"]


def rendered(report: str, result: Result, is_public: bool = False) -> bytes:
    data = formed(all_reports()[report], is_public=is_public).render(result)
    return data.encode() if isinstance(data, str) else data


def files(report: str, suffix: str) -> dict[str, bytes]:
    """Every sample in both forms, as files."""
    return {
        f"{name}-{'public' if form else 'restricted'}{suffix}": rendered(report, RESULTS[name], form)
        for name, form in FORMS
    }


def lines(report: str, result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in rendered(report, result).splitlines()]


# CSAF


def test_an_advisory_is_valid_csaf(tmp_path: Path) -> None:
    """The package csaf finds nothing wrong with the advisory of an incident, a misconfiguration, a hostile store."""
    chosen = ("rated", "open", "hostile", "nothing")
    documents = {f"{name}.json": rendered("csaf", RESULTS[name]) for name in chosen}
    documents["public.json"] = rendered("csaf", RESULTS["rated"], True)
    documents["named.json"] = published(is_public=False)
    assert validators.csaf(documents, tmp_path) == {name: [] for name in documents}


def test_bsi_finds_nothing_wrong_either(tmp_path: Path) -> None:
    """BSI's validator library, which also looks for the external reference (6.1.27.2), passes every sample."""
    documents = files("csaf", ".json") | {"named.json": published(is_public=True)}
    assert validators.secvisogram(documents, tmp_path) == ""


def published(*, is_public: bool) -> bytes:
    """The advisory of an incident by a publisher who is named."""
    report = formed(all_reports()["csaf"], is_public=is_public, publisher=samples.PUBLISHER)
    data = report.render(RESULTS["rated"])
    assert isinstance(data, bytes)
    return data


@pytest.mark.parametrize("is_public", [False, True])
def test_an_advisory_names_who_publishes_it(is_public: bool) -> None:
    """In both forms, as the user says; without, places to be filled in and a note that says so."""
    document = json.loads(published(is_public=is_public))["document"]
    assert document["publisher"] == {
        "category": "coordinator", "name": "Example CERT", "namespace": "https://cert.example.org",
        "contact_details": "cert@example.org",
    }  # fmt: skip
    assert document["aggregate_severity"]["text"] == "very high"
    assert not [note for note in document["notes"] if "filled in" in note["title"]]
    draft = json.loads(rendered("csaf", RESULTS["rated"], is_public))["document"]
    assert "to be filled in" in draft["publisher"]["name"]
    assert [note["category"] for note in draft["notes"] if "filled in" in note["title"]] == ["other"]


@pytest.mark.parametrize(("name", "form"), FORMS)
def test_an_advisory_has_what_its_profile_asks_for(name: str, form: bool) -> None:
    """Profiles 2 and 3: a note that describes (6.1.27.1), a reference outside (6.1.27.2), and in 3 no vulnerability."""
    told = json.loads(rendered("csaf", RESULTS[name], form))
    document = told["document"]
    assert document["category"] in ("csaf_security_incident_response", "csaf_informational_advisory")
    wanted = {"description", "details", "general", "summary"}
    assert wanted & {note["category"] for note in document["notes"]}
    assert "external" in {reference["category"] for reference in document["references"]}
    assert "vulnerabilities" not in told


def test_an_incident_is_told_by_evidence() -> None:
    """A ransom note makes it an incident; that others are connected, or administer it, does not: they may be the owner's."""
    rated = RESULTS["rated"].findings[0]
    assert csaf.document(RESULTS["rated"])["document"]["category"] == "csaf_security_incident_response"
    others = replace(rated, traces=rated.traces[1:])
    further = replace(rated, traces=(replace(rated.traces[0], kind="unknown-administrator"),))
    for finding in (others, further):
        assert csaf.document(samples.result(finding))["document"]["category"] == "csaf_informational_advisory"
        assert "no sign that somebody took it" in art34.render(samples.result(finding))


@pytest.mark.parametrize(
    ("tlp", "label"),
    [("CLEAR", "WHITE"), ("GREEN", "GREEN"), ("AMBER", "AMBER"), ("AMBER+STRICT", "AMBER"), ("RED", "RED")],
)
def test_an_older_light_says_no_less(tlp: Any, label: str) -> None:
    """CSAF 2.0 and IntelMQ know the labels of TLP 1.0; what they cannot say stands in words, or is the stricter one."""
    lit = formed(all_reports()["csaf"], tlp=tlp)
    distribution = json.loads(lit.render(RESULTS["rated"]))["document"]["distribution"]
    assert distribution["tlp"]["label"] == label
    assert distribution["text"].startswith(f"TLP:{tlp},")
    event = json.loads(formed(all_reports()["intelmq"], tlp=tlp).render(RESULTS["rated"]))
    assert event["tlp"] == label


# OCSF, IntelMQ, DefectDojo


def test_events_are_valid_ocsf(tmp_path: Path) -> None:
    """Each event follows the JSON Schema of Data Security Finding in OCSF 1.8."""
    assert validators.ocsf(files("ocsf", ".jsonl"), tmp_path) == ""


def test_ocsf_tells_fields_and_never_values() -> None:
    """Kinds of data with the fields they were found in and how many values; severity is the band."""
    event = lines("ocsf", RESULTS["rated"])[0]
    details = {one["type"]: one for one in event["data_security"]["discovery_details"]}
    assert details["national-id.cn"]["count"] == int(2_565_724 * 0.998) + 6_680_348
    assert {"column_name": "public.people: id_card"} in details["national-id.cn"]["occurrences"]
    assert not any("value" in one for one in details.values())
    assert (event["severity_id"], event["type_uid"], event["database"]["type_id"]) == (5, 200_601, 1)
    assert lines("ocsf", RESULTS["open"])[0]["severity_id"] == 0


def test_intelmq_takes_every_event(tmp_path: Path) -> None:
    """IntelMQ 3.5 takes every key and value as it is, without correcting one."""
    assert validators.intelmq(files("intelmq", ".jsonl"), tmp_path) == ""


def test_a_store_without_personal_data_is_no_leak() -> None:
    """The class is data-leak once people's data was found, and an unwanted open service before."""
    assert lines("intelmq", RESULTS["rated"])[0]["classification.type"] == "data-leak"
    assert lines("intelmq", RESULTS["unrated"])[0]["classification.type"] == "potentially-unwanted-accessible"


def test_network_and_country_come_from_the_inventory() -> None:
    """Tags ``asn`` and ``country`` are told where they are what they say, and left out where not."""
    tags = (("asn", "AS64500"), ("country", "de"))
    told = replace(samples.RATED, target=replace(samples.RATED.target, tags=tags))
    event = lines("intelmq", samples.result(told))[0]
    assert (event["source.asn"], event["source.geolocation.cc"]) == (64_500, "DE")
    row = table("shadowserver", samples.result(told))[0]
    assert (row["asn"], row["geo"]) == ("64500", "DE")
    odd = replace(samples.RATED, target=replace(samples.RATED.target, tags=(("asn", "=1"), ("country", "Elbonia"))))
    assert "source.asn" not in lines("intelmq", samples.result(odd))[0]


# As DefectDojo's parser has them (dojo/tools/generic/json_parser.py, 2026)
_DOJO_REQUIRED = {"title", "severity", "description"}
_DOJO_ALLOWED = _DOJO_REQUIRED | {
    "date", "cwe", "cve", "epss_score", "epss_percentile", "cvssv3", "cvssv3_score", "cvssv4", "cvssv4_score",
    "mitigation", "impact", "steps_to_reproduce", "severity_justification", "references", "active", "verified",
    "false_p", "out_of_scope", "risk_accepted", "under_review", "is_mitigated", "thread_id", "mitigated",
    "numerical_severity", "param", "payload", "line", "file_path", "component_name", "component_version",
    "static_finding", "dynamic_finding", "scanner_confidence", "unique_id_from_tool", "vuln_id_from_tool",
    "sast_source_object", "sast_sink_object", "sast_source_line", "sast_source_file_path", "nb_occurences",
    "publish_date", "service", "planned_remediation_date", "planned_remediation_version", "effort_for_fixing",
    "tags", "kev_date", "known_exploited", "ransomware_used", "fix_available", "fix_version",
    "endpoints", "files", "vulnerability_ids", "cwes",
}  # fmt: skip


@pytest.mark.parametrize(("name", "form"), FORMS)
def test_defectdojo_takes_every_finding(name: str, form: bool) -> None:
    """No key that its parser refuses, none of those it asks for missing, severities by its names."""
    told = json.loads(rendered("defectdojo", RESULTS[name], form))
    for finding in told["findings"]:
        assert set(finding) <= _DOJO_ALLOWED
        assert set(finding) >= _DOJO_REQUIRED
        assert finding["severity"] in ("Critical", "High", "Medium", "Low", "Info")
        assert datetime.fromisoformat(finding["date"])
        assert set().union(*finding.get("endpoints", [{}])) <= {"protocol", "host", "port"}
    assert len({finding["unique_id_from_tool"] for finding in told["findings"]}) == len(told["findings"])


def test_what_was_not_rated_is_not_told_as_harmless() -> None:
    """An open store without a severity is High in DefectDojo, and undefined where a format has a word for it."""
    finding = json.loads(rendered("defectdojo", RESULTS["open"]))["findings"][0]
    assert (finding["severity"], finding["severity_justification"]) == ("High", "not rated: it may be as bad as any")
    assert lines("intelmq", RESULTS["open"])[0]["severity"] == "undefined"


# JSON lines, tables


def test_a_line_for_each_target() -> None:
    """JSON lines: as many as targets, each valid by itself against the schema of a store."""
    text = (resources.files("nightlatch.reports") / "report-1.schema.json").read_text(encoding="utf-8")
    schema = json.loads(text)
    validator = Draft202012Validator({**schema["$defs"]["store"], "$defs": schema["$defs"]})
    for name, result in RESULTS.items():
        told = lines("jsonl", result)
        assert len(told) == len(json.loads(rendered("json", result))["stores"]), name
        for line in told:
            validator.validate(line)
            assert line["run"]["tlp"] == "AMBER"


def table(report: str, result: Result, is_public: bool = False) -> list[dict[str, str]]:
    text = rendered(report, result, is_public).decode()
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


@pytest.mark.parametrize("report", ["csv", "shadowserver"])
@pytest.mark.parametrize(("name", "form"), FORMS)
def test_no_cell_is_a_formula(report: str, name: str, form: bool) -> None:
    """No cell begins as a formula does, and none is left out: every line has every column."""
    rows = table(report, RESULTS[name], form)
    for row in rows:
        assert None not in row and None not in row.values()
        assert not [cell for cell in row.values() if cell.lstrip().startswith(("=", "+", "-", "@", "\t", "\r"))]
    if report == "csv":
        assert len(rows) == len(json.loads(rendered("json", RESULTS[name]))["stores"])


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "＝", "＋", "－", "＠", " =", "\t=", "|", "%"])
def test_a_cell_that_looks_like_a_formula_is_text(start: str) -> None:
    """Whatever an inventory calls an owner, a spreadsheet shows it and runs nothing."""
    wild = replace(samples.RATED, target=replace(samples.RATED.target, tags=(("owner", f"{start}cmd|' /C calc'!A0"),)))
    cell = table("csv", samples.result(wild))[0]["owner"]
    assert cell.startswith(("'", "\\x09")) and "cmd|' /C calc'!A0" in cell


def test_the_table_tells_an_estimate_with_its_ends() -> None:
    """Numbers are plain, an estimate has its interval beside it, what is not known is empty and not nought."""
    row = table("csv", RESULTS["sampled"])[0]
    assert (row["people"], row["people_low"], row["people_high"]) == ("2570000", "2510000", "2621000")
    login = table("csv", RESULTS["login"])[0]
    assert (login["people"], login["severity"], login["read"]) == ("", "", "denied")
    rated = table("csv", RESULTS["rated"])[0]
    assert (rated["severity"], rated["band"], rated["minors"]) == ("5", "very-high", "411904")


# Markdown


def elements(markdown: str) -> set[str]:
    """The elements that a page of CommonMark with tables, links and HTML comes to."""
    parser = MarkdownIt("commonmark", {"html": True, "linkify": False}).enable(["table", "strikethrough"])
    return set(re.findall(r"<([a-z0-9]+)", parser.render(markdown)))


@pytest.mark.parametrize("report", ["markdown", "art33", "art34"])
@pytest.mark.parametrize(("name", "form"), FORMS)
def test_nothing_of_a_server_becomes_markup(report: str, name: str, form: bool) -> None:
    """No name makes a link, a picture, a tag or emphasis: there are only the elements that are ours."""
    ours = {"h1", "h2", "h3", "p", "ul", "ol", "li", "code", "table", "thead", "tbody", "tr", "th", "td", "strong"}
    assert elements(rendered(report, RESULTS[name], form).decode()) <= ours


@pytest.mark.parametrize(
    "text",
    [
        "<b>x</b>", "[x](javascript:1)", "![x](y)", "*x*", "_x_", "`x`", "# x", "- x", "+ x", "1. x", "> x", "~~x~~",
        "| a | b |\n|---|---|", "&lt;", "===", "---", "x\n===", "a  \nb", "\\*x*", "<!-- x", "[x]: y", "1) x", "***",
    ],
)  # fmt: skip
def test_prose_stays_prose(text: str) -> None:
    """What would be markup is shown as it was written."""
    html = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).render(prose(text))
    assert set(re.findall(r"<([a-z0-9]+)", html)) == {"p"}
    shown = re.sub(r"</?p>", "", html).strip()
    plain = text.replace("\n", "\\x0a")
    assert shown == plain.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


@pytest.mark.parametrize("name", ["`", "``", "a`b", " ", "``` x", "x`", "@everyone", "www.example.org", "#1"])
def test_names_are_code(name: str) -> None:
    """A name stands in a code span, whatever backticks are in it, and nobody is called by it."""
    html = MarkdownIt("commonmark").render(f"x {code(name)} y")
    assert html.count("<code>") == html.count("</code>") == 1
    assert "@" not in prose("write to @everyone")


# Art. 33, Art. 34, EDPB


def test_art_33_has_its_four_parts() -> None:
    """Each letter of Art. 33(3) has its part; what only people can say is left to them in brackets."""
    told = rendered("art33", RESULTS["rated"]).decode()
    assert [told.count(f"### ({letter})") for letter in "abcd"] == [1, 1, 1, 1]
    assert "2,565,724 people" in told and "411,904" in told
    assert told.count("only you can say this") == 3
    assert "nothing to notify" in rendered("art33", RESULTS["unrated"]).decode()


def test_the_letter_to_people_has_no_address() -> None:
    """People read what happened, which data, what may follow and what to do; not where the store is."""
    told = rendered("art34", RESULTS["rated"]).decode()
    for part in ("What data", "What may follow", "What we do", "What you can do", "Whom you can ask"):
        assert f"## {part}" in told
    assert "127.0.0.1" not in told and "city works" not in told and "public.people" not in told
    assert "signs that somebody else was there" in told


def test_the_letter_speaks_to_one_reader() -> None:
    """What may follow is said to the reader, and nothing says that data could be read where that is not known."""
    told = rendered("art34", RESULTS["rated"]).decode()
    assert "you may be found, followed or harmed" in told and "people lose control" not in told
    assert "could be read by anybody" in told
    access = replace(
        samples.RATED.access, rights={**samples.EVERYTHING, "read": samples.SAMPLED.access.rights["create"]}
    )
    told = rendered("art34", samples.result(replace(samples.RATED, access=access))).decode()
    assert "could be read" not in told and "stood open to anybody" in told


def notification(result: Result) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(rendered("edpb", result))["notifications"][0]
    return found


@pytest.mark.parametrize("name", [name for name, one in RESULTS.items() if any(map(_facts.is_personal, one.findings))])
def test_every_value_is_one_that_the_template_knows(name: str) -> None:
    """Each field is of the template, each code one of its options, each type what it asks for; the rest is listed."""
    rows = {f"field_{row.id}": row for row in _edpb.template()}
    document = json.loads(rendered("edpb", RESULTS[name]))
    assert "CC BY 4.0" in document["template"]["attribution"]
    for one in document["notifications"]:
        assert set(one["fields"]) == set(one["how"]) == set(one["labels"])
        assert set(one["fields"]) | {row["field"] for row in one["only_people"]} == set(rows)
        for field, value in one["fields"].items():
            assert _fits(rows[field], value), (field, value)


def _fits(row: _edpb.Row, value: Any) -> bool:
    match row.type:
        case "enum":
            return value in row.options
        case "multi":
            return value == sorted(set(value)) and set(value) <= set(row.options)
        case "number":
            return isinstance(value, int) and value >= 0
        case "boolean":
            return isinstance(value, bool)
        case "date-time":
            return bool(datetime.fromisoformat(value))
        case _:
            return isinstance(value, str) and bool(value)


def test_the_template_is_whole() -> None:
    """As its authors count: 100 fields to fill, 42 of them always asked for, 46 under conditions."""
    asked = [row.mandatory for row in _edpb.template()]
    assert (len(asked), asked.count("yes"), asked.count("conditional")) == (100, 42, 46)


def test_the_notification_says_what_was_measured() -> None:
    """Numbers, data types with those that places reveal, severity and its arithmetic; proposals are told as such."""
    told = notification(RESULTS["rated"])
    fields, how = told["fields"], told["how"]
    assert (fields["field_67"], fields["field_68"], fields["field_73"]) == ("a", 2_565_724, 9_246_072)
    assert fields["field_70"] == ["a", "b", "g", "k", "n", "o", "u"]
    assert (fields["field_87"], fields["field_89"]) == ("c", "a")
    assert "4 x 1 + 1 = 5" in fields["field_90"] and "rejected" in fields["field_90"]
    assert (how["field_68"], how["field_89"], how["field_60"]) == ("measured", "proposed", "proposed")
    assert "field_12" in {row["field"] for row in told["only_people"]}


def test_codes_of_the_template_are_told_in_words() -> None:
    """Beside each code stands what the template calls it, so that nobody needs the template to read the file."""
    told = notification(RESULTS["rated"])
    assert told["labels"]["field_44"] == "When did the personal data breach occur?"
    assert told["chosen"]["field_44"] == ["From a date and is still ongoing"]
    assert told["chosen"]["field_55"] == ["Confidentiality breach", "Integrity breach"]
    assert "field_68" not in told["chosen"]


def test_an_estimate_is_told_as_one() -> None:
    """Approximate numbers are marked approximate; where nothing tells people apart there is no number."""
    assert notification(RESULTS["sampled"])["fields"]["field_67"] == "b"
    unnamed = replace(samples.RATED, people=Count(value=None), minors=None)
    fields = notification(samples.result(unnamed))["fields"]
    assert fields["field_67"] == "c" and "field_68" not in fields


def test_nobody_is_written_to_for_a_closed_store() -> None:
    """Closed stores, honeypots and stores without data of people make no notification."""
    trap = replace(samples.RATED, identity=replace(samples.RATED.identity, suspect="too good to be true"))
    for result in (RESULTS["closed"], RESULTS["unrated"], RESULTS["nothing"], samples.result(trap)):
        assert json.loads(rendered("edpb", result))["notifications"] == []


def test_what_to_do_first_begins_with_the_door() -> None:
    """First shut it, then keep what shows who was there, then see who has to be told."""
    steps = _facts.first_steps(RESULTS["rated"].findings[0])
    assert "pg_hba.conf" in steps[0]
    assert "logs" in steps[1]
    assert "72 hours" in steps[2]
    closed: Finding = RESULTS["closed"].findings[0]
    assert _facts.first_steps(closed) == []
