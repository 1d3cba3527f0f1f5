"""amas conform on a server that is not ours: the same API on FastAPI, as its users write it. See fastapi_server.

What the framework does by itself is all that departs; the tables say what, rule by rule. Each was seen by curl first.
"""

import json
import os
import secrets
import subprocess
import sys
import time
from pathlib import Path

import pytest
import requests

from fixtures import free_ports
from server import ROOT
from test_conform import PEOPLE, conform

UNPROCESSABLE = "422"
# Rule: what one of its findings got, and why the server answers so.
DEPARTURES = {
    "contract.hash": ("sha256:", "the hash is that of the document that FastAPI writes itself"),
    "positive.example": ("404", "/asyncapi.json: FastAPI writes no AsyncAPI document"),
    "positive.parameter": ("404", "/asyncapi.json again"),
    "body.invalid": (UNPROCESSABLE, "RequestValidationError is answered with 422"),
    "body.syntax": (UNPROCESSABLE, "so is a body that is no JSON; NaN makes its answer fail, and is 500"),
    "parameter.invalid": (UNPROCESSABLE, "so are parameters; header fields that no handler asks for are not looked at"),
    "input.invalid": (UNPROCESSABLE, "what the configuration refuses is answered with 422, as what pydantic refuses"),
    "json.strict": (UNPROCESSABLE, "the reader of json is not strict, and what it refuses is 422"),
    "encoding.text": (UNPROCESSABLE, "U+0000 in a name is 422"),
    "page.cursor": (UNPROCESSABLE, "a cursor that breaks its pattern is 422"),
    "size.json": (UNPROCESSABLE, "depth and number of values have no limit: what is refused is refused by the schema"),
    "content.wrong-type": (UNPROCESSABLE, "another type is handed to pydantic as text; */*+json is read as JSON"),
    "content.not-acceptable": ("200", "nobody reads Accept"),
    "token.field": ("200", "of two Authorization fields Starlette reads the first"),
    "auth.scheme": ("200", "so do all operations"),
    "token.signature": ("200", "base64.urlsafe_b64decode takes = behind a signature that is whole"),
    "parity.hidden": ("200", "/docs shows the document to everybody"),
    "token.refresh-once": ("200", "a JWT of FastAPI's tutorial holds until it runs out"),
    "token.revoked": ("200", "so logging out ends nothing"),
    "method.undeclared": ("Allow: GET", "Allow names the first route of the path only"),
    "method.head": ("405", "a GET route of FastAPI does not answer HEAD"),
    "method.options": ("405", "nor OPTIONS"),
    "encoding.path": ("307", "%2F at the end is read as a slash, and redirected to the path without"),
    "parity.openapi": ('"3.1.0"', "FastAPI publishes the document that it derives from the code"),
    "parity.asyncapi": ("nothing", "no AsyncAPI document"),
    "header.not-modified": ("none", "the document has no ETag"),
    "header.no-store": ("none", "no Cache-Control beside a token"),
    "response.headers": ("201 without it", "no Location beside a 201"),
    "response.media-type": ("500 with text/plain", "Starlette writes a failure as text"),
    "http.no-server-error": ("500", "the 422 that gives NaN or half of a surrogate pair back cannot be written"),
    "leak.secret": ("the password of olga", "the 422 has the input with it, the password too"),
    "error.body": ("401", "{\"detail\": ...} is no body of components/schemas/Error"),
    "response.schema": ("401", "the same, by the schema of the operation's answer"),
    "framing.malformed": ("400", "uvicorn answers in plain text, without a code"),
    "size.body": ("200", "uvicorn has no limit for a body"),
    "size.unannounced": ("nothing within 5 s", "so it waits for the rest"),
    "size.uri": ("200", "httptools has no limit for a target"),
    "size.headers": ("200", "nor for the number of fields"),
    "size.head": ("200", "nor for the head"),
    "size.requests": ("1001 answers", "a connection is kept for as long as it is used"),
    "size.connections": ("an answer to each", "connections of an address are not counted"),
    "deadline.head": ("nothing", "uvicorn waits for ever for a head that has begun"),
    "deadline.body": ("nothing", "and for a body"),
    "rate.quota": ("requests passed", "no rate limits"),
    "live.opens": ("a refusal", "no WebSocket"),
    "live.refused": ("403", "uvicorn refuses a handshake that no route takes with 403"),
    "live.upgrade": ("404", "so there is nothing at /ws"),
    "live.handshake": ("400", "another version is 400 without Sec-WebSocket-Version"),
    "codes.reached": ("other answers", "no 304, and no 200 for /asyncapi.json"),
}
# HTTPException has the status that is promised, and a body without error_code: error.body says so, and these alone.
WITHOUT_A_CODE = {"codes.produced": "other answers"}
# What is no departure of its own.
CONSEQUENCES = {
    "vacuous.rule": ("the handshake is refused", "no WebSocket, no RateLimit, no --token-secret, no --agents"),
    "auth.path-spelling": ("307", "a slash at the end is redirected to the path that refuses; nothing is let in"),
    "auth.mass-assignment": ("201", "pydantic ignores members it does not know; they have no effect"),
}
EXPECTED = {rule: got for rule, (got, _) in (DEPARTURES | CONSEQUENCES).items()} | WITHOUT_A_CODE
# The server works: what it departs in is not that nothing could be asked of it.
KEPT = {
    "positive.boundary", "positive.role", "positive.default", "body.no-effect", "input.accepted", "token.lifetime",
    "token.refresh", "object.listed", "read.written", "read.listed", "page.whole", "page.insert", "page.limit",
    "page.filter", "page.order", "idempotency.replay", "idempotency.owner", "idempotency.race", "lifecycle.initial",
    "lifecycle.allowed", "lifecycle.moves", "lifecycle.final", "agreement.counts", "invariant.holds",
    "invariant.monotonic", "response.status", "response.json", "header.challenge", "header.date", "framing.pipelining",
    "framing.chunked", "leak.error", "vacuous.role", "path.undeclared", "object.unknown", "object.foreign",
    "object.repeated", "object.limit", "read.deleted", "lifecycle.forbidden", "lifecycle.race", "idempotency.conflict",
    "auth.role", "auth.claimed", "auth.missing-token", "auth.forged-token", "auth.password", "auth.guess",
    "auth.default-account", "token.forgery", "token.use", "echo.members",
}


