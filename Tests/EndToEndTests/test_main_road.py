"""Log in, create, execute, watch, read: and every refusal on the way, by status and code."""

import json

import pytest
import requests

from fixtures import Silence
from server import Server, copy_of_spec


def refused(reply, status, code):
    body = reply.json()
    assert (reply.status_code, body["status_code"], body["error_code"]) == (status, status, code), reply.text
    assert body["detail"] and body["request_id"] == reply.headers["X-Request-ID"]
    return body


def test_a_token_is_needed(shared):
    reply = requests.get(shared.url + "/tasks", timeout=5)
    refused(reply, 401, "AUTHENTICATION_REQUIRED")
    assert reply.headers["WWW-Authenticate"].startswith("Bearer")


def test_a_wrong_password_and_an_unknown_user_look_the_same(shared):
    replies = [requests.post(shared.url + "/auth/login", json={"username": name, "password": "not this one"}, timeout=5)
               for name in ("admin", "nobody")]
    bodies = [refused(reply, 401, "INVALID_CREDENTIALS") for reply in replies]
    assert bodies[0]["detail"] == bodies[1]["detail"]


def test_login_answers_as_documented(shared):
    reply = requests.post(shared.url + "/auth/login", json={"username": "admin", "password": shared.password}, timeout=5)
    body = reply.json()
    assert set(body) == {"access_token", "token_type", "expires_in", "refresh_token", "refresh_expires_in"}
    assert (body["token_type"], body["expires_in"]) == ("bearer", 1800)
    assert reply.headers["Cache-Control"] == "no-store"


def test_the_python_example_of_the_documentation(shared, client):
    base_url, token = shared.url, client.token
    headers = {"Authorization": f"Bearer {token}"}
    response = requests.post(
        f"{base_url}/tasks",
        json={
            "title": "Security Scan",
            "task_type": "security_scan",
            "target": "example.com"
        },
        headers=headers
    )
    task = response.json()
    assert response.status_code == 201
    assert task["id"].startswith("task_") and task["status"] == "pending" and task["prediction"] is None
    assert task["assigned_agents"] == ["security_expert"]
    assert response.headers["Location"] == f"/api/v1/tasks/{task['id']}"


def test_every_fault_of_a_body_is_named_with_its_place_in_the_spec(client):
    reply = client.call("POST", "/tasks", json={"titel": "x", "task_type": "security_scan", "target": "a", "priority": 11})
    faults = {(fault["pointer"], fault["keyword"]): fault for fault in refused(reply, 400, "VALIDATION_ERROR")["errors"]}
    assert ("/priority", "maximum") in faults and ("", "required") in faults and ("/titel", "additionalProperties") in faults
    assert faults["/priority", "maximum"]["spec"].startswith(("spec/openapi.yaml:", str(client.server.spec)))
    assert "title" in faults["/titel", "additionalProperties"]["message"]


@pytest.mark.parametrize("body", [b'{"title": "a", "title": "b"}', b"{nope}", b""])
def test_text_that_is_not_json_is_refused(client, body):
    reply = client.call("POST", "/tasks", data=body, headers={"Content-Type": "application/json"})
    refused(reply, 400, "VALIDATION_ERROR")


