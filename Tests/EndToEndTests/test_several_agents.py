"""Tasks with several agents on a live server: in order, side by side, failing, out of time, cancelled, interrupted."""

import json
import time

import pytest

from fixtures import Silence
from server import Server

AGENTS = """
version: "1"
network: {allow: []}
task_types:
  both: {agents: [first, {agent: second, target: "127.0.0.2", params: {port: "${params.port}"}, weight: 3}],
         mode: parallel, input_schema: {type: object, properties: {port: {type: integer}}}}
  careful: {agents: [first, broken, second], on_failure: continue}
  strict: {agents: [first, broken, second], mode: parallel}
  hasty: {agents: [first, second], mode: parallel, timeout: 1s}
agents:
""" + "".join(f"""
  {name}:
    type: pipeline
    description: Knocks at one port.
    task_types: [{name}]
    limits: {{concurrency: 1}}
    {schema}
    steps:
      - id: knock
        uses: tcp.scan
        with: {{host: "{host}", ports: {ports}, timeout_ms: 2000, patience_ms: {patience}}}
    result: {{summary: "knocked at ${{task.target}}", findings: "${{steps.knock.output.findings}}"}}
""" for name, host, ports, patience, schema in [
    ("first", "127.0.0.1", "[PORT]", 4000, ""),
    ("second", "${task.target}", "[PORT]", 4000,
     "input_schema: {type: object, properties: {port: {type: integer, maximum: 65535, default: 1}}}"),
    ("broken", "192.0.2.7", "[1]", 700, "")])


@pytest.fixture(scope="module")
def fleet(tmp_path_factory):
    """(server, client): two agents that knock at a silent port, which takes a while, and one that may not knock."""
    folder = tmp_path_factory.mktemp("fleet")
    with Silence() as port:
        agents = folder / "agents.yaml"
        agents.write_text(AGENTS.replace("PORT", str(port)))
        server = Server(folder, agents=agents).start()
        yield server, server.client()
        server.kill()


def parts(events):
    """What each agent's start and end said, in order: "started first", "completed first"."""
    return [("started" if event["event"] == "agent_started" else event["data"]["status"]) + " " + event["data"]["agent_id"]
            for event in events if event["event"] in ("agent_started", "agent_completed")]


def test_agents_show_every_type_they_take(fleet):
    agents = {agent["id"]: agent["task_types"] for agent in fleet[1].call("GET", "/agents").json()["items"]}
    assert agents == {"first": ["first", "both", "careful", "strict", "hasty"],
                      "second": ["second", "both", "careful", "strict", "hasty"], "broken": ["broken", "careful", "strict"]}


def test_side_by_side_with_one_result(fleet):
    task, events = fleet[1].run(task_type="both", target="127.0.0.1", parameters={"port": 7})
    assert task["status"] == "completed" and task["assigned_agents"] == ["first", "second"], task
    said = parts(events)
    assert sorted(said[:2]) == ["started first", "started second"]
    assert sorted(said[2:]) == ["completed first", "completed second"]
    assert task["result"]["summary"] == {"first": "knocked at 127.0.0.1", "second": "knocked at 127.0.0.2"}
    assert task["result"]["agents"]["second"]["steps"][0]["status"] == "completed"
    assert [finding["agent_id"] for finding in task["result"]["findings"]] == ["first"]
    percentages = [event["data"]["percentage"] for event in events if event["event"] == "task_progress"]
    assert percentages == sorted(percentages) and percentages[0] in (25, 75) and percentages[-1] == 99


def test_a_fault_is_named_where_the_caller_can_mend_it(fleet):
    reply = fleet[1].call("POST", "/tasks", json={"title": "x", "task_type": "both", "target": "127.0.0.1",
                                                  "parameters": {"port": 70000}})
    assert reply.status_code == 400
    assert [(fault["pointer"], fault["keyword"]) for fault in reply.json()["errors"]] == [("/parameters/port", "maximum")]


def test_the_others_go_on_and_the_result_says_who_failed(fleet):
    task, events = fleet[1].run(task_type="careful")
    assert task["status"] == "completed", task
    assert parts(events) == ["started first", "completed first", "started broken", "failed broken", "started second",
                             "completed second"]
    part = task["result"]["agents"]["broken"]
    assert part["status"] == "failed" and part["error"]["error_code"] == "TARGET_NOT_ALLOWED"
    assert task["result"]["summary"]["broken"] == part["error"]["detail"]


def test_one_failure_stops_everybody(fleet):
    task, events = fleet[1].run(task_type="strict")
    assert task["status"] == "failed" and task["error"]["error_code"] == "TARGET_NOT_ALLOWED", task
    said = parts(events)
    assert "failed broken" in said and "stopped first" in said
    assert all(said.count(f"started {name}") == sum(part.split()[1] == name for part in said) - said.count(f"started {name}")
               for name in ("first", "second", "broken")), said


def test_the_time_of_the_whole_task(fleet):
    task, events = fleet[1].run(task_type="hasty")
    assert task["error"]["error_code"] == "TASK_TIMEOUT", task
    assert task["error"]["detail"] == (f"Task {task['id']} did not finish within 1 seconds, the time of all agents of "
                                       "hasty together; not done: first, second")
    assert sorted(parts(events)[2:]) == ["stopped first", "stopped second"]


def test_a_cancelled_task_frees_every_agent(fleet):
    client = fleet[1]
    with client.socket() as socket:
        socket.recv(10)
        task = client.create(task_type="both")
        client.execute(task["id"])
        while json.loads(socket.recv(10))["event"] != "agent_started":
            pass
        assert client.call("POST", f"/tasks/{task['id']}/cancel").status_code == 202
        _, events = client.watch(socket, task["id"])
    assert events[-1]["data"]["status"] == "cancelled" and "stopped first" in parts(events)
    end = time.monotonic() + 10
    while any(agent["running"] for agent in client.call("GET", "/agents").json()["items"]):
        assert time.monotonic() < end, "an agent is still busy"
        time.sleep(0.05)


def test_a_killed_server_runs_all_agents_again(tmp_path):
    with Silence() as port:
        agents = tmp_path / "agents.yaml"
        agents.write_text(AGENTS.replace("PORT", str(port)))
        server = Server(tmp_path, agents=agents).start()
        client = server.client()
        task = client.create(task_type="both")
        with client.socket() as socket:
            socket.recv(10)
            client.execute(task["id"])
            started = 0
            while started < 2:
                started += json.loads(socket.recv(10))["event"] == "agent_started"
        server.kill()
        server.start()
        client = server.client()
        with client.socket() as socket:
            socket.recv(10)
            socket.send(json.dumps({"command": "subscribe_task", "task_id": task["id"], "since": 0}))
            done, events = client.watch(socket, task["id"])
        server.kill()
    assert done["status"] == "completed" and done["attempt"] == 2, done
    said = parts(events)
    assert sorted(said[:2]) == ["started first", "started second"] and sorted(said[2:4]) == ["stopped first", "stopped second"]
    assert sorted(said[-2:]) == ["completed first", "completed second"]
