"""SIGKILL in the middle of the work: nothing acknowledged is lost, nothing is stuck."""

import json
import random
import threading
from concurrent.futures import ThreadPoolExecutor

import requests

from server import Server, copy_of_spec, edit

CREATES = 200


def create_and_execute(client, number, acknowledged, executed):
    """One client; whatever the server answered before it died is remembered."""
    try:
        task = client.create(title=f"task {number}", parameters={"ports": [1]})
        acknowledged[task["id"]] = task["title"]
        client.execute(task["id"])
        executed.add(task["id"])
    except (requests.RequestException, AssertionError):
        return


def test_sigkill_during_creates_and_runs(tmp_path):
    spec, agents = copy_of_spec(tmp_path)
    edit(spec / "limits.yaml", "  api:\n    q: 100\n", "  api:\n    q: 100000\n")
    server = Server(tmp_path, spec=spec, agents=agents).start()
    first_password, clients = server.password, [server.client() for _ in range(4)]
    acknowledged, executed, enough = {}, set(), threading.Event()
    kill_at = random.Random(20261124).randint(60, 140)

    def work(number):
        create_and_execute(clients[number % len(clients)], number, acknowledged, executed)
        if len(acknowledged) >= kill_at:
            enough.set()

    with ThreadPoolExecutor(16) as pool:
        futures = [pool.submit(work, number) for number in range(CREATES)]
        assert enough.wait(120)
        server.kill()
        for future in futures:
            future.result()

    assert kill_at <= len(acknowledged) < CREATES
    server.start()
    server.password = first_password
    client = server.client()
    for task_id, title in acknowledged.items():
        assert client.task(task_id)["title"] == title
    finished = {task_id: finish(client, task_id) for task_id in executed}
    assert {task["status"] for task in finished.values()} <= {"completed", "failed"}
    failed = [task["error"] for task in finished.values() if task["status"] == "failed"]
    assert all(error["error_code"] == "ATTEMPTS_EXHAUSTED" for error in failed), failed
    for status in ("queued", "running"):
        left = client.call("GET", "/tasks", params={"status": status, "limit": 100}).json()["items"]
        for task in left:
            finish(client, task["id"])
    server.kill()


def finish(client, task_id):
    """The task once it has ended, by replay of its events and then live."""
    with client.socket() as socket:
        socket.recv(10)
        socket.send(json.dumps({"command": "subscribe_task", "task_id": task_id, "since": 0}))
        while json.loads(socket.recv(60))["event"] not in ("task_completed", "task_failed"):
            pass
    return client.task(task_id)