def test_media_types_and_methods(client):
    refused(client.call("POST", "/tasks", data="a", headers={"Content-Type": "text/plain"}), 415, "UNSUPPORTED_MEDIA_TYPE")
    refused(client.call("GET", "/tasks", headers={"Accept": "text/html"}), 406, "NOT_ACCEPTABLE")
    wrong = client.call("DELETE", "/tasks")
    refused(wrong, 405, "METHOD_NOT_ALLOWED")
    assert set(wrong.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS", "POST"}
    options = client.call("OPTIONS", "/tasks")
    assert options.status_code == 204 and options.headers["Allow"] == wrong.headers["Allow"]
    head, get = client.call("HEAD", "/system/health"), client.call("GET", "/system/health")
    assert head.status_code == get.status_code == 200 and head.content == b""
    assert head.headers["Content-Type"] == get.headers["Content-Type"] == "application/json"


def test_unknown_things_answer_404_by_kind(client):
    refused(client.call("GET", "/tasks/task_20250121_120000_abc12345"), 404, "TASK_NOT_FOUND")
    refused(client.call("GET", "/agents/nobody"), 404, "AGENT_NOT_FOUND")
    refused(client.call("GET", "/nowhere"), 404, "NOT_FOUND")


def test_a_body_over_the_limit_is_refused(client):
    reply = client.call("POST", "/tasks", data=b"[" + b" " * (2 << 20) + b"]", headers={"Content-Type": "application/json"})
    refused(reply, 413, "PAYLOAD_TOO_LARGE")


def test_logins_over_the_limit_wait(server):
    replies = [requests.post(server.url + "/auth/login", json={"username": "admin"}, timeout=5) for _ in range(10)]
    limited = [reply for reply in replies if reply.status_code == 429]
    assert limited, [reply.status_code for reply in replies]
    refused(limited[0], 429, "RATE_LIMIT_EXCEEDED")
    assert int(limited[0].headers["Retry-After"]) >= 1
    assert limited[0].headers["RateLimit-Policy"].startswith('"auth";q=5;w=1')


def test_roles_hold(server, tmp_path):
    import test_commands
    test_commands.add_user(server, "eve", "viewer", tmp_path)
    viewer, admin = server.client("eve", "eve has a password"), server.client()
    refused(viewer.call("POST", "/tasks", json={"title": "a", "task_type": "security_scan", "target": "b"}), 403, "PERMISSION_DENIED")
    task = admin.create()
    refused(viewer.call("GET", f"/tasks/{task['id']}"), 404, "TASK_NOT_FOUND")
    assert viewer.call("GET", "/tasks").json() == {"items": [], "next_cursor": None}


def test_health_and_agents_are_measured(server):
    health = requests.get(server.url + "/system/health", timeout=5).json()
    assert health["status"] == "healthy" and health["uptime_seconds"] > 0
    admin = server.client()
    agents = admin.call("GET", "/agents").json()
    names = [agent["id"] for agent in agents["items"]]
    assert names[0] == "security_expert" and agents["total"] == len(names)
    assert agents["items"][0]["average_task_time"] is None
    task, _ = admin.run(parameters={"ports": [1]})
    agent = admin.call("GET", "/agents/security_expert").json()
    assert task["status"] == "completed" and agent["completed"] == 1 and agent["average_task_time"] > 0


def test_lists_page_without_gap_or_repeat(server):
    admin = server.client()
    made = [admin.create(title=f"task {number}")["id"] for number in range(7)]
    seen, cursor = [], None
    while True:
        page = admin.call("GET", "/tasks", params={"limit": 3} | ({"cursor": cursor} if cursor else {})).json()
        seen += [task["id"] for task in page["items"]]
        cursor = page["next_cursor"]
        if cursor is None:
            break
    assert seen == made[::-1]
    refused(admin.call("GET", "/tasks", params={"limit": 0}), 400, "VALIDATION_ERROR")


def test_a_pending_task_can_be_cancelled_and_then_not_executed(client):
    task = client.create()
    assert client.call("POST", f"/tasks/{task['id']}/cancel").json()["status"] == "cancelled"
    refused(client.call("POST", f"/tasks/{task['id']}/execute"), 409, "TASK_STATE_CONFLICT")


def test_the_socket_refuses_without_a_token_and_without_an_upgrade(shared, client):
    refused(requests.get(shared.base + "/ws", timeout=5), 426, "UPGRADE_REQUIRED")
    upgrade = {"Connection": "Upgrade", "Upgrade": "websocket", "Sec-WebSocket-Version": "13",
               "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ=="}
    refused(requests.get(shared.base + "/ws", headers=upgrade, timeout=5), 401, "AUTHENTICATION_REQUIRED")
    refused(requests.get(shared.base + "/ws?token=x.y.z", headers=upgrade, timeout=5), 401, "AUTHENTICATION_REQUIRED")


def ask(socket, **command):
    socket.send(json.dumps(command))
    while True:
        answer = json.loads(socket.recv(10))
        if answer["event"] in ("ack", "error"):
            return answer


def test_commands_are_answered(client):
    with client.socket() as socket:
        assert json.loads(socket.recv(10))["event"] == "connected"
        assert ask(socket, command="ping", id=7)["data"] == {"command": "ping", "id": 7}
        task = client.create()
        assert ask(socket, command="subscribe_task", task_id=task["id"])["data"]["command"] == "subscribe_task"
        assert ask(socket, command="unsubscribe_task", task_id=task["id"])["data"]["command"] == "unsubscribe_task"
        assert ask(socket, command="subscribe_task", task_id="task_123")["data"]["error_code"] == "TASK_NOT_FOUND"
        assert ask(socket, command="jump")["data"]["error_code"] == "VALIDATION_ERROR"
        socket.send("{")
        assert json.loads(socket.recv(10))["data"]["error_code"] == "VALIDATION_ERROR"


def test_a_client_that_comes_back_misses_nothing(client):
    task, events = client.run(parameters={"ports": [1]})
    with client.socket() as socket:
        socket.recv(10)
        middle = events[len(events) // 2]["seq"]
        socket.send(json.dumps({"command": "subscribe_task", "task_id": task["id"], "since": middle}))
        assert json.loads(socket.recv(10))["event"] == "ack"
        expected = [event for event in events if event["seq"] > middle]
        assert [json.loads(socket.recv(10)) for _ in expected] == expected


def test_without_dev_no_agent_reaches_loopback(tmp_path):
    server = Server(tmp_path, dev=False).start()
    try:
        task, events = server.client().run(target="127.0.0.1", parameters={"ports": [1]})
        assert (task["status"], task["error"]["error_code"]) == ("failed", "TARGET_NOT_ALLOWED"), task
        assert "127.0.0.1" in task["error"]["detail"] and task["result"] is None
        assert events[-1]["event"] == "task_failed" and events[-1]["data"]["error_code"] == "TARGET_NOT_ALLOWED"
        assert all(json.loads(line)["level"] for line in server.lines if line.startswith("{"))
    finally:
        server.kill()


def test_a_running_task_can_be_cancelled(tmp_path):
    spec, agents = copy_of_spec(tmp_path)
    with Silence() as port:
        server = Server(tmp_path, spec=spec, agents=agents).start()
        try:
            client = server.client()
            with client.socket() as socket:
                socket.recv(10)
                task = client.create(parameters={"ports": [port]})
                client.execute(task["id"])
                while json.loads(socket.recv(30))["event"] != "agent_started":
                    pass
                assert client.call("POST", f"/tasks/{task['id']}/cancel").json()["status"] == "cancelled"
                ended, events = client.watch(socket, task["id"])
            assert ended["status"] == "cancelled" and events[-1]["data"]["status"] == "cancelled", events
        finally:
            server.kill()
