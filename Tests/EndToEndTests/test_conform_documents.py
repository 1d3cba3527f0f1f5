"""amas conform on amas mock: a document that contradicts itself is told apart from a server that does not keep to it."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from server import BINARY, ROOT
from test_mock import Mock

DATA = Path(os.environ.get("AMAS_SUITES", ROOT / ".." / "shared" / "data")) / "openapi"

# Five contradictions: an example that does not fit, two operations that take the same requests, a 204 with content, an
# answer that no value fits, and a body that nobody can send.
TORN = """\
openapi: 3.1.0
info: {title: Torn, version: '1'}
paths:
  /a/{id}:
    get:
      parameters: [{name: id, in: path, required: true, schema: {type: integer}}]
      responses:
        '200':
          description: A.
          content:
            application/json:
              schema: {type: object, required: [n], properties: {n: {type: integer, maximum: 9}}}
              example: {n: 10}
    delete:
      parameters: [{name: id, in: path, required: true, schema: {type: integer}}]
      responses:
        '204': {description: Gone., content: {application/json: {schema: {type: object}}}}
  /a/{other}:
    get:
      parameters: [{name: other, in: path, required: true, schema: {type: string}}]
      responses: {'200': {description: B.}}
  /b:
    get:
      responses:
        '200': {description: C., content: {application/json: {schema: {allOf: [{type: string}, {type: integer}]}}}}
    post:
      requestBody: {required: true, content: {application/json: {schema: {type: integer, minimum: 5, maximum: 4}}}}
      responses: {'200': {description: D.}}
"""


def conform(spec, url, report):
    done = subprocess.run(
        [BINARY, "conform", "--url", url, "--spec", spec, "--json", report], capture_output=True, text=True, cwd=ROOT)
    return done, json.loads(Path(report).read_text()) if Path(report).exists() else None


def places(report):
    return {(one["spec"]["line"], one["spec"]["column"]): one["message"] for one in report["contradictions"]}


def test_a_document_that_contradicts_itself_is_told_apart(tmp_path):
    spec = tmp_path / "torn.yaml"
    spec.write_text(TORN)
    with Mock(spec) as mock:
        done, report = conform(spec, mock.base, tmp_path / "report.json")
    assert done.returncode == 0, done.stdout
    assert report["summary"]["findings"] == 0 and report["summary"]["contradictions"] == 5
    found = places(report)
    lines = TORN.split("\n")
    assert sorted(line for line, _ in found) == [13, 17, 19, 25, 27], found
    line, column = next(place for place in found if place[0] == 13)
    assert lines[line - 1][column - 1:] == "10}"
    assert "CONTRADICTION" in done.stdout and f"{spec}:13:{column}" in done.stdout


def test_a_server_on_another_document_is_still_found_out(tmp_path):
    """What the document gets wrong by itself excuses nothing else."""
    spec, served = tmp_path / "torn.yaml", tmp_path / "served.yaml"
    spec.write_text(TORN)
    served.write_text(TORN.replace("maximum: 9", "minimum: 10"))
    with Mock(served) as mock:
        done, report = conform(spec, mock.base, tmp_path / "report.json")
    assert done.returncode == 1
    assert {case["rule"] for case in report["cases"] if case["findings"]} == {"response.schema"}


@pytest.mark.parametrize("name", ["figma.yaml", "spotify-official.yaml", "spotify-fixed.yaml"])
def test_real_documents_are_kept_to_by_their_mock(name):
    """The whole of them is `make conform-documents`."""
    if not DATA.exists():
        pytest.skip(f"{DATA} is not here")
    done = subprocess.run(
        [sys.executable, ROOT / "scripts/conform-documents", "--binary", BINARY, "--folder", DATA, name],
        capture_output=True, text=True, cwd=ROOT)
    row = next(line for line in done.stdout.splitlines() if line.startswith(f"| {name}"))
    operations, cases, checks, requests, findings = map(int, re.findall(r"\| (\d+) (?=\|)", row)[:5])
    assert done.returncode == 0 and findings == 0, done.stdout + done.stderr
    assert operations > 40 and cases > 900 and checks > 5_000 and requests > 1_000, row
