"""Integrations: events reach other platforms once, in order and as their APIs ask; credentials stay secret."""

import base64
import json
import os
import random
import stat
import time

import jsonschema
import pytest
from standardwebhooks.webhooks import Webhook

from fixtures import WeakHost
from receivers import Receiver
from server import ROOT, Server, copy_of_spec, edit
from test_commands import add_user, amas
from vendors import JIRA_ISSUE, NOTION_PAGE, SALESFORCE_CASE, SLACK_MESSAGE

SECRET = "whsec_" + base64.b64encode(bytes(range(24))).decode()
TOKEN = "ghp_canary0123456789abcdefghijklmnopqrstuv"
EVENTS = ["task_created", "task_execution_started", "task_progress", "agent_started", "agent_completed",
          "task_completed", "task_failed"]


def quick(folder):
    """A copy of the spec whose deliveries are tried again soon."""
    spec, agents = copy_of_spec(folder)
    edit(spec / "integrations.yaml", "timeout_seconds: 15 ", "timeout_seconds: 1 ")
    edit(spec / "integrations.yaml", "first_wait_seconds: 5", "first_wait_seconds: 0.05")
    edit(spec / "integrations.yaml", "longest_wait_seconds: 3600", "longest_wait_seconds: 0.5")
    edit(spec / "integrations.yaml", "  attempts: 16 ", "  attempts: 100 ")
    edit(spec / "limits.yaml", "  api:\n    q: 100\n", "  api:\n    q: 100000\n")
    return spec, agents


def connect(client, platform, credentials, **more):
    reply = client.call("POST", "/integrations", json={"platform": platform, "credentials": credentials} | more)
    assert reply.status_code == 201, reply.text
    return reply.json()


def deliveries(client, integration, **more):
    reply = client.call("GET", f"/integrations/{integration['id']}/deliveries", params={"limit": 100} | more)
    assert reply.status_code == 200, reply.text
    return reply.json()


def log_of(client, task):
    """The task's events as the WebSocket replays them."""
    with client.socket() as socket:
        socket.recv(10)
        socket.send(json.dumps({"command": "subscribe_task", "task_id": task["id"], "since": 0}))
        events = {}  # by seq: what happens while the replay is asked for arrives before it, and again in it
        while True:
            event = json.loads(socket.recv(60))
            if event.get("task_id") != task["id"]:
                continue
            events[event["seq"]] = event
            is_replayed = any(one["event"] == "task_created" for one in events.values())
            if is_replayed and event["event"] in ("task_completed", "task_failed"):
                break
    return list(events.values())


def accepted(requests, refused=frozenset()):
    """The bodies by webhook-id in the order of their first arrival, without the requests that were not taken."""
    taken = {}
    for number, one in enumerate(requests):
        if number not in refused:
            taken.setdefault(one.headers["webhook-id"], one.json)
    return taken


def test_the_least_body_works_and_says_what_is_missing(shared, client):
    made = connect(client, "github", {"token": TOKEN})
    assert (made["status"], made["status_detail"]) == ("incomplete", "missing settings: repository")
    assert made["credentials_set"] == ["token"] and "credentials" not in made
    path = f"/integrations/{made['id']}"
    assert client.call("GET", path).json() == made
    assert made in client.call("GET", "/integrations").json()["items"]
    changed = client.call("PATCH", path, json={"settings": {"repository": "example/web"}, "name": "Issues"}).json()
    assert (changed["status"], changed["name"], changed["status_detail"]) == ("active", "Issues", None)
    assert client.call("PATCH", path, json={"enabled": False}).json()["status"] == "disabled"
    assert client.call("DELETE", path).status_code == 204
    assert client.call("GET", path).json()["error_code"] == "INTEGRATION_NOT_FOUND"
    assert client.call("DELETE", path).status_code == 404


