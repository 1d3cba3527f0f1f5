"""The judge: silent about a server that keeps to its specification, and loud about every one that does not."""

import json
import re
import subprocess
import xml.etree.ElementTree as XML

import pytest

from fixtures import free_ports
from server import BINARY, ROOT, Server, copy_of_spec, edit

PEOPLE = [("olga", "operator"), ("oskar", "operator"), ("vera", "viewer"), ("anton", "admin")]


def add_people(server):
    """Adds one account for each of PEOPLE; answers the file that names them."""
    lines = []
    for name, role in PEOPLE:
        password = f"a password of {name}"
        secret = server.folder / f"{name}.txt"
        secret.write_text(password)
        subprocess.run([BINARY, "users", "add", name, "--role", role, "--password-file", secret,
                        "--data", server.data], check=True, stdout=subprocess.DEVNULL, cwd=ROOT)
        lines.append(f'- {{username: {name}, password: "{password}", role: {role}}}\n')
    users = server.folder / "users.yaml"
    users.write_text("".join(lines))
    return users


def conform(url, *options, seconds=300):
    return subprocess.run([str(part) for part in (BINARY, "conform", "--url", url, *options)],
                          capture_output=True, text=True, timeout=seconds, cwd=ROOT)


def test_the_server_keeps_to_its_specification(tmp_path):
    server = Server(tmp_path).start()
    try:
        users = add_people(server)
        junit, report = tmp_path / "junit.xml", tmp_path / "report.json"
        done = conform(server.base, "--users", users, "--junit", junit, "--json", report,
                       "--agents", ROOT / "agents.yaml", "--token-secret", server.data / "token-secret")
        assert done.returncode == 0, done.stdout + done.stderr
        found = json.loads(report.read_text())
        assert found["summary"]["findings"] == 0 and found["summary"]["failed"] == 0
        assert found["summary"]["checks"] > 1500, found["summary"]
        verdicts = {}
        for case in found["cases"]:
            verdicts.setdefault(case["rule"], set()).add(case["verdict"])
        # Rules that need what this server has were run, not skipped.
        idle = {rule for rule, seen in verdicts.items() if seen == {"skipped"}}
        assert idle <= {"positive.media-type", "encoding.number", "rate.exempt"}, idle
        assert {rule["id"] for rule in found["rules"]} == set(verdicts)
        skipped = [case for case in found["cases"] if case["verdict"] == "skipped"]
        assert all(case["notes"] for case in skipped)
        suites = XML.parse(junit).getroot()
        assert int(suites.get("tests")) == len(found["cases"]) == len(suites.findall(".//testcase"))
        assert suites.findall(".//failure") == []
    finally:
        server.kill()


OPENAPI, ASYNCAPI, ERRORS, LIMITS = "openapi.yaml", "asyncapi.yaml", "errors.yaml", "limits.yaml"

