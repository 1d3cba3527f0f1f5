"""The testing agent beside schemathesis: one server held against specifications that differ from its own in one place."""

import copy
import shutil

import requests
import yaml

from agreement import row
from server import ROOT, Server
from test_conform import add_people

AGENT, REFERENCE = "testing_agent", "schemathesis"
UPTIME = "uptime_seconds: {type: number, minimum: 0}"
ALL, ADMINS = "- bearer: [viewer, operator, admin]", "- bearer: [admin]"
BLIND = "schemathesis has one caller, so it sees no roles"

CASES = [  # specification that differs, operation, rules, where in the file, what stands there, what is judged instead
    ("in nothing", "getHealth", ["positive.*"], None, "", ""),
    ("in a status", "getHealth", ["positive.*"], "operationId: getHealth\n", "'200'", "'203'"),
    ("in a bound", "getHealth", ["response.*"], "    Health:\n", UPTIME, UPTIME.replace("0", "1000")),
    ("in the roles that may call", "getAgent", ["auth.role"], "operationId: getAgent\n", ALL, ADMINS),
]


def rows(lab):
    folder = lab.files / "judged"
    folder.mkdir()
    server = Server(folder).start()
    try:
        users = shutil.copy(add_people(server), lab.files / "users.yaml")
        document = requests.get(server.url + "/openapi.json", timeout=10).json()
        return [compare(lab, server, users, document, *case) for case in CASES]
    finally:
        server.kill()


def compare(lab, server, users, document, differs, operation, rules, place, old, new):
    spec = lab.files / f"spec {differs}"
    shutil.copytree(ROOT / "spec", spec)
    document = copy.deepcopy(document)
    if place:
        change(spec / "openapi.yaml", place, old, new)
    if old == "'200'":
        responses = document["paths"]["/system/health"]["get"]["responses"]
        responses["203"] = responses.pop("200")
    if old == UPTIME:
        document["components"]["schemas"]["Health"]["properties"] |= yaml.safe_load(new)
    task = lab.run(seconds=300, task_type="api_test", target=server.base, parameters={
        "spec": str(spec), "users": str(users), "only": rules})
    if task["status"] != "completed":
        raise RuntimeError(task["error"])
    ours = "found" if task["result"]["findings"] else "silent"
    return row(AGENT, f"a server whose specification differs {differs}", REFERENCE, ours,
               schemathesis(lab, server, document, operation), BLIND)


def change(path, place, old, new):
    text = path.read_text()
    start = text.index(old, text.index(place))
    path.write_text(text[:start] + new + text[start + len(old):])


def schemathesis(lab, server, document, operation):
    path = lab.files / "published.yaml"
    path.write_text(yaml.safe_dump(document, sort_keys=False))
    printed = lab.command(
        ROOT / ".build-venv/bin/schemathesis", "run", path, "--url", server.url, "--checks", "all", "--seed", "7",
        "--header", f"Authorization: Bearer {server.login()}", "--phases", "examples,coverage",
        "--include-operation-id", operation, "--generation-database", "none", "--no-color", cwd=lab.files)
    return "silent" if "No issues found" in printed else "found"