def write_users(folder):
    users = folder / "users.yaml"
    users.write_text("".join(f'- {{username: {name}, password: "a password of {name}", role: {role}}}\n'
                             for name, role in PEOPLE))
    return users


def wait_for(process, url, seconds=60):
    """Returns when the server answers."""
    end = time.monotonic() + seconds
    while time.monotonic() < end and process.poll() is None:
        try:
            return requests.get(url, timeout=5).raise_for_status()
        except requests.ConnectionError:
            time.sleep(0.1)
    raise RuntimeError(f"{url} does not answer")


@pytest.fixture(scope="module")
def judged(tmp_path_factory):
    """What the judge says of the server: the command that has ended, and its report."""
    folder = tmp_path_factory.mktemp("fastapi")
    users, report = write_users(folder), folder / "report.json"
    [port] = free_ports(1)
    url = f"http://127.0.0.1:{port}"
    files = {"USERS_FILE": users, "AGENTS_FILE": ROOT / "agents.yaml",
             "INTEGRATIONS_FILE": ROOT / "spec/integrations.yaml"}
    environment = os.environ | {name: str(file) for name, file in files.items()} | {"JWT_SECRET": secrets.token_hex(32)}
    with open(folder / "server.log", "wb") as log:
        server = subprocess.Popen(
            [sys.executable, "-m", "uvicorn", "fastapi_server.app:app", "--port", str(port), "--no-access-log"],
            cwd=Path(__file__).parent, env=environment, stdout=log, stderr=log)
    try:
        wait_for(server, url + "/api/v1/system/health")
        done = conform(url, "--users", users, "--spec", ROOT / "spec", "--json", report, seconds=900)
        yield done, json.loads(report.read_text())
    finally:
        server.kill()
        server.wait(10)


def findings(report):
    found = {}
    for case in report["cases"]:
        for finding in case["findings"]:
            found.setdefault(case["rule"], []).append(finding)
    return found


def test_the_run_comes_to_its_end(judged):
    done, report = judged
    assert done.returncode == 1, done.stdout[-2000:] + done.stderr[-2000:]
    assert report["ending"] == {"kind": "complete"}
    assert report["contradictions"] == []


def test_the_findings_are_those_of_the_framework(judged):
    found = findings(judged[1])
    more, fewer = set(found) - set(EXPECTED), set(EXPECTED) - set(found)
    assert (more, fewer) == (set(), set()), {rule: found[rule][:2] for rule in more}
    for rule, got in EXPECTED.items():
        assert any(got in one["got"] for one in found[rule]), (rule, got, found[rule][:5])


def test_what_the_server_keeps_is_found_kept(judged):
    verdicts = {}
    for case in judged[1]["cases"]:
        verdicts.setdefault(case["rule"], set()).add(case["verdict"])
    others = {rule: verdicts[rule] for rule in KEPT if verdicts[rule] - {"skipped"} != {"passed"}}
    assert others == {}