EDITS = {  # name: file, what stands there, what the server runs on instead, the rules that are run, what is found
    "maximum": (OPENAPI, "          minimum: 1\n          maximum: 10\n          default: 5", "          minimum: 1\n          maximum: 11\n          default: 5",
                "body.invalid", ("body.invalid", "maximum of /priority")),
    "minimum": (OPENAPI, "many tasks to return at most.\n          schema: {type: integer, minimum: 1,",
                "many tasks to return at most.\n          schema: {type: integer, minimum: 0,",
                "parameter.invalid", ("parameter.invalid", "minimum, 0")),
    "maxLength raised": (OPENAPI, "          maxLength: 4000", "          maxLength: 4001",
                         "body.invalid", ("body.invalid", "maxLength of /description")),
    "maxLength lowered": (OPENAPI, "          maxLength: 200\n", "          maxLength: 199\n",
                          "positive.boundary", ("positive.boundary", "/title: 200 characters")),
    "pattern": (OPENAPI, "agents do it.\n      type: string\n      pattern: ^[a-z][a-z0-9_]{0,63}$",
                "agents do it.\n      type: string\n      pattern: ^[a-zA-Z][a-zA-Z0-9_]{0,63}$",
                "parameter.invalid", ("parameter.invalid", "pattern")),
    "enum member": (OPENAPI, "enum: [newest, oldest]", "enum: [newest]",
                    "positive.parameter", ("positive.parameter", "oldest")),
    "required": (OPENAPI, "required: [title, task_type, target]", "required: [title, task_type]",
                 "body.invalid", ("body.invalid", "without \"target\"")),
    "additionalProperties": (OPENAPI, "additionalProperties: false\n      required: [title, task_type, target]",
                             "additionalProperties: true\n      required: [title, task_type, target]",
                             "body.invalid", ("body.invalid", "additionalProperties")),
    "status of a code": (ERRORS, "TASK_NOT_FOUND:\n  status: 404", "TASK_NOT_FOUND:\n  status: 410",
                         "object.unknown", ("object.unknown", "the id")),
    "status of a general code": (ERRORS, "METHOD_NOT_ALLOWED:\n  status: 405", "METHOD_NOT_ALLOWED:\n  status: 501",
                                 "method.undeclared", ("method.undeclared", "PATCH")),
    "rate limit": (LIMITS, "  api:\n    q: 100", "  api:\n    q: 80", "rate.quota", ("rate.quota", "100 requests at once")),
    "role added": (OPENAPI, "operationId: createTask", "", "auth.role", ("auth.role", "as viewer")),
    "role removed": (OPENAPI, "operationId: getTask", "", "positive.role", ("positive.role", "as viewer")),
    "security removed": (OPENAPI, "operationId: getAgent", "", "auth.missing-token", ("auth.missing-token", "without a token")),
    "default": (OPENAPI, "          maximum: 10\n          default: 5", "          maximum: 10\n          default: 6",
                "positive.default", ("positive.default", "without \"priority\"")),
    "response header": (OPENAPI, "            Location:\n              description: Where the task can be read.\n              required: true",
                        "            Place:\n              description: Where the task can be read.\n              required: true",
                        "positive.example", ("positive.example", "example 1")),
    "response schema": (OPENAPI, "{64}$\n        uptime_seconds: {type: number, minimum: 0}",
                        "{64}$\n        uptime_seconds: {type: number, minimum: 1000}",
                        "positive.example", ("positive.example", "a plain request")),
    "path": (OPENAPI, "\n  /agents:\n", "\n  /workers:\n", "positive.example", ("positive.example", "a plain request")),
    "method": (OPENAPI, "  /tasks/{task_id}/execute:\n    parameters:\n      - $ref: '#/components/parameters/TaskID'\n    post:",
               "  /tasks/{task_id}/execute:\n    parameters:\n      - $ref: '#/components/parameters/TaskID'\n    put:",
               "positive.example", ("positive.example", "a plain request")),
    "body size": (LIMITS, "body_bytes: 1048576", "body_bytes: 1048577", "size.body", ("size.body", "a body of 1048577 bytes")),
    "media type": (OPENAPI, "        required: true\n        content:\n          application/json:\n            schema: {$ref: '#/components/schemas/NewTask'}",
                   "        required: true\n        content:\n          application/merge+json:\n            schema: {$ref: '#/components/schemas/NewTask'}",
                   "positive.example", ("positive.example", "example 1")),
    "event payload": (ASYNCAPI, "The username the token stands for.\n                type: string",
                      "The username the token stands for.\n                type: string\n                maxLength: 3",
                      "live.first", ("live.first", "after the handshake")),
    "another specification": (OPENAPI, "summary: List agents", "summary: List the agents",
                              "contract.hash", ("contract.hash", "which specification")),
    "idempotency": (OPENAPI, "      x-idempotency: {header: Idempotency-Key, replayed: Idempotency-Replayed, conflict: IDEMPOTENCY_KEY_REUSED}\n", "",
                    "idempotency.*", ("idempotency.replay", "the same key with the same body")),
    "another request under a key": (ERRORS, "IDEMPOTENCY_KEY_REUSED:\n  status: 422", "IDEMPOTENCY_KEY_REUSED:\n  status: 409",
                                    "idempotency.conflict", ("idempotency.conflict", "the same key with another body")),
    "state removed": (OPENAPI, "from: [pending, queued, running, awaiting_approval]", "from: [queued, running, awaiting_approval]",
                      "lifecycle.*", ("lifecycle.allowed", "while it is pending")),
    "command": (ASYNCAPI, "            type: integer\n            minimum: 0\n          id: {$ref: '#/components/schemas/CommandID'}",
                "            type: integer\n          id: {$ref: '#/components/schemas/CommandID'}",
                "live.*", ("live.fault", "\"since\":-1")),
    "head size": (LIMITS, "head_bytes: 32768", "head_bytes: 65536", "size.head", ("size.head", "a field of head_bytes")),
    "requests on a connection": (LIMITS, "requests_per_connection: 1000", "requests_per_connection: 900",
                                 "size.requests", ("size.requests", "1001 requests")),
    "connections": (LIMITS, "connections_per_address: 256", "connections_per_address: 200",
                    "size.connections", ("size.connections", "257 connections")),
    "head time": (LIMITS, "head_seconds: 10 ", "head_seconds: 3 ", "deadline.head", ("deadline.head", "half a request")),
    "body time": (LIMITS, "body_seconds: 30 ", "body_seconds: 4 ", "deadline.body", ("deadline.body", "half a request")),
    "heartbeat": (LIMITS, "heartbeat_seconds: 20 ", "heartbeat_seconds: 5 ", "live.beat", ("live.beat", "listening")),
    "message size": (LIMITS, "message_bytes: 65536", "message_bytes: 65537", "live.size", ("live.size", "65537 bytes")),
    "subscriptions": (LIMITS, "subscriptions: 100 ", "subscriptions: 99 ", "live.subscriptions",
                      ("live.subscriptions", "101 subscriptions")),
    "commands a second": (LIMITS, "commands_per_second: 20 ", "commands_per_second: 40 ", "live.rate",
                          ("live.rate", "50 commands")),
    "text of the API": (OPENAPI, "summary: Get an access token", "summary: Get a token", "parity.openapi",
                        ("parity.openapi", "/post/summary")),
    "text of the events": (ASYNCAPI, "summary: Asks for an ack.", "summary: Asks.", "parity.asyncapi",
                           ("parity.asyncapi", "/ping/summary")),
    "category": (OPENAPI, "x-ratelimit-category: auth\n      x-slo: {p95_ms: 100}",
                 "x-ratelimit-category: api\n      x-slo: {p95_ms: 100}", "rate.policy", ("rate.policy", "a plain request")),
}