@pytest.mark.parametrize("body, pointer", [
    ({"platform": "githib", "credentials": {"token": TOKEN}}, "/platform"),
    ({"platform": "github", "credentials": {}}, "/credentials"),
    ({"platform": "github", "credentials": {"token": TOKEN, "tokn": TOKEN}}, "/credentials/tokn"),
    ({"platform": "github", "credentials": {"token": TOKEN + "\n"}}, "/credentials/token"),
    ({"platform": "github", "credentials": {"token": TOKEN}, "settings": {"repository": "a/.."}}, "/settings/repository"),
    ({"platform": "github", "credentials": {"token": TOKEN}, "events": ["task_progress"]}, "/events/0"),
    ({"platform": "webhook", "credentials": {"secret": "whsec_short"}}, "/credentials/secret"),
])
def test_what_the_schemas_refuse_is_named_without_the_secret(client, body, pointer):
    reply = client.call("POST", "/integrations", json=body)
    assert (reply.status_code, reply.json()["error_code"]) == (400, "VALIDATION_ERROR"), reply.text
    assert [one["pointer"] for one in reply.json()["errors"]] == [pointer]
    assert TOKEN not in reply.text and "whsec_short" not in reply.text
    if pointer.startswith(("/credentials", "/settings")):
        assert "integrations.yaml:" in reply.json()["errors"][0]["spec"]


def test_they_belong_to_people(shared, client, tmp_path):
    for name, role in (("ann", "operator"), ("bob", "operator"), ("vera", "viewer")):
        add_user(shared, name, role, tmp_path)
    ann, bob, vera = (shared.client(name, f"{name} has a password") for name in ("ann", "bob", "vera"))
    made = connect(ann, "github", {"token": TOKEN})
    path = f"/integrations/{made['id']}"
    absent = bob.call("GET", "/integrations/int_" + "0" * 32).json()
    for method, where in (("GET", path), ("PATCH", path), ("DELETE", path), ("POST", path + "/test"),
                          ("GET", path + "/deliveries")):
        reply = bob.call(method, where, **({"json": {"name": "mine"}} if method == "PATCH" else {}))
        assert reply.status_code == 404, (method, where, reply.text)
        assert reply.json()["detail"] == absent["detail"].replace("int_" + "0" * 32, made["id"])
    assert bob.call("GET", "/integrations").json()["items"] == []
    assert client.call("GET", path).json()["owner"] == "ann"
    assert vera.call("GET", "/integrations").json()["items"] == []
    refused = vera.call("POST", "/integrations", json={"platform": "github", "credentials": {"token": TOKEN}})
    assert refused.json()["error_code"] == "PERMISSION_DENIED"
    assert ann.call("DELETE", path).status_code == 204


def test_only_the_owners_events_are_delivered(tmp_path):
    spec, agents = quick(tmp_path)
    server = Server(tmp_path, spec=spec, agents=agents).start()
    try:
        add_user(server, "ann", "operator", tmp_path)
        admin, ann = server.client(), server.client("ann", "ann has a password")
        with Receiver() as receiver:
            connect(ann, "webhook", {"secret": SECRET}, settings={"url": receiver.url}, events=["task_created"])
            foreign, own = admin.create(), ann.create()
            requests = receiver.wait_for(lambda requests: requests)
            assert [one.json["task_id"] for one in requests] == [own["id"]] and foreign["id"] != own["id"]
    finally:
        server.kill()


