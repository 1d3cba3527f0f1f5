"""The YAML files are the source: an edit changes the server, a mistake is named where it stands."""

import json
import re

import requests

from fixtures import WeakHost
from server import ROOT, Server, copy_of_spec, edit
from test_commands import amas


def test_edits_of_the_files_change_the_server(tmp_path):
    spec, agents = copy_of_spec(tmp_path)
    openapi = spec / "openapi.yaml"
    text = openapi.read_text()
    openapi.write_text(text.replace("maximum: 10\n", "maximum: 20\n").replace("maximum: 10}", "maximum: 20}")
                       .replace("\n  /agents:\n", "\n  /workers:\n"))
    asyncapi = spec / "asyncapi.yaml"
    asyncapi.write_text(asyncapi.read_text().replace("maximum: 10}", "maximum: 20}"))
    edit(spec / "limits.yaml", "  auth:\n    q: 5\n", "  auth:\n    q: 2\n")
    edit(spec / "errors.yaml", "TASK_NOT_FOUND:\n  status: 404", "TASK_NOT_FOUND:\n  status: 410")
    server = Server(tmp_path, spec=spec, agents=agents).start()
    try:
        client = server.client()
        assert client.create(priority=20)["priority"] == 20
        agents = client.call("GET", "/workers").json()
        assert agents["total"] == len(agents["items"]) > 0
        assert client.call("GET", "/agents").json()["error_code"] == "NOT_FOUND"
        gone = client.call("GET", "/tasks/task_20250121_120000_abc12345")
        assert (gone.status_code, gone.json()["status_code"]) == (410, 410)
        reply = requests.post(server.url + "/auth/login", json={"username": "admin", "password": "no no no"}, timeout=5)
        assert reply.headers["RateLimit-Policy"].startswith('"auth";q=2;w=1')
    finally:
        server.kill()


README = (ROOT / "README.md").read_text()
AGENT = re.search(r"^```yaml\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)[1]  # the ten lines that are to be copied


def test_an_agent_added_by_yaml_alone_runs(tmp_path):
    spec, agents = copy_of_spec(tmp_path)
    agents.write_text(agents.read_text() + AGENT)
    with WeakHost(tmp_path) as host:
        server = Server(tmp_path, spec=spec, agents=agents).start()
        try:
            client = server.client()
            target = f"http://127.0.0.1:{host.plain}/"
            task, _ = client.run(task_type="header_check", target=target)
            assert task["status"] == "completed" and task["assigned_agents"] == ["header_check"], task
            assert re.fullmatch(rf"Grade \S+ for {re.escape(target)}\.", task["result"]["summary"])
            assert any(one["rule"].startswith("http.csp.") for one in task["result"]["findings"])
        finally:
            server.kill()


PLANTED = [  # file, what stands there, what is written instead, where the mistake is to be named
    ("spec/openapi.yaml", "operationId: cancelTask", "operationId: cancelTsk", "cancelTsk"),
    ("spec/openapi.yaml", "x-ratelimit-category: auth\n      x-slo: {p95_ms: 500}", "x-ratelimit-category: auht\n      x-slo: {p95_ms: 500}", "auht"),
    ("spec/openapi.yaml", "'#/components/schemas/TaskPage'}", "'#/components/schemas/TaskPag'}", "'#/components/schemas/TaskPag'"),
    ("spec/openapi.yaml", "          maxLength: 4000", "          maxLenght: 4000", "maxLenght"),
    ("spec/errors.yaml", "AGENT_NOT_FOUND:\n  status: 404", "AGENT_NOT_FOUND:\n  status: 4004", "4004"),
    ("spec/limits.yaml", "    q: 5\n", "    q: five\n", "five"),
    ("spec/asyncapi.yaml", "required: [user, heartbeat_seconds]", "requierd: [user, heartbeat_seconds]", "requierd"),
    ("agents.yaml", "uses: dns.lookup", "uses: dns.lokup", "dns.lokup"),
    ("agents.yaml", "task_types: [security_scan]", "task_typs: [security_scan]", "task_typs"),
    ("agents.yaml", "{timeout: 10m, concurrency: 4,", "{timeout: 10 minuts, concurrency: 4,", "10 minuts"),
]


def test_ten_planted_mistakes_are_named_in_one_run(tmp_path):
    copy_of_spec(tmp_path)
    for name, old, new, _ in PLANTED:
        edit(tmp_path / name, old, new)
    expected = [place(tmp_path / name, new, token) for name, _, new, token in PLANTED]
    options = ["--spec", tmp_path / "spec", "--agents", tmp_path / "agents.yaml"]
    check = amas("check", *options)
    serve = amas("serve", "--port", 0, "--admin-port", 0, "--data", tmp_path / "data", *options)
    assert (check.returncode, serve.returncode) == (1, 1)
    for output in (check.stdout, serve.stderr):
        for where, line, column in expected:
            found = re.search(rf"^{re.escape(where)}: error: .+\n *\d+ \| (.*)\n *\| ( *)\^", output, re.MULTILINE)
            assert found, f"{where} is not named in:\n{output}"
            assert found[1] == line and len(found[2]) == column - 1, found[0]


def place(path, new, token):
    """("file:line:column", the line, the column) of `token` inside the planted text."""
    text = path.read_text()
    offset = text.index(new) + new.index(token)
    start = text.rfind("\n", 0, offset) + 1
    number, column = text.count("\n", 0, offset) + 1, offset - start + 1
    return f"{path}:{number}:{column}", text[start:].split("\n", 1)[0], column


def test_the_heartbeat_keeps_the_interval_of_the_file(tmp_path):
    spec, agents = copy_of_spec(tmp_path)
    edit(spec / "limits.yaml", "heartbeat_seconds: 20 ", "heartbeat_seconds: 1 ")
    server = Server(tmp_path, spec=spec, agents=agents).start()
    try:
        with server.client().socket() as socket:
            hello = json.loads(socket.recv(5))
            assert hello["data"] == {"user": "admin", "heartbeat_seconds": 1}
            assert [json.loads(socket.recv(5))["event"] for _ in range(2)] == ["heartbeat", "heartbeat"]
    finally:
        server.kill()
