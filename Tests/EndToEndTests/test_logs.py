"""What the log says of requests and tasks, and what it never says."""

import json
import re
import signal
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
import requests

from server import Server

PARENT = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
TRACE = "4bf92f3577b34da6a3ce929d0e0e4736"


def lines(server, message):
    """The log lines with this message, as objects."""
    found = [json.loads(line) for line in list(server.lines) if line.startswith("{")]
    return [line for line in found if line["message"] == message]


def until(server, message, **wanted):
    """The first line of this kind; the log is written after the answer, so it may have to be waited for."""
    for _ in range(1000):
        for line in lines(server, message):
            if all(line.get(key) == value for key, value in wanted.items()):
                return line
        requests.get(server.url + "/system/health", timeout=5)
    raise AssertionError(f"no line {message} {wanted} in {server.lines[-20:]}")


@pytest.fixture
def quiet(tmp_path):
    """A server as in production: its log is JSON."""
    running = Server(tmp_path, dev=False).start()
    yield running
    running.kill()


def test_every_request_is_a_line_with_its_ids(quiet):
    client = quiet.client()
    reply = client.call("GET", "/tasks/task_20250121_120000_abc12345", headers={"X-Request-ID": "mine-1", "traceparent": PARENT})
    assert reply.headers["X-Request-ID"] == reply.json()["request_id"] == "mine-1"
    assert reply.headers["traceparent"].split("-")[1] == TRACE != PARENT
    assert reply.headers["traceparent"].split("-")[2] != PARENT.split("-")[2]
    line = until(quiet, "request", request_id="mine-1")
    assert (line["method"], line["path"], line["status"]) == ("GET", "/api/v1/tasks/{task_id}", "404")
    assert (line["caller"], line["trace_id"], line["level"]) == ("admin", TRACE, "info")
    assert float(line["duration_ms"]) >= 0
    unknown = requests.get(quiet.base + "/secret-in-a-path", timeout=5)
    assert until(quiet, "request", request_id=unknown.headers["X-Request-ID"])["path"] == "-"


@pytest.mark.parametrize("value", ["", "nonsense", PARENT.upper(), "ff" + PARENT[2:], PARENT.replace(TRACE, "0" * 32),
                                   PARENT + "-more"])
def test_an_invalid_traceparent_is_ignored(shared, value):
    reply = requests.get(shared.url + "/system/health", headers={"traceparent": value}, timeout=5)
    assert reply.status_code == 200
    assert re.fullmatch(r"00-[0-9a-f]{32}-[0-9a-f]{16}-01", reply.headers["traceparent"])
    assert TRACE not in reply.headers["traceparent"]


def test_a_trace_goes_on_to_the_task_and_to_what_it_fetches(server):
    seen = []

    class Page(BaseHTTPRequestHandler):
        def do_GET(self):
            seen.append(self.headers.get("traceparent"))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_):
            pass

    page = HTTPServer(("127.0.0.1", 0), Page)
    threading.Thread(target=page.serve_forever, daemon=True).start()
    try:
        client = server.client()
        with client.socket() as socket:
            socket.recv(10)
            task = client.create(parameters={"ports": [page.server_port]})
            client.call("POST", f"/tasks/{task['id']}/execute", headers={"traceparent": PARENT})
            done, _ = client.watch(socket, task["id"])
        assert done["status"] == "completed"
        assert seen and all(value and value.split("-")[1] == TRACE for value in seen), seen
        for event in ("task_execution_started", "task_completed"):
            wanted = [line for line in list(server.lines) if f'event="{event}"' in line and task["id"] in line]
            assert wanted and all(f'trace_id="{TRACE}"' in line for line in wanted), server.lines[-20:]
    finally:
        page.shutdown()


@pytest.mark.parametrize("dev", [True, False])
def test_no_token_and_no_password_is_ever_in_the_log(tmp_path, dev):
    server = Server(tmp_path, dev=dev).start()
    try:
        client = server.client()
        client.run(parameters={"ports": [1]})
        token, password = client.token, server.password
        requests.post(server.url + "/auth/login", json={"username": "admin", "password": "a-wrong-password"}, timeout=5)
        requests.post(server.url + "/auth/login", json={"username": password, "password": password}, timeout=5)
        for path in (f"/ws?token={token}", f"/api/v1/tasks?token={token}", f"/{token}", f"/api/v1/tasks/{token}"):
            requests.get(server.base + path, headers={"Authorization": f"Bearer {token}"}, timeout=5)
            requests.get(server.base + path, headers={"X-Request-ID": "a " + token}, timeout=5)
        client.call("POST", "/tasks", data="{" + token, headers={"Content-Type": "application/json"})
        client.call("POST", "/tasks", json={"title": token, "target": 1, "task_type": password})
        assert server.stop() == 0
        # The line that shows the first password is for the person at the terminal, not of the log.
        log = [line for line in server.lines if "password: " not in line]
        assert any("request" in line for line in log)
        for secret in (token, token.split(".")[2], password, "a-wrong-password", "?token=", "Bearer"):
            assert not any(secret in line for line in log), secret
    finally:
        server.kill()


def test_a_reader_that_stops_holds_up_nobody_and_is_told_what_it_missed(tmp_path):
    server = Server(tmp_path, dev=False)
    process = server.spawn()
    try:
        for line in process.stderr:
            if found := re.match(r"listening on (http://\S+)", line):
                break
        # A request makes a line of some 300 bytes; a pipe holds 64 KiB, and twice 256 KiB wait in the server.
        with requests.Session() as session:
            for _ in range(4000):
                assert session.get(found[1] + "/api/v1/auth/me", timeout=5).status_code in (401, 429)
        process.send_signal(signal.SIGTERM)
        told = re.search(r"(\d+) lines of the log were lost", process.stderr.read())
        assert told and int(told[1]) > 0
        assert process.wait(40) == 0
    finally:
        server.kill()
