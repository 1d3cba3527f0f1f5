"""Predictions: null while nothing is known, then figures that the server's own history bears out."""

import math
import sqlite3

import pytest
import requests

from server import Server, copy_of_spec
from test_main_road import refused

AGENT = """
  counter:
    type: pipeline
    display_name: Counter
    description: A second kind of work.
    task_types: [counting]
    steps:
      - id: merge
        uses: findings.merge
        with: {findings: []}
    result: {summary: counted}
"""
MEMBERS = {"success_probability", "estimated_duration", "quality_score_prediction", "recommended_agents"}


def predict(client, task_type="security_scan", **more):
    reply = client.call("POST", "/predictions/predict/task",
                        json={"task_type": task_type, "target": "example.com", "parameters": {}} | more)
    assert reply.status_code == 200, reply.text
    return reply.json()


def models(client):
    reply = client.call("GET", "/predictions/models")
    assert reply.status_code == 200, reply.text
    assert reply.json()["total"] == 1
    return reply.json()["items"][0]


def history(server):
    with sqlite3.connect(f"file:{server.data}/tasks.sqlite?mode=ro", uri=True) as database:
        database.row_factory = sqlite3.Row
        return database.execute("SELECT * FROM outcomes ORDER BY number").fetchall()


def near(value):
    return pytest.approx(value, rel=2e-3, abs=1e-4)


def test_nothing_known_is_null(shared, client):
    body = predict(client)
    assert set(body) == MEMBERS | {"evidence"}
    assert (body["success_probability"], body["estimated_duration"], body["quality_score_prediction"]) == (None,) * 3
    assert [agent["agent_id"] for agent in body["recommended_agents"]] == ["security_expert"]
    assert body["evidence"] == {"n": 0, "confidence": 0}
    assert client.create()["prediction"] is None
    figures = models(client)
    assert (figures["name"], figures["outcomes"], figures["success"]["scored"]) == ("shrunk_means", 0, 0)
    assert figures["success"]["brier"] is None and figures["duration"]["coverage"] is None


def test_what_is_refused(shared, client):
    call = lambda **body: client.call("POST", "/predictions/predict/task", json=body)
    refused(call(task_type="security_scan"), 400, "VALIDATION_ERROR")
    refused(call(task_type="flying", target="a"), 400, "VALIDATION_ERROR")
    fault = refused(call(task_type="security_scan", target="a", parameters={"ports": "all"}), 400, "VALIDATION_ERROR")
    assert fault["errors"][0]["pointer"].startswith("/parameters/ports")
    refused(client.call("GET", "/predictions/predict/task"), 405, "METHOD_NOT_ALLOWED")


def test_the_history_becomes_figures(tmp_path):
    spec, agents = copy_of_spec(tmp_path)
    agents.write_text(agents.read_text().rstrip("\n") + "\n" + AGENT)
    server = Server(tmp_path, spec=spec, agents=agents).start()
    try:
        client = server.client()
        waiting = client.create(parameters={"ports": [1]})
        # 192.0.2.1 is outside of what the agents may reach: that run fails.
        for target in ["127.0.0.1", "127.0.0.1", "192.0.2.1", "127.0.0.1"]:
            client.run(target=target, parameters={"ports": [1]})
        rows = history(server)
        assert [row["ending"] for row in rows] == ["completed", "completed", "failed", "completed"]

        # One kind of work alone: the whole is (3 + 1) / (4 + 2) and weighs four runs.
        body = predict(client)
        success = (3 + 4 * 4 / 6) / (4 + 4)
        seconds = math.exp(sum(math.log(max(row["seconds"], 0.001)) for row in rows if row["ending"] == "completed") / 3)
        quality = sum(row["quality"] for row in rows if row["ending"] == "completed") / 3
        assert body["success_probability"] == near(success)
        assert body["estimated_duration"] == near(seconds) and body["quality_score_prediction"] == near(quality)
        assert body["evidence"] == {"n": 4, "confidence": 0.5}
        (agent,) = body["recommended_agents"]
        assert agent["agent_id"] == "security_expert" and agent["success_probability"] == body["success_probability"]
        assert agent["duration_range"][0] <= agent["estimated_duration"] <= agent["duration_range"][1]
        # Of the other kind of work nothing is known.
        assert predict(client, "counting")["success_probability"] is None

        task = client.create()
        assert set(task["prediction"]) == MEMBERS
        assert task["prediction"] == {name: body[name] for name in MEMBERS}
        assert client.task(waiting["id"])["prediction"] is None, "a task keeps what it was created with"

        before = models(client)
        assert before["outcomes"] == 4 and before["success"]["scored"] == 3
        forecasts = [2 / 3 * 4 / 5 + 1 / 5, (2 + 4 * 3 / 4) / 6, (2 + 4 * 3 / 5) / 7]
        truths = [1, 0, 1]
        brier = sum((forecast - truth) ** 2 for forecast, truth in zip(forecasts, truths)) / 3
        assert before["success"]["brier"] == near(brier)
        wholes = [2 / 3, 3 / 4, 3 / 5]
        assert before["success"]["baseline_brier"] == near(sum((a - b) ** 2 for a, b in zip(wholes, truths)) / 3)
        assert before["duration"]["scored"] == 2 and before["duration"]["mae_ln"] >= 0

        server.kill()
        server.start()
        client = server.client()
        assert predict(client) == body and models(client) == before, "a restart changes nothing"
        client.execute(task["id"])
        client.run(target="127.0.0.1", parameters={"ports": [1]}, task_type="security_scan")
        assert client.task(task["id"])["prediction"] == task["prediction"]
    finally:
        server.kill()


def test_viewers_may_ask_and_nobody_else(shared, client, tmp_path):
    import test_commands
    test_commands.add_user(shared, "vera", "viewer", tmp_path)
    viewer = shared.client("vera", "vera has a password")
    assert predict(viewer)["evidence"]["n"] == 0
    refused(requests.post(shared.url + "/predictions/predict/task", json={}, timeout=5), 401, "AUTHENTICATION_REQUIRED")
