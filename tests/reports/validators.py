"""Programs that we did not write and that say whether a report is what its format asks for.

Each is fetched once into an environment of its own in the cache, as the lab's servers are. With ``CI=true`` a test whose
validator cannot be had fails, elsewhere it is skipped, and the summary names what was missing.
"""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from nightlatch.demo.servers import Unavailable
from nightlatch.demo.servers.pypi import environment
from tests.lab import MISSING
from tests.lab.npm import modules

Files = Mapping[str, bytes]

_OCSF = """
import json, sys
from jsonschema import Draft202012Validator
from ocsf_json_schema import OcsfJsonSchemaEmbedded, get_ocsf_schema
schema = OcsfJsonSchemaEmbedded(get_ocsf_schema(version="1.8.0")).get_class_schema("data_security_finding")
validator = Draft202012Validator(schema)
for name in sys.argv[1:]:
    for line in open(name):
        for error in validator.iter_errors(json.loads(line)):
            print(name, list(error.path), error.message[:300])
"""
_INTELMQ = """
import json, pathlib, sys
import intelmq
from intelmq.lib.message import Event
folder = pathlib.Path(intelmq.__file__).parent
harmonization = json.loads((folder / "etc" / "harmonization.conf").read_text())
for name in sys.argv[1:]:
    for line in open(name):
        event = Event(harmonization=harmonization)
        for key, value in json.loads(line).items():
            try:
                event.add(key, value, sanitize=False)
            except Exception as error:
                print(name, key, error)
"""
_SECVISOGRAM = """
import fs from 'fs'
const lib = process.argv[2]
const tests = { ...(await import(`${lib}/schemaTests.js`)), ...(await import(`${lib}/mandatoryTests.js`)) }
for (const name of process.argv.slice(3)) {
  const document = JSON.parse(fs.readFileSync(name))
  for (const [id, test] of Object.entries(tests)) {
    const result = await test(document)
    if (result.isValid === false || result.errors?.length) console.log(name, id, JSON.stringify(result.errors))
  }
}
"""
_PDF = """
import sys
import pypdf
reader = pypdf.PdfReader(sys.argv[1])
print(reader.metadata)
for page in reader.pages:
    print(page.extract_text())
"""


def _had(name: str, get: Callable[[], Path]) -> Path:
    try:
        return get()
    except Unavailable as why:
        MISSING[name] = str(why)
    (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(f"no {name}: {MISSING[name]}")


def _said(command: list[str | Path], files: Files, folder: Path) -> str:
    names = []
    for name, data in files.items():
        (folder / name).write_bytes(data)
        names.append(name)
    done = subprocess.run([*command, *names], capture_output=True, text=True, check=False, cwd=folder)
    assert not done.stderr.strip(), done.stderr[-2000:]
    return done.stdout


def csaf(files: Files, folder: Path) -> dict[str, list[str]]:
    """Which of the tests of CSAF 2.0 that are mandatory each file fails, as the package csaf has them."""
    program = _had("csaf", lambda: environment("csaf_2026.10.25", ["csaf==2026.10.25"])) / "csaf"
    words: list[str | Path] = [program, "validate", "--spec-version", "v20", "--no-network", "--format"]
    told = {}
    for name, data in files.items():
        tests = json.loads(_said([*words, "deprecated-json"], {name: data}, folder))["tests"]
        assert len(tests) > 30
        told[name] = [test["name"] for test in tests if not test["isValid"]]
    return told


def secvisogram(files: Files, folder: Path) -> str:
    """What BSI's validator library finds wrong: schema, strict schema and all mandatory tests of CSAF 2.0."""
    package = "@secvisogram/csaf-validator-lib"
    found = _had("csaf-validator-lib", lambda: modules("csaf-validator-lib_2.0.10", f"{package}@2.0.10"))
    script = folder / "validate.mjs"
    script.write_text(_SECVISOGRAM)
    return _said(["node", script, found / package], files, folder)


def ocsf(files: Files, folder: Path) -> str:
    """What is wrong with OCSF 1.8 Data Security Findings, one a line."""
    requirements = ["ocsf-json-schema==1.2.0", "jsonschema==4.26.0"]
    python = _had("ocsf-json-schema", lambda: environment("ocsf-json-schema_1.2.0", requirements)) / "python"
    return _said([python, "-I", "-c", _OCSF], files, folder)


def intelmq(files: Files, folder: Path) -> str:
    """What IntelMQ refuses of events, one a line."""
    # one of what it needs, a module of colours for terminals, has no wheel
    requirements = ["--no-binary", "python-termstyle", "intelmq==3.5.0", "setuptools==78.1.1"]
    python = _had("intelmq", lambda: environment("intelmq_3.5.0", requirements)) / "python"
    return _said([python, "-I", "-W", "ignore", "-c", _INTELMQ], files, folder)


def pdf_text(data: bytes, folder: Path) -> str:
    """The text of a PDF, page by page, and of what it says of itself, as the package pypdf reads it."""
    python = _had("pypdf", lambda: environment("pypdf_7.1.0", ["pypdf==7.1.0"])) / "python"
    return _said([python, "-I", "-W", "ignore", "-c", _PDF], {"report.pdf": data}, folder)
