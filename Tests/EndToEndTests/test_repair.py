"""A refused request is answered with one that is accepted: the patch is applied by another implementation and sent."""

import json
import shlex
import subprocess

import jsonpatch
import pytest

from server import BINARY, ROOT

TASK = {"title": "Scan", "task_type": "security_scan", "target": "127.0.0.1"}
CREDENTIALS = {"token": "ghp_canary0123456789abcdefghijklmnopqrstuv"}
INTEGRATION = {"platform": "github", "credentials": CREDENTIALS, "settings": {"repository": "a/b"}}


def without(body, name):
    return {key: value for key, value in body.items() if key != name}


# Path, body, the patch expected, holes, losses. What a hole holds is filled in from `TASK` or `INTEGRATION`.
CASES = {
    "a text for a number": ("/tasks", TASK | {"priority": "7"},
                            [{"op": "replace", "path": "/priority", "value": 7}], [], []),
    "above the maximum": ("/tasks", TASK | {"priority": 11},
                          [{"op": "replace", "path": "/priority", "value": 10}], [], ["/priority"]),
    "a fraction": ("/tasks", TASK | {"priority": 4.2},
                   [{"op": "replace", "path": "/priority", "value": 4}], [], ["/priority"]),
    "a number for a text": ("/tasks", TASK | {"title": 2025},
                            [{"op": "replace", "path": "/title", "value": "2025"}], [], []),
    "a misspelt member": ("/tasks", without(TASK, "title") | {"titel": "Scan"},
                          [{"op": "move", "from": "/titel", "path": "/title"}], [], []),
    "a member in another case": ("/tasks", without(TASK, "task_type") | {"taskType": "security_scan"},
                                 [{"op": "move", "from": "/taskType", "path": "/task_type"}], [], []),
    "an unknown member": ("/tasks", TASK | {"zzz": 1}, [{"op": "remove", "path": "/zzz"}], [], ["/zzz"]),
    "a missing member": ("/tasks", without(TASK, "target"),
                         [{"op": "add", "path": "/target", "value": "REPLACE_ME"}], ["/target"], []),
    "a title too long": ("/tasks", TASK | {"title": "x" * 201},
                         [{"op": "replace", "path": "/title", "value": "x" * 200}], [], ["/title"]),
    "a name in another spelling": ("/tasks", TASK | {"task_type": "Security Scan"},
                                   [{"op": "replace", "path": "/task_type", "value": "security_scan"}], [], []),
    "a JSON text for an object": ("/tasks", TASK | {"parameters": "{\"ports\": [80]}"},
                                  [{"op": "replace", "path": "/parameters", "value": {"ports": [80]}}], [], []),
    "several faults": ("/tasks", {"titel": "Scan", "task_type": "security_scan", "target": "127.0.0.1",
                                  "priority": "99", "parameters": None},
                       [{"op": "move", "from": "/titel", "path": "/title"},
                        {"op": "replace", "path": "/priority", "value": 10},
                        {"op": "remove", "path": "/parameters"}], [], ["/priority"]),
    "an element for a list": ("/integrations", INTEGRATION | {"events": "task_completed"},
                              [{"op": "replace", "path": "/events", "value": ["task_completed"]}], [], []),
    "a misspelt word": ("/integrations", INTEGRATION | {"events": ["task_failed", "task_complete"]},
                        [{"op": "replace", "path": "/events/1", "value": "task_completed"}], [], []),
    "a repeated element": ("/integrations", INTEGRATION | {"events": ["task_failed", "task_failed"]},
                           [{"op": "remove", "path": "/events/1"}], [], []),
    "a truth as text": ("/integrations", INTEGRATION | {"enabled": "True"},
                        [{"op": "replace", "path": "/enabled", "value": True}], [], []),
    "misspelt credentials": ("/integrations", without(INTEGRATION, "credentials") | {"credential": CREDENTIALS},
                             [{"op": "move", "from": "/credential", "path": "/credentials"}], [], []),
}


@pytest.mark.parametrize("name", CASES)
def test_a_patched_body_is_accepted(client, name):
    path, body, patch, holes, losses = CASES[name]
    refused = client.call("POST", path, json=body)
    assert refused.status_code == 400, refused.text
    answer = refused.json()
    assert answer["patch"] == patch
    assert answer.get("holes", []) == holes
    assert answer.get("losses", []) == losses
    patched = jsonpatch.apply_patch(body, answer["patch"])
    for hole in holes:
        jsonpatch.JsonPointer(hole).set(patched, (TASK | INTEGRATION)[hole.lstrip("/")])
    accepted = client.call("POST", path, json=patched)
    assert accepted.status_code == 201, accepted.text


@pytest.mark.parametrize("credentials", ["canary-of-a-secret", ["canary-of-a-secret"], 123454321,
                                         {"token": "canary-of-a-secret"} | {f"k{n}": 1 for n in range(20)}])
