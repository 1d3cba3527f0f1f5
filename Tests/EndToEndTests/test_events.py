"""The events of a task as pages and as Server-Sent Events, beside the WebSocket that sends the same ones."""

import json
import socket
import threading

import pytest
import requests

from fixtures import Silence
from server import Server, copy_of_spec, edit
from test_commands import add_user
from test_main_road import refused

STREAM = {"Accept": "text/event-stream"}


def read_stream(reply):
    """(id, event, data) of every message; comments are counted under the id None."""
    found, fields = [], {}
    for line in reply.iter_lines(chunk_size=1, decode_unicode=True):
        if line.startswith(":"):
            found.append((None, "comment", line))
        elif line:
            name, value = line.split(": ", 1)
            fields[name] = value
        elif fields:
            found.append((int(fields["id"]), fields["event"], json.loads(fields["data"])))
            fields = {}
    return found


@pytest.fixture(scope="module")
def finished(client):
    """(task, its events as the WebSocket sent them)."""
    return client.run(parameters={"ports": [1]})


def test_a_page_has_the_events_of_the_socket(client, finished):
    task, events = finished
    page = client.call("GET", f"/tasks/{task['id']}/events").json()
    assert page == {"items": events, "next_since": events[-1]["seq"], "has_more": False}


def test_pages_follow_each_other_without_gap_or_repeat(client, finished):
    task, events = finished
    seen, since = [], 0
    while True:
        page = client.call("GET", f"/tasks/{task['id']}/events", params={"since": since, "limit": 2}).json()
        seen += page["items"]
        since = page["next_since"]
        if not page["has_more"]:
            break
    assert seen == events
    rest = client.call("GET", f"/tasks/{task['id']}/events", params={"since": since}).json()
    assert rest == {"items": [], "next_since": since, "has_more": False}


def test_a_stream_of_a_finished_task_is_all_of_it_and_ends(client, finished):
    task, events = finished
    reply = client.call("GET", f"/tasks/{task['id']}/events", headers=STREAM, stream=True)
    assert reply.status_code == 200 and reply.headers["Content-Type"] == "text/event-stream"
    assert reply.headers["Transfer-Encoding"] == "chunked" and reply.headers["Cache-Control"] == "no-store"
    assert read_stream(reply) == [(event["seq"], event["event"], event) for event in events]


