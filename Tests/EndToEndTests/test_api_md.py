"""Every row of the API's documentation about tasks, agents and the system, as it is written there."""

import json
import shutil
import subprocess
import sys

import pytest
import requests

import sdk
from fixtures import free_ports
from test_main_road import refused

TASK = {  # the body of the documentation's "Create Task"
    "title": "Security Scan",
    "description": "Scan example.com for vulnerabilities",
    "task_type": "security_scan",
    "target": "example.com",
    "priority": 5,
    "parameters": {},
}


def test_create_task_answers_as_documented(client):
    reply = client.call("POST", "/tasks", json=TASK)
    task = reply.json()
    assert reply.status_code == 201
    assert {"id", "title", "status", "prediction", "assigned_agents"} <= set(task)
    assert task["title"] == "Security Scan" and task["status"] == "pending"
    assert task["id"].startswith("task_") and "security_expert" in task["assigned_agents"]
    if task["prediction"] is not None:
        assert {"success_probability", "estimated_duration", "quality_score_prediction",
                "recommended_agents"} <= set(task["prediction"])


def test_execute_and_get_task(client):
    task = client.call("POST", "/tasks", json=TASK | {"target": "127.0.0.1", "parameters": {"ports": [1]}}).json()
    queued = client.call("POST", f"/tasks/{task['id']}/execute")
    assert queued.status_code == 202 and queued.json()["id"] == task["id"]
    assert client.task(task["id"])["status"] in ("queued", "running", "completed")


def test_task_progress_over_the_socket(client):
    _, events = client.run(parameters={"ports": [1]})
    progress = [event for event in events if event["event"] == "task_progress"]
    assert progress and all(0 <= event["data"]["percentage"] <= 100 for event in progress)


def test_agents(client):
    listed = client.call("GET", "/agents")
    assert listed.status_code == 200
    ids = [agent["id"] for agent in listed.json()["items"]]
    assert "security_expert" in ids
    one = client.call("GET", "/agents/security_expert")
    assert one.status_code == 200 and one.json()["id"] == "security_expert"


def status(client):
    reply = client.call("GET", "/system/orchestrator/status")
    assert reply.status_code == 200, reply.text
    return reply.json()


def test_orchestrator_status_is_measured(server):
    client = server.client()
    first = status(client)
    assert set(first) == {"orchestrator_status", "active_agents", "active_tasks", "total_tasks", "metrics", "agent_health"}
    assert set(first["metrics"]) == {"tasks_processed", "tasks_completed", "tasks_failed", "average_task_time"}
    agents = client.call("GET", "/agents").json()["items"]
    assert first["orchestrator_status"] == "active"
    assert first["active_agents"] == len([agent for agent in agents if agent["status"] != "disabled"])
    assert (first["total_tasks"], first["active_tasks"]) == (0, 0)
    assert first["metrics"] == {"tasks_processed": 0, "tasks_completed": 0, "tasks_failed": 0, "average_task_time": None}
    done, _ = client.run(parameters={"ports": [1]})
    assert done["status"] == "completed"
    waiting, dropped = client.create(), client.create()
    client.call("POST", f"/tasks/{dropped['id']}/cancel")
    after = status(client)
    assert (after["total_tasks"], after["active_tasks"]) == (3, 0)
    assert after["metrics"]["tasks_processed"] == after["metrics"]["tasks_completed"] == 1
    assert after["metrics"]["tasks_failed"] == 0 and after["metrics"]["average_task_time"] >= 0
    health = after["agent_health"]["security_expert"]
    assert set(after["agent_health"]) == {agent["id"] for agent in agents}
    assert (health["completed"], health["failed"], health["running"], health["success_rate"]) == (1, 0, 0, 1)
    # Counters are part of the transaction: a killed server knows them again.
    server.kill()
    password = server.password
    server.start()
    server.password = password
    again = status(server.client())
    assert again["metrics"] == after["metrics"] and again["total_tasks"] == 3
    assert waiting["status"] == "pending"


def test_system_health_needs_no_token(shared):
    reply = requests.get(shared.url + "/system/health", timeout=5)
    assert reply.status_code == 200 and reply.json()["status"] == "healthy"