def test_a_secret_is_in_no_refusal(client, credentials):
    refused = client.call("POST", "/integrations", json=INTEGRATION | {"credentials": credentials, "enabled": "no"})
    assert refused.status_code == 400
    assert "canary-of" not in refused.text and "123454321" not in refused.text, refused.text


@pytest.mark.parametrize("method, path, suggestion", [
    ("GET", "/task", {"path": "/api/v1/tasks"}),
    ("GET", "/Tasks?limit=5", {"path": "/api/v1/tasks"}),
    ("GET", "/tasks/", {"path": "/api/v1/tasks"}),
    ("PUT", "/tasks", {"method": "POST"}),
    ("GET", "/tasks?limit=1000000", {"query": "limit=100"}),
    ("GET", "/tasks?limti=5&status=runing", {"query": "limit=5&status=running"}),
])
def test_a_suggestion_is_accepted(client, method, path, suggestion):
    body = TASK if method == "PUT" else None
    refused = client.call(method, path, json=body)
    assert refused.status_code in (400, 404, 405), refused.text
    assert refused.json()["suggestion"] == suggestion
    target = suggestion.get("path", "/api/v1" + path.split("?")[0])
    query = suggestion.get("query") or (path.split("?")[1] if "?" in path else "")
    reply = client.session.request(suggestion.get("method", method), f"{client.server.base}{target}?{query}".rstrip("?"),
                                   json=body, timeout=30)
    assert reply.status_code < 300, reply.text


def test_the_media_type_of_a_body_is_found(client):
    refused = client.call("POST", "/tasks", data=json.dumps(TASK), headers={"Content-Type": "text/plain"})
    assert refused.status_code == 415
    assert refused.json()["suggestion"] == {"headers": {"Content-Type": "application/json"}}


def test_a_command_of_the_websocket_is_mended(client):
    with client.socket() as socket:
        socket.recv(10)
        socket.send(json.dumps({"command": "ping", "id": "1", "zzz": 1}))
        error = json.loads(socket.recv(10))
        assert error["event"] == "error"
        assert error["data"]["patch"] == [{"op": "remove", "path": "/zzz"}]
        assert error["data"]["losses"] == ["/zzz"]


def fix(*words, text=None):
    return subprocess.run([str(BINARY), "fix", *map(str, words)], input=text, capture_output=True, text=True,
                          timeout=60, cwd=ROOT)


def test_fix_mends_a_file(tmp_path):
    file = tmp_path / "body.json"
    file.write_text(json.dumps(without(TASK, "title") | {"titel": "Scan", "priority": "5"}))
    printed = fix("--operation", "createTask", file)
    assert printed.returncode == 0, printed.stderr
    assert json.loads(printed.stdout) == TASK | {"priority": 5}
    assert printed.stderr.splitlines() == ["renamed /titel to /title", "changed /priority to 5"]
    assert "titel" in file.read_text()
    written = fix("--operation", "createTask", file, "--in-place")
    assert written.returncode == 0 and written.stdout == ""
    assert json.loads(file.read_text()) == TASK | {"priority": 5}
    again = fix("--operation", "createTask", file, "--in-place")
    assert again.returncode == 0 and again.stderr == f"{file}: nothing to mend\n"


def test_fix_says_what_to_fill_in_and_what_was_lost():
    done = fix("--operation", "createTask", "-", text='{"title": "Scan", "task_type": "security_scan", "priority": 11}')
    assert done.returncode == 0
    assert done.stderr.splitlines() == ['added /target: "REPLACE_ME"', "changed /priority to 10", "fill in /target",
                                        "not kept: what was at /priority"]


def test_fix_could_not_run(tmp_path):
    assert fix("--operation", "createTask", tmp_path / "absent.json").returncode == 2
    unknown = fix("--operation", "createTasks", "-", text="{}")
    assert unknown.returncode == 2 and "did you mean createTask?" in unknown.stderr
    syntax = fix("--operation", "createTask", "-", text="{")
    assert syntax.returncode == 2 and "is not JSON" in syntax.stderr
    assert fix("--", "wget", "http://127.0.0.1/").returncode == 2


def test_fix_mends_a_curl_line(client):
    base = client.server.base
    done = fix("--", "curl", "-s", "-X", "PSOT", f"{base}/api/v1/task", "-H", f"Authorization: Bearer {client.token}",
               "-d", json.dumps(without(TASK, "title") | {"titel": "it's a scan"}))
    assert done.returncode == 0, done.stderr
    words = shlex.split(done.stdout)
    assert words[0] == "curl" and f"{base}/api/v1/tasks" in words
    reply = subprocess.run(done.stdout, shell=True, capture_output=True, text=True, timeout=30)
    assert json.loads(reply.stdout)["title"] == "it's a scan", reply.stdout + reply.stderr
    hopeless = fix("--", "curl", f"{base}/nothing/like/it")
    assert hopeless.returncode == 1 and "error: " in hopeless.stderr