SECURITY = {  # the same words stand at many operations: these are edited at one of them
    "role added": ("createTask", "- bearer: [operator, admin]", "- bearer: [viewer, operator, admin]"),
    "role removed": ("getTask", "- bearer: [viewer, operator, admin]", "- bearer: [operator, admin]"),
    "security removed": ("getAgent", "      security:\n        - bearer: [viewer, operator, admin]", "      security: []"),
}


def change(spec, name):
    """Edits one place of a copy of the specification."""
    file, old, new = EDITS[name][:3]
    if name not in SECURITY:
        return edit(spec / file, old, new)
    operation, old, new = SECURITY[name]
    text = (spec / file).read_text()
    start = text.index(f"operationId: {operation}\n")
    head, tail = text[:start], text[start:]
    assert old in tail
    (spec / file).write_text(head + tail.replace(old, new, 1))


@pytest.mark.parametrize("name", EDITS)
def test_a_server_on_another_specification_is_found_out(name, tmp_path):
    spec, agents = copy_of_spec(tmp_path)
    change(spec, name)
    rules, (rule, attempt) = EDITS[name][3:]
    server = Server(tmp_path, spec=spec, agents=agents).start()
    try:
        report = tmp_path / "report.json"
        done = conform(server.base, "--users", add_people(server), "--only", rules, "--json", report)
        assert done.returncode == 1, done.stdout + done.stderr
        found = [dict(one, rule=case["rule"]) for case in json.loads(report.read_text())["cases"]
                 for one in case["findings"]]
        named = [one for one in found if one["rule"] == rule and attempt in one["attempt"]]
        assert named, found
        # Bytes that are no request of curl's are sent by nc.
        assert all(one["curl"].find("a password of") < 0 and re.search("curl | nc ", one["curl"]) for one in found)
        assert all(one["spec"]["file"].startswith("spec/") for one in named)
    finally:
        server.kill()


