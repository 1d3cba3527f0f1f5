"""One key, one task: sent twice, sent at once, across a kill, and after its task is gone."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor

import requests

from server import Server, copy_of_spec, edit
from test_commands import add_user
from test_main_road import refused

BODY = {"title": "Scan", "task_type": "security_scan", "target": "127.0.0.1"}


def post(client, key, body=BODY):
    return client.call("POST", "/tasks", json=body, headers={"Idempotency-Key": key})


def total(client):
    return client.call("GET", "/system/orchestrator/status").json()["total_tasks"]


def test_the_same_request_twice_is_one_task_and_one_answer(server):
    client = server.client()
    first = post(client, "a-1")
    client.call("POST", f"/tasks/{first.json()['id']}/cancel")
    second = post(client, "a-1")
    assert (first.status_code, second.status_code) == (201, 201)
    assert first.content == second.content and first.headers["Location"] == second.headers["Location"]
    assert "Idempotency-Replayed" not in first.headers and second.headers["Idempotency-Replayed"] == "true"
    # The draft writes the key as a quoted string; the order of members says nothing.
    quoted = post(client, '"a-1"', dict(reversed(BODY.items())))
    assert quoted.content == first.content and total(client) == 1
    assert post(client, "a-2").json()["id"] != first.json()["id"]


def test_another_body_under_the_same_key_is_refused(server, tmp_path):
    client = server.client()
    assert post(client, "b").status_code == 201
    body = refused(post(client, "b", BODY | {"target": "example.com"}), 422, "IDEMPOTENCY_KEY_REUSED")
    assert "'b'" in body["detail"] and total(client) == 1
    add_user(server, "ann", "operator", tmp_path)
    other = post(server.client("ann", "ann has a password"), "b", BODY | {"target": "example.com"})
    assert other.status_code == 201 and "Idempotency-Replayed" not in other.headers
    refused(post(client, "b", BODY | {"priority": 11}), 400, "VALIDATION_ERROR")
    refused(post(client, "k" * 256), 400, "VALIDATION_ERROR")
    refused(post(client, "two words"), 400, "VALIDATION_ERROR")


def test_one_key_used_at_once_makes_one_task(server):
    clients = [server.client() for _ in range(4)]
    with ThreadPoolExecutor(16) as pool:
        replies = list(pool.map(lambda number: post(clients[number % 4], "at-once"), range(40)))
    assert {reply.status_code for reply in replies} == {201}
    assert len({reply.content for reply in replies}) == 1
    assert sum("Idempotency-Replayed" not in reply.headers for reply in replies) == 1
    assert total(clients[0]) == 1


def test_a_key_survives_sigkill(server):
    client, password = server.client(), server.password
    first = post(client, "kept")
    server.kill()
    server.start()
    server.password = password
    again = post(server.client(), "kept")
    assert again.content == first.content and again.headers["Idempotency-Replayed"] == "true"


def test_a_key_whose_task_is_gone_creates_nothing(server):
    client, password = server.client(), server.password
    task = post(client, "gone").json()
    assert server.stop() == 0
    with sqlite3.connect(server.data / "tasks.sqlite") as database:
        database.execute("DELETE FROM tasks WHERE id = ?", (task["id"],))
    database.close()
    server.start()
    server.password = password
    client = server.client()
    body = refused(post(client, "gone"), 410, "IDEMPOTENCY_TASK_GONE")
    assert task["id"] in body["detail"]
    assert client.call("GET", "/tasks").json()["items"] == []


def test_a_key_is_forgotten_after_the_time_of_the_file(tmp_path):
    spec, agents = copy_of_spec(tmp_path)
    edit(spec / "limits.yaml", "idempotency_seconds: 86400", "idempotency_seconds: 1")
    edit(spec / "limits.yaml", "  api:\n    q: 100\n", "  api:\n    q: 100000\n")
    server = Server(tmp_path, spec=spec, agents=agents).start()
    try:
        client = server.client()
        first = post(client, "short")
        replies = [first]
        while replies[-1].headers.get("Idempotency-Replayed") == "true" or len(replies) == 1:
            replies.append(post(client, "short"))
        assert replies[-1].json()["id"] != first.json()["id"] and replies[-1].status_code == 201
    finally:
        server.kill()


def test_without_a_key_every_request_is_a_task_of_its_own(server):
    client = server.client()
    made = {requests.post(server.url + "/tasks", json=BODY, timeout=5,
                          headers={"Authorization": f"Bearer {client.token}"}).json()["id"] for _ in range(3)}
    assert len(made) == 3