def test_a_client_that_comes_back_goes_on_where_it_was(client, finished):
    task, events = finished
    middle, last = events[len(events) // 2]["seq"], events[-1]["seq"]
    path = f"/tasks/{task['id']}/events"
    again = client.call("GET", path, headers=STREAM | {"Last-Event-ID": str(middle)}, stream=True)
    assert [one[2] for one in read_stream(again)] == [event for event in events if event["seq"] > middle]
    over = client.call("GET", path, headers=STREAM | {"Last-Event-ID": str(last)})
    assert over.status_code == 204 and over.content == b""


def test_a_live_stream_sends_what_the_socket_sends(client):
    task = client.create(parameters={"ports": [1]})
    reply = client.call("GET", f"/tasks/{task['id']}/events", headers=STREAM, stream=True)
    with client.socket() as live:
        live.recv(10)
        live.send(json.dumps({"command": "subscribe_task", "task_id": task["id"], "since": 0}))
        client.execute(task["id"])
        _, events = client.watch(live, task["id"])
    assert [one[2] for one in read_stream(reply) if one[0] is not None] == events


def test_the_stream_beats_while_nothing_happens_and_ends_when_the_task_is_cancelled(tmp_path):
    spec, agents = copy_of_spec(tmp_path)
    edit(spec / "limits.yaml", "heartbeat_seconds: 20 ", "heartbeat_seconds: 1 ")
    server = Server(tmp_path, spec=spec, agents=agents).start()
    try:
        client = server.client()
        task = client.create()
        reply = client.call("GET", f"/tasks/{task['id']}/events", headers=STREAM, stream=True)
        lines = reply.iter_lines(chunk_size=1, decode_unicode=True)
        seen = []
        while seen.count(": heartbeat") < 2:
            seen.append(next(lines))
        figures = server.client().call("GET", "/system/metrics").json()
        assert figures["connections"]["event_streams"] == 1
        server.client().call("POST", f"/tasks/{task['id']}/cancel")
        rest = list(lines)
        assert "event: task_created" in seen and "event: task_failed" in rest
    finally:
        server.kill()


def test_the_stream_ends_when_the_server_stops(tmp_path):
    server = Server(tmp_path).start()
    client = server.client()
    task = client.create()
    reply = client.call("GET", f"/tasks/{task['id']}/events", headers=STREAM, stream=True)
    lines = reply.iter_lines(chunk_size=1, decode_unicode=True)
    assert next(lines).startswith("id: ")
    codes = []
    stopper = threading.Thread(target=lambda: codes.append(server.stop()))
    stopper.start()
    # Whole to its last chunk: a stream that is cut off would raise here.
    list(lines)
    stopper.join()
    assert codes == [0]


def test_accept_chooses_and_refusals_are_json(client, finished, shared, tmp_path):
    task, _ = finished
    path = f"/tasks/{task['id']}/events"
    for accept in ("*/*", "application/json", "text/event-stream;q=0.5, application/json"):
        assert client.call("GET", path, headers={"Accept": accept}).headers["Content-Type"] == "application/json"
    refused(client.call("GET", path, headers={"Accept": "text/html"}), 406, "NOT_ACCEPTABLE")
    refused(client.call("GET", path, headers=STREAM | {"Last-Event-ID": "x"}), 400, "VALIDATION_ERROR")
    refused(client.call("GET", path, params={"limit": 257}), 400, "VALIDATION_ERROR")
    refused(client.call("GET", "/tasks/task_20250121_120000_abc12345/events", headers=STREAM), 404, "TASK_NOT_FOUND")
    refused(requests.get(shared.url + path, headers=STREAM, timeout=5), 401, "AUTHENTICATION_REQUIRED")
    add_user(shared, "eve", "viewer", tmp_path)
    eve = shared.client("eve", "eve has a password")
    refused(eve.call("GET", path), 404, "TASK_NOT_FOUND")
    refused(eve.call("GET", path, headers=STREAM), 404, "TASK_NOT_FOUND")


def raw(server, text):
    """Every byte of the answer, up to the end of the connection."""
    host, port = server.base.removeprefix("http://").rsplit(":", 1)
    with socket.create_connection((host, int(port)), timeout=30) as connection:
        connection.sendall(text.encode())
        parts = []
        while part := connection.recv(65536):
            parts.append(part)
    return b"".join(parts).decode()


def test_head_and_http10_and_pipelines(shared, client, finished):
    task, events = finished
    request = (f"GET /api/v1/tasks/{task['id']}/events HTTP/1.1\r\nHost: a\r\nAccept: text/event-stream\r\n"
               f"Authorization: Bearer {client.token}\r\n")
    old = raw(shared, request.replace("HTTP/1.1", "HTTP/1.0") + "\r\n")
    head, body = old.split("\r\n\r\n", 1)
    assert "Transfer-Encoding" not in head and "Connection: close" in head
    assert body.count("data: ") == len(events) and body.endswith("\n\n")
    only = raw(shared, request.replace("GET", "HEAD") + "Connection: close\r\n\r\n")
    assert only.startswith("HTTP/1.1 200") and only.endswith("\r\n\r\n") and "text/event-stream" in only
    two = raw(shared, request + "\r\n" + "GET /api/v1/system/health HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
    assert two.index("event: task_completed") < two.index("\r\n0\r\n\r\nHTTP/1.1 200") < two.index('"status":"healthy"')


def test_a_stream_follows_a_task_that_runs(client):
    with Silence() as port:
        task = client.create(parameters={"ports": [port]})
        client.execute(task["id"])
        reply = client.call("GET", f"/tasks/{task['id']}/events", headers=STREAM, stream=True)
        lines = reply.iter_lines(chunk_size=1, decode_unicode=True)
        while next(lines) != "event: agent_started":
            pass
        client.server.client().call("POST", f"/tasks/{task['id']}/cancel")
        assert "event: task_failed" in list(lines)