def test_the_curl_line_of_a_finding_shows_it(tmp_path):
    spec, agents = copy_of_spec(tmp_path)
    change(spec, "maxLength raised")
    server = Server(tmp_path, spec=spec, agents=agents).start()
    try:
        report = tmp_path / "report.json"
        conform(server.base, "--users", add_people(server), "--only", "body.invalid", "--json", report)
        finding = [one for case in json.loads(report.read_text())["cases"] for one in case["findings"]][0]
        token = server.login("olga", "a password of olga")
        shown = subprocess.run(["sh", "-c", finding["curl"]], capture_output=True, text=True, timeout=20,
                               env={"TOKEN": token, "PATH": "/usr/bin:/bin"})
        assert shown.stdout.startswith("HTTP/1.1 201"), (finding["curl"], shown.stdout, shown.stderr)
    finally:
        server.kill()


def test_the_list_of_agents_is_held_against_their_file(tmp_path):
    spec, agents = copy_of_spec(tmp_path)
    edit(agents, "    display_name: Security expert\n", "    display_name: Another name\n")
    server = Server(tmp_path, spec=spec, agents=agents).start()
    try:
        done = conform(server.base, "--users", add_people(server), "--only", "parity.configuration",
                       "--agents", ROOT / "agents.yaml")
        assert done.returncode == 1 and '"display_name" of security_expert' in done.stdout, done.stdout
        assert "agents.yaml:" in done.stdout
    finally:
        server.kill()


def test_what_cannot_be_judged_is_never_green(server, tmp_path):
    users = add_people(server)
    [nobody] = free_ports(1)
    assert conform(f"http://127.0.0.1:{nobody}", "--users", users).returncode == 2
    assert conform(server.base).returncode == 2  # nobody to log in as
    wrong = tmp_path / "wrong.yaml"
    wrong.write_text('- {username: olga, password: "not her password", role: operator}\n')
    done = conform(server.base, "--users", wrong)
    assert done.returncode == 2 and "olga cannot log in" in done.stderr
    assert conform(server.base, "--users", users, "--only", "nothing.of-the-kind").returncode == 2
    assert conform(server.base, "--users", users, "--spec", tmp_path / "none").returncode == 2
    assert conform(server.base, "--users", users, "--only", "path.*", "--json", tmp_path / "no" / "report.json").returncode == 2
    assert conform("https://127.0.0.1:1", "--users", users).returncode == 2


def test_the_page_lists_every_rule():
    listed = subprocess.run([BINARY, "conform", "--rules"], capture_output=True, text=True, check=True).stdout
    page = (ROOT / "docs" / "conform.md").read_text()
    for line in listed.splitlines():
        rule, level, title = line.split("\t")
        assert f"| `{rule}` | {level} | {title} |" in page, rule
    rows = [row for row in page.splitlines() if row.startswith("| `")]
    assert len([row for row in rows if "MUST" in row or "SHOULD" in row]) == len(listed.splitlines())