def test_a_receiver_that_fails_hangs_and_comes_back_gets_every_event_once_in_order(tmp_path):
    """The first requests are refused, then one is never answered, then a redirect, then all is well."""
    spec, agents = quick(tmp_path)
    answers = {0: (500, {}), 1: (503, {}, {"Retry-After": "0"}), 3: None, 4: (404, {}), 6: (302, {}, {"Location": "/elsewhere"})}
    server = Server(tmp_path, spec=spec, agents=agents).start()
    try:
        client = server.client()
        with Receiver(lambda received, number: answers.get(number, (200, {}))) as receiver:
            made = connect(client, "webhook", {"secret": SECRET}, settings={"url": receiver.url + "/hook"})
            tasks = [client.create(title=f"task {number}", parameters={"ports": [1]}) for number in range(3)]
            for task in tasks:
                client.execute(task["id"])
            expected = sorted((event for task in tasks for event in log_of(client, task)), key=lambda one: one["seq"])
            requests = receiver.wait_for(lambda all: len(accepted(all, answers)) == len(expected))
            assert {one.path for one in requests} == {"/hook"}
            got = list(accepted(requests, answers).values())
            assert [(one["seq"], one["type"], one["task_id"]) for one in got] == \
                [(one["seq"], one["event"], one["task_id"]) for one in expected]
            assert [one["data"] for one in got] == [one["data"] for one in expected]
            assert len(requests) == len(expected) + len(answers)  # nothing was sent twice that was taken
            for one in requests:
                assert Webhook(SECRET).verify(one.body, dict(one.headers)) == one.json
                with pytest.raises(Exception, match="signature"):
                    Webhook(SECRET).verify(one.body + b" ", dict(one.headers))
            ids = [one.headers["webhook-id"] for one in requests]
            assert ids == sorted(ids, key=lambda one: int(one.rsplit("_", 1)[1]))
            # The last is written down only after its receiver has taken it.
            wait_until(lambda: [one["status"] for one in deliveries(client, made)["items"]] == ["delivered"] * len(expected))
            log = deliveries(client, made)["items"][::-1]
            assert [one["id"] for one in log] == list(accepted(requests, answers)) and {one["status"] for one in log} == {"delivered"}
            assert sum(one["attempts"] for one in log) == len(requests)
            first = deliveries(client, made, limit=2)
            second = deliveries(client, made, limit=2, cursor=first["next_cursor"])
            assert [one["id"] for one in (first["items"] + second["items"])] == [one["id"] for one in log[::-1][:4]]
    finally:
        server.kill()


