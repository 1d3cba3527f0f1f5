"""httplint, which knows what HTTP asks of a message, on every kind of answer the server gives.

500, 503 and 504 are left out: nobody outside can make a healthy server give them.
"""

import time

import pytest
import requests
from httplint import HttpRequestLinter, HttpResponseLinter, levels

from server import Server

SCAN = {"title": "Scan", "task_type": "security_scan", "target": "127.0.0.1", "parameters": {"ports": [1]}}


@pytest.fixture(scope="module")
def caller(tmp_path_factory):
    server = Server(tmp_path_factory.mktemp("httplint")).start()
    yield server.client()
    server.kill()


def notes(reply):
    """What httplint holds against an answer, and all that it had to say."""
    request = HttpRequestLinter(start_time=time.time())
    request.process_request_topline(reply.request.method.encode(), reply.request.url.encode(), b"1.1")
    request.process_headers([(name.encode(), str(value).encode()) for name, value in reply.request.headers.items()])
    body = reply.request.body or b""
    request.feed_content(body.encode() if isinstance(body, str) else body)
    request.finish_content(True)
    response = HttpResponseLinter(start_time=time.time())
    response.request = request
    response.base_uri = reply.request.url
    response.is_head_response = reply.request.method == "HEAD"
    response.process_response_topline(b"1.1", str(reply.status_code).encode(), reply.reason.encode())
    response.process_headers([(name.encode(), value.encode()) for name, value in reply.raw.headers.items()])
    response.feed_content(reply.content)
    response.finish_content(True)
    # What a status says of the request is no fault of the answer.
    against = [str(note.summary) for note in response.notes
               if note.level in (levels.BAD, levels.WARN) and not type(note).__name__.startswith("STATUS_")]
    return against, response.notes


def task(caller):
    return caller.create(**SCAN)["id"]


def conflict(caller):
    path = f"/tasks/{task(caller)}/cancel"
    caller.call("POST", path)
    return caller.call("POST", path)


def gone(caller):
    made = caller.call("POST", "/integrations", json={"platform": "github", "credentials": {"token": "ghp_example"}})
    return caller.call("DELETE", "/integrations/" + made.json()["id"])


def reused(caller):
    key = {"Idempotency-Key": "httplint"}
    caller.call("POST", "/tasks", json=SCAN, headers=key)
    return caller.call("POST", "/tasks", json=SCAN | {"title": "Other"}, headers=key)


def limited(caller):
    for _ in range(400):
        reply = caller.call("GET", "/auth/me")
        if reply.status_code == 429:
            return reply


def unchanged(caller):
    tag = caller.call("GET", "/openapi.json").headers["ETag"]
    return caller.call("GET", "/openapi.json", headers={"If-None-Match": tag})


def outside(caller, path, **more):
    return requests.get(caller.server.base + path, timeout=10, **more)


KINDS = {
    "200": (200, lambda one: one.call("GET", "/agents")),
    "200 for anybody": (200, lambda one: outside(one, "/api/v1/system/health")),
    "200 of a login": (200, lambda one: requests.post(one.server.url + "/auth/login", timeout=10, json={
        "username": "admin", "password": one.server.password})),
    "200 of a document": (200, lambda one: outside(one, "/api/v1/openapi.json")),
    "200 to HEAD": (200, lambda one: one.call("HEAD", "/agents")),
    "201": (201, lambda one: one.call("POST", "/tasks", json=SCAN)),
    "202": (202, lambda one: one.call("POST", f"/tasks/{task(one)}/execute")),
    "204": (204, gone),
    "204 to OPTIONS": (204, lambda one: one.call("OPTIONS", "/tasks")),
    "304": (304, unchanged),
    "400 of a body": (400, lambda one: one.call("POST", "/tasks", json=SCAN | {"priority": 11})),
    "400 of a query": (400, lambda one: one.call("GET", "/tasks?limit=0")),
    "401": (401, lambda one: outside(one, "/api/v1/tasks")),
    "401 of a login": (401, lambda one: requests.post(one.server.url + "/auth/login", timeout=10, json={
        "username": "nobody", "password": "wrong"})),
    "401 of the WebSocket": (401, lambda one: outside(one, "/ws", headers={
        "Upgrade": "websocket", "Connection": "Upgrade", "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ=="})),
    "404": (404, lambda one: one.call("GET", "/tasks/task_20250121_120000_abc12345")),
    "404 to HEAD": (404, lambda one: one.call("HEAD", "/tasks/task_20250121_120000_abc12345")),
    "404 of a path": (404, lambda one: outside(one, "/nothing")),
    "405": (405, lambda one: one.call("DELETE", "/tasks")),
    "406": (406, lambda one: one.call("GET", "/tasks", headers={"Accept": "text/html"})),
    "409": (409, conflict),
    "413": (413, lambda one: one.call("POST", "/tasks", json=SCAN | {"description": "x" * 1048576})),
    "414": (414, lambda one: outside(one, "/" + "x" * 9000)),
    "415": (415, lambda one: one.call("POST", "/tasks", data="title", headers={"Content-Type": "text/plain"})),
    "422": (422, reused),
    "426": (426, lambda one: outside(one, "/ws")),
    "429": (429, limited),
    "431": (431, lambda one: outside(one, "/api/v1/system/health", headers={f"X-{number}": "1" for number in range(120)})),
    "event stream": (200, lambda one: one.call("GET", f"/tasks/{conflicted(one)}/events", headers={
        "Accept": "text/event-stream"})),
}


def conflicted(caller):
    """A task that is over, so that its stream ends."""
    made = task(caller)
    caller.call("POST", f"/tasks/{made}/cancel")
    return made


@pytest.mark.parametrize("kind", KINDS)
def test_httplint_holds_nothing_against(kind, caller):
    status, ask = KINDS[kind]
    reply = ask(caller)
    assert reply is not None and reply.status_code == status, reply
    against, told = notes(reply)
    assert not against, against
    assert len(told) > 1, "it has looked at nothing"


def test_httplint_would_speak_up(caller):
    reply = caller.call("GET", "/agents")
    reply.raw.headers["Date"] = "yesterday"
    assert notes(reply)[0]
