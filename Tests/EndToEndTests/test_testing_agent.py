"""The testing agent: one server judges another by the specification that other one promises to keep."""

import pytest

from server import ROOT, Server, copy_of_spec, edit
from test_conform import add_people

ONLY = ["auth.*", "body.*", "positive.*", "response.*", "error.*"]


@pytest.fixture(scope="module")
def fleet(tmp_path_factory):
    """(the judging server's client, a folder its agents may read)"""
    folder = tmp_path_factory.mktemp("judge")
    agents = folder / "agents.yaml"
    agents.write_text((ROOT / "agents.yaml").read_text())
    edit(agents, "files:\n  allow: []\n", f'files:\n  allow: ["{folder}", "{ROOT / "spec"}"]\n')
    server = Server(folder, agents=agents).start()
    yield server.client(), folder
    server.kill()


@pytest.fixture
def judged(fleet, tmp_path):
    """(another server, the file of its users)"""
    server = Server(tmp_path).start()
    users = fleet[1] / "users.yaml"
    users.write_text(add_people(server).read_text())
    yield server, users
    server.kill()


def test_a_server_that_keeps_its_promises(fleet, judged):
    server, users = judged
    task, _ = fleet[0].run(seconds=300, task_type="api_test", target=server.base, parameters={
        "spec": str(ROOT / "spec"), "users": str(users), "only": ONLY})
    assert task["status"] == "completed", task["error"]
    assert task["result"]["findings"] == [] and task["result"]["requests"] > 300, task["result"]["summary"]


def test_a_server_that_does_not(fleet, judged):
    """The judged specification promises other roles than the server keeps."""
    server, users = judged
    (fleet[1] / "other").mkdir()
    spec, _ = copy_of_spec(fleet[1] / "other")
    openapi = spec / "openapi.yaml"
    text = openapi.read_text()
    place = text.index("bearer: [viewer, operator, admin]", text.index("operationId: getAgent"))
    openapi.write_text(text[:place] + text[place:].replace("[viewer, operator, admin]", "[admin]", 1))
    task, _ = fleet[0].run(seconds=300, task_type="api_test", target=server.base, parameters={
        "spec": str(spec), "users": str(users), "only": ["auth.role"]})
    findings = task["result"]["findings"]
    assert findings and {finding["rule"] for finding in findings} == {"conform.auth.role"}, task
    first = findings[0]
    assert first["severity"] == "high" and first["evidence"]["curl"].startswith("curl "), first
    assert "a password of" not in str(task) and first["evidence"]["specification"].startswith(str(spec))


def test_neither_targets_nor_files_outside_are_touched(fleet):
    for target, spec in [("http://192.0.2.7:8000", str(ROOT / "spec")), ("http://127.0.0.1:1", "/etc")]:
        task, _ = fleet[0].run(task_type="api_test", target=target, parameters={"spec": spec})
        assert task["error"]["error_code"] == "TARGET_NOT_ALLOWED", task