def test_system_metrics_are_measured(server):
    refused(requests.get(server.url + "/system/metrics", timeout=5), 401, "AUTHENTICATION_REQUIRED")
    client = server.client()
    first = client.call("GET", "/system/metrics").json()
    client.run(parameters={"ports": [1]})
    for _ in range(20):
        client.call("GET", "/tasks/task_20250121_120000_abc12345")
    with client.socket() as socket:
        socket.recv(10)
        second = client.call("GET", "/system/metrics").json()
    assert second["uptime_seconds"] > first["uptime_seconds"] > 0
    assert second["process"]["cpu_seconds"] > first["process"]["cpu_seconds"] > 0
    assert second["process"]["resident_bytes"] > 1_000_000 and second["process"]["open_files"] > 3
    assert second["connections"]["websocket_sessions"] == 1
    assert second["connections"]["accepted"] > first["connections"]["accepted"]
    assert second["requests"]["by_class"]["4xx"] == first["requests"]["by_class"]["4xx"] + 20
    assert second["requests"]["total"] > first["requests"]["total"] + 20 and second["requests"]["in_flight"] == 1
    latency = second["requests"]["latency_ms"]
    assert 0 < latency["p50"] <= latency["p95"] <= latency["p99"]
    assert second["store"]["commits"] > first["store"]["commits"] and second["store"]["commit_ms"] > 0
    assert second["tasks"]["completed"] == 1 and sum(second["tasks"].values()) == 1
    assert second["queue"]["security_expert"] == 0
    assert second["events"]["latest_seq"] > first["events"]["latest_seq"]


def test_errors_have_the_documented_format(client):
    body = refused(client.call("POST", "/tasks", json={}), 400, "VALIDATION_ERROR")
    assert {"detail", "status_code", "error_code"} <= set(body)
    refused(client.call("GET", "/tasks/task_20250121_120000_abc12345"), 404, "TASK_NOT_FOUND")
    refused(client.call("GET", "/agents/nobody"), 404, "AGENT_NOT_FOUND")


def test_the_python_example_runs_unchanged(shared, client, tmp_path):
    file = tmp_path / "example.py"
    text = sdk.addressed(sdk.PYTHON, shared.url, client.token)
    file.write_text(text + "\nimport json\nprint(response.status_code, json.dumps(task))\n")
    check_example(subprocess.run([sys.executable, str(file)], capture_output=True, text=True, timeout=60), client)


@pytest.mark.skipif(shutil.which("node") is None, reason="node is not installed: apt-get install nodejs runs this test")
def test_the_javascript_example_runs_unchanged(shared, client, tmp_path):
    file = tmp_path / "example.mjs"
    text = sdk.addressed(sdk.JAVASCRIPT, shared.url, client.token)
    file.write_text(text + "\nconsole.log(response.status, JSON.stringify(task));\n")
    version = subprocess.run(["node", "--version"], capture_output=True, text=True).stdout
    if int(version.strip().lstrip("v").split(".")[0]) < 18:
        pytest.skip(f"node {version.strip()} has no fetch")
    check_example(subprocess.run(["node", str(file)], capture_output=True, text=True, timeout=60), client)


def check_example(done, client):
    assert done.returncode == 0, done.stderr
    code, text = done.stdout.strip().split(" ", 1)
    task = json.loads(text)
    assert code == "201" and task["status"] == "pending" and task["target"] == "example.com"
    assert client.task(task["id"])["title"] == "Security Scan"


def test_the_prometheus_text_is_one_that_its_own_parser_reads(tmp_path):
    from prometheus_client.parser import text_string_to_metric_families
    from server import Server
    (admin,) = free_ports(1)
    server = Server(tmp_path, admin_port=admin).start()
    try:
        client = server.client()
        client.run(parameters={"ports": [1]})
        reply = requests.get(f"http://127.0.0.1:{admin}/metrics", timeout=5)
        assert reply.headers["Content-Type"] == "text/plain; version=0.0.4; charset=utf-8"
        families = {family.name: family for family in text_string_to_metric_families(reply.text)}
        assert all(family.documentation and family.type != "unknown" for family in families.values())
        values = {(sample.name, tuple(sorted(sample.labels.items()))): sample.value
                  for family in families.values() for sample in family.samples}
        assert values["amas_tasks", (("status", "completed"),)] == 1
        assert values["amas_requests_total", (("class", "2xx"), ("operation", "createTask"))] == 1
        assert values["amas_agent_runs_total", (("agent", "security_expert"), ("outcome", "completed"))] == 1
        assert values["process_resident_memory_bytes", ()] > 1_000_000
        durations = families["amas_request_duration_seconds"]
        buckets = [sample.value for sample in durations.samples
                   if sample.name.endswith("_bucket") and sample.labels["operation"] == "createTask"]
        assert buckets == sorted(buckets) and buckets[-1] == 1
        figures = client.call("GET", "/system/metrics").json()
        assert values["amas_event_log_sequence", ()] == figures["events"]["latest_seq"]
        assert set(values) and requests.get(f"http://127.0.0.1:{admin}/livez", timeout=5).status_code == 200
    finally:
        server.kill()