def wait_until(condition, seconds=30):
    """Asks again until it holds; the server offers nothing to wait on for this."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.05)


def test_sigkill_loses_no_event(tmp_path):
    """Killed three times while deliveries are under way: every event arrives, under one id, in order."""
    spec, agents = quick(tmp_path)
    edit(spec / "limits.yaml", "  auth:\n    q: 5\n", "  auth:\n    q: 100\n")
    chance = random.Random(20261125)
    with Receiver(lambda received, number: (200 if chance.random() < 0.7 else 500, {})) as receiver:
        server = Server(tmp_path, spec=spec, agents=agents).start()
        password = server.password
        client = server.client()
        connect(client, "webhook", {"secret": SECRET}, settings={"url": receiver.url}, events=["task_created"])
        tasks = []
        for _ in range(3):
            before = len(receiver.requests)
            tasks += [client.create(title="task")["id"] for _ in range(40)]
            receiver.wait_for(lambda all: len(all) >= before + 10)
            server.kill()
            server.start()
            server.password = password
            client = server.client()
        try:
            requests = receiver.wait_for(lambda all: len({one.json["task_id"] for one in all}) == len(tasks), 120)
            order = list(dict.fromkeys(one.json["task_id"] for one in requests))
            assert order == tasks
            for task in tasks:
                assert len({one.headers["webhook-id"] for one in requests if one.json["task_id"] == task}) == 1
            for one in requests:
                Webhook(SECRET).verify(one.body, dict(one.headers))
        finally:
            server.kill()


def test_a_receiver_that_is_gone_pauses_its_integration(tmp_path):
    spec, agents = quick(tmp_path)
    server = Server(tmp_path, spec=spec, agents=agents).start()
    try:
        client = server.client()
        with Receiver(lambda received, number: (410 if number == 0 else 200, {})) as receiver:
            made = connect(client, "webhook", {"secret": SECRET}, settings={"url": receiver.url}, events=["task_created"])
            path = f"/integrations/{made['id']}"
            client.create()
            wait_until(lambda: client.call("GET", path).json()["status"] == "paused")
            assert client.call("GET", path).json()["status_detail"] == "the answer was 410"
            missed, again = client.create(), client.call("PATCH", path, json={"enabled": True}).json()
            assert again["status"] == "active"
            later = client.create()
            requests = receiver.wait_for(lambda all: len(all) == 2)
            assert requests[1].json["task_id"] == later["id"] != missed["id"]
    finally:
        server.kill()


def finished(server, client, host):
    """A task with findings."""
    task, _ = client.run(title="Scan <!channel> of @everyone", parameters={"ports": [host.tls]})
    assert task["status"] == "completed" and len(task["result"]["findings"]) > 3
    return task


@pytest.fixture(scope="module")
def scan(shared, client, tmp_path_factory):
    """One finished task, told to five platforms: the task, and what each platform received."""
    answers = {"/repos/example/web/issues": (201, {"html_url": "https://github.com/example/web/issues/7"}),
               "/api/chat.postMessage": (200, {"ok": True}),
               "/rest/api/3/issue": (201, {"id": "1", "key": "OPS-1", "self": "https://x.atlassian.net/rest/api/3/issue/1"}),
               "/v1/pages": (200, {"url": "https://notion.so/page"}),
               "/services/data/v62.0/sobjects/Case": (201, {"id": "500", "success": True, "errors": []})}
    with Receiver(lambda received, number: answers.get(received.path, (404, {}))) as receiver:
        made = [
            connect(client, "github", {"token": TOKEN},
                    settings={"base_url": receiver.url, "repository": "example/web", "labels": ["amas"]}),
            connect(client, "slack", {"token": "xoxb-canary-1"},
                    settings={"base_url": receiver.url + "/api", "channel": "C024BE91L"}),
            connect(client, "jira", {"email": "ann@example.com", "api_token": "canary-jira"},
                    settings={"base_url": receiver.url, "project": "OPS"}),
            connect(client, "notion", {"token": "secret_canary"},
                    settings={"base_url": receiver.url, "page_id": "369b6a5c0f8fad5bd9cb469fa1657086"}),
            connect(client, "salesforce", {"access_token": "00Dcanary!x"}, settings={"base_url": receiver.url}),
        ]
        with WeakHost(tmp_path_factory.mktemp("weak")) as host:
            task = finished(shared, client, host)
        receiver.wait_for(lambda all: len(all) >= 5)
        wait_until(lambda: all(deliveries(client, one)["items"] for one in made))
        yield task, {one.path: one for one in receiver.requests}, {one["platform"]: one for one in made}
        for one in made:
            client.call("DELETE", f"/integrations/{one['id']}")


def test_a_finished_task_becomes_a_github_issue(scan, client):
    task, requests, made = scan
    request = requests["/repos/example/web/issues"]
    assert request.headers["Authorization"] == f"Bearer {TOKEN}" and request.headers["User-Agent"]
    assert request.headers["Accept"] == "application/vnd.github+json"
    body = request.json
    assert body["labels"] == ["amas"] and len(body["title"]) <= 256 and len(body["body"]) <= 65536
    assert all(one["rule"] in body["body"].replace("\\", "") for one in task["result"]["findings"])
    assert f"Task {task['id']}" in body["body"].replace("\\", "")
    delivery = deliveries(client, made["github"])["items"][0]
    assert (delivery["status"], delivery["status_code"]) == ("delivered", 201)
    assert delivery["link"] == "https://github.com/example/web/issues/7"


def test_the_github_issue_keeps_to_githubs_own_description(scan):
    document = ROOT.parent / "shared/data/openapi/github-rest.json"
    if not document.exists():
        pytest.skip("GitHub's OpenAPI document is not here; it is github/rest-api-description, api.github.com.json")
    operation = json.loads(document.read_text())["paths"]["/repos/{owner}/{repo}/issues"]["post"]
    schema = operation["requestBody"]["content"]["application/json"]["schema"]
    body = scan[1]["/repos/example/web/issues"].json
    jsonschema.validate(body, schema)
    assert set(body) <= set(schema["properties"])


def test_a_finished_task_becomes_a_slack_message(scan, client):
    task, requests, made = scan
    request = requests["/api/chat.postMessage"]
    assert request.headers["Authorization"] == "Bearer xoxb-canary-1"
    assert request.headers["Content-Type"] == "application/json; charset=utf-8"
    jsonschema.validate(request.json, SLACK_MESSAGE)
    assert "<!channel>" not in request.body.decode() and "&lt;!channel&gt;" in request.json["text"]
    assert len(request.json["blocks"]) == 1 + min(40, len(task["result"]["findings"]))
    assert deliveries(client, made["slack"])["items"][0]["status"] == "delivered"


def test_a_finished_task_becomes_a_jira_issue(scan, client):
    task, requests, made = scan
    request = requests["/rest/api/3/issue"]
    pair = base64.b64decode(request.headers["Authorization"].removeprefix("Basic ")).decode()
    assert pair == "ann@example.com:canary-jira"
    jsonschema.validate(request.json, JIRA_ISSUE)
    fields = request.json["fields"]
    assert fields["project"] == {"key": "OPS"} and fields["issuetype"] == {"name": "Task"}
    assert len(fields["description"]["content"]) == 2 + min(50, len(task["result"]["findings"]))
    assert deliveries(client, made["jira"])["items"][0]["link"].endswith("/issue/1")


def test_a_finished_task_becomes_a_notion_page_and_a_salesforce_case(scan, client):
    task, requests, made = scan
    page, case = requests["/v1/pages"], requests["/services/data/v62.0/sobjects/Case"]
    assert page.headers["Notion-Version"] == "2022-06-28" and page.headers["Authorization"] == "Bearer secret_canary"
    jsonschema.validate(page.json, NOTION_PAGE)
    jsonschema.validate(case.json, SALESFORCE_CASE)
    assert task["result"]["findings"][0]["title"] in case.json["Description"]
    for name in ("notion", "salesforce"):
        assert deliveries(client, made[name])["items"][0]["status"] == "delivered"


def test_slack_may_refuse_with_200(client):
    with Receiver(lambda received, number: (200, {"ok": False, "error": "channel_not_found"})) as receiver:
        made = connect(client, "slack", {"token": TOKEN}, settings={"base_url": receiver.url, "channel": "C1"})
        report = client.call("POST", f"/integrations/{made['id']}/test").json()
        assert (report["delivered"], report["status_code"]) == (False, 200)
        assert report["reason"] == "the answer was 200: channel_not_found"
        client.call("DELETE", f"/integrations/{made['id']}")


def test_a_test_message_is_sent_now_and_tells_what_happened(client):
    with Receiver() as receiver:
        made = connect(client, "n8n", {"authorization": "canary n8n"}, settings={"url": receiver.url + "/webhook/x"})
        report = client.call("POST", f"/integrations/{made['id']}/test").json()
        assert (report["delivered"], report["status_code"], report["reason"]) == (True, 200, None)
        request = receiver.requests[0]
        assert request.json["type"] == "integration_test" and request.headers["Authorization"] == "canary n8n"
    report = client.call("POST", f"/integrations/{made['id']}/test").json()
    assert report["delivered"] is False and report["status_code"] is None and "cannot be connected" in report["reason"]
    client.call("PATCH", f"/integrations/{made['id']}", json={"settings": {"url": "https://10.1.2.3/x"}})
    report = client.call("POST", f"/integrations/{made['id']}/test").json()
    assert report["delivered"] is False and "may not be reached" in report["reason"]
    client.call("DELETE", f"/integrations/{made['id']}")


def test_loopback_needs_dev(tmp_path):
    server = Server(tmp_path, dev=False).start()
    try:
        client = server.client()
        with Receiver() as receiver:
            made = connect(client, "webhook", {"secret": SECRET}, settings={"url": receiver.url})
            report = client.call("POST", f"/integrations/{made['id']}/test").json()
            assert report["delivered"] is False and "may not be reached" in report["reason"] and not receiver.requests
    finally:
        server.kill()


def test_credentials_are_nowhere_but_in_the_requests(tmp_path):
    """Every byte the server left behind is searched: database, write-ahead log, key file, log, answers."""
    spec, agents = quick(tmp_path)
    server = Server(tmp_path, spec=spec, agents=agents).start()
    texts = []
    try:
        client = server.client()
        echo = lambda received, number: (500, {"message": received.headers["Authorization"]})
        with Receiver(echo) as receiver:
            made = connect(client, "github", {"token": TOKEN},
                           settings={"base_url": receiver.url, "repository": "example/web"}, events=["task_failed"])
            hook = connect(client, "webhook", {"secret": SECRET}, settings={"url": receiver.url})
            client.call("POST", f"/tasks/{client.create()['id']}/cancel")
            receiver.wait_for(lambda all: {one.path for one in all} >= {"/", "/repos/example/web/issues"} or
                              any(one.headers["Authorization"] for one in all))
            wait_until(lambda: deliveries(client, made)["items"])
            for one in (made, hook):
                path = f"/integrations/{one['id']}"
                texts += [client.call(*call).text for call in (
                    ("GET", path), ("GET", "/integrations"), ("POST", path + "/test"), ("GET", path + "/deliveries"))]
            assert any("[redacted]" in text for text in texts)
    finally:
        server.kill()
    files = [one for one in tmp_path.rglob("*") if one.is_file()]
    assert {"tasks.sqlite", "credentials-key"} <= {one.name for one in files}
    for secret in (TOKEN, SECRET, SECRET.removeprefix("whsec_")):
        for bytes_ in [one.read_bytes() for one in files] + [text.encode() for text in texts + server.lines]:
            assert secret.encode() not in bytes_
    assert bytes(range(24)) not in b"".join(one.read_bytes() for one in files)


def test_the_key_is_private_and_cannot_be_lost_unnoticed(tmp_path):
    server = Server(tmp_path).start()
    client = server.client()
    key = server.data / "credentials-key"
    assert stat.S_IMODE(os.stat(key).st_mode) == 0o600 and len(key.read_text()) == 64
    connect(client, "github", {"token": TOKEN})
    server.stop()
    digits = key.read_text()

    def refusal(environment=None):
        command = ["serve", "--port", 0, "--admin-port", 0, "--data", server.data]
        done = amas(*command, env=os.environ | (environment or {}))
        assert done.returncode == 2, done.stderr
        return done.stderr

    key.chmod(0o640)
    assert "others may read the credentials key" in refusal()
    key.unlink()
    assert "1 integrations have credentials that only it can open" in refusal()
    for text, problem in ((digits[:62], "64 hexadecimal digits"), ("0" * 64, "does not open the credentials"),
                          ("g" * 64, "64 hexadecimal digits")):
        other = tmp_path / "key"
        other.write_text(text)
        other.chmod(0o600)
        assert problem in refusal({"AMAS_CREDENTIALS_KEY_FILE": str(other)})
    key.write_text(digits)
    key.chmod(0o600)
    server.start()
    server.kill()


MISTAKES = [  # what stands there, what is written instead, where the mistake is to be named
    ("        url: \"${settings.base_url}/chat.postMessage\"", "        url: \"${setings.base_url}/chat.postMessage\"", "setings"),
    ("          channel: \"${settings.channel}\"", "          channel: \"${settings.chanel}\"", "\"${settings.chanel}\""),
    ("          parent: {page_id: \"${settings.page_id}\"}", "          parent: {page_id: \"${credentials.token}\"}", "\"${credentials.token}\"}\n          prop"),
    ("      needs: [page_id]", "      needs: [page]", "page]"),
    ("          pattern: ^https?://[^?#]*[^/?#]$\n          default: https://api.notion.com", "          pattern: ^https?://([^?#]*[^/?#]$\n          default: https://api.notion.com", "^https?://(["),
    ("  attempts: 16 ", "  attempts: many ", "many"),
    ("      unfurl_links: false", "      $unfurl_links: false", "$unfurl_links"),
    ("      signature: {scheme: standard-webhooks,", "      signatur: {scheme: standard-webhooks,", "signatur:"),
    ("    - slack.com:443", "    - https://slack.com", "https://slack.com"),
]


def test_every_mistake_of_the_file_is_named_at_its_place(tmp_path):
    spec, agents = copy_of_spec(tmp_path)
    file = spec / "integrations.yaml"
    for old, new, _ in MISTAKES:
        edit(file, old, new)
    text = file.read_text()
    done = amas("check", "--format", "json", "--spec", spec, "--agents", agents)
    assert done.returncode == 1, done.stderr
    found = {(one["line"], one["column"]) for one in json.loads(done.stdout)}
    for _, _, mark in MISTAKES:
        place = text.index(mark)
        line = text.count("\n", 0, place) + 1
        assert line in {where for where, _ in found}, (mark, line, done.stdout)
    assert len(found) == len(MISTAKES), done.stdout
    file.unlink()
    assert "integrations.yaml is missing" in amas("check", "--spec", spec, "--agents", agents).stdout
