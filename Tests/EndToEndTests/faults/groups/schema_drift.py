"""C. Answers that are not what the schema, or the request before them, promises."""

import re

from ..registry import response

READ = ("response.*", "positive.*", "object.*", "echo.*")
TASK = ("createTask", "getTask", "executeTask", "cancelTask")


def in_body(id, title, *only, rules=READ, statuses=range(200, 300)):
    """A fault that edits the JSON of successful answers."""
    def register(edit):
        def changed(x):
            if x.response.status in statuses and isinstance(x.response.json, dict):
                x.change(lambda body: edit(body))
        response(id, title, *only, rules=rules)(changed)
    return register


@in_body("RD01", "the required member prediction is dropped", *TASK)
def _(body):
    body.pop("prediction")


@in_body("RD02", "priority is a string", *TASK)
def _(body):
    body["priority"] = str(body["priority"])


@in_body("RD04", "an undocumented member stands in a task", "getTask")
def _(body):
    body["internal_state"] = "ok"


@in_body("RD05", "a status that the enum does not have", "executeTask")
def _(body):
    body["status"] = "waiting"


@in_body("RD06", "null where null is not allowed", "getTask")
def _(body):
    body["title"] = None


@in_body("RD07", "created_at is not of RFC 3339", *TASK)
def _(body):
    body["created_at"] = body["created_at"].replace("T", " ").removesuffix("Z")


@in_body("RD09", "a member is dropped when priority is 10", "createTask")
def _(body):
    if body["priority"] == 10:
        body.pop("attempt")


@in_body("RD10", "the title comes back in capitals", *TASK)
def _(body):
    body["title"] = body["title"].upper()


@in_body("RD11", "what is read differs from what was created", "getTask", rules=("echo.*", "positive.*", "volatile.*", "object.*"))
def _(body):
    body["target"] = body["target"] + "."


@in_body("RD12", "the id breaks its own pattern", "createTask")
def _(body):
    body["id"] = "T" + body["id"]


@response("RD14", "total_tasks goes down", "getOrchestratorStatus", rules=("invariant.*", "invariants.*", "agreement.*"))
def _(x):
    x.memory["asked"] = x.memory.get("asked", 0) + 1
    if x.response.status == 200:
        x.change(lambda body: body.update(total_tasks=max(0, body["total_tasks"] - x.memory["asked"])))


@response("RD15", "NaN stands in JSON", "getMetrics", "getHealth", rules=("response.*", "positive.*"))
def _(x):
    x.response.body = re.sub(rb'("uptime_seconds":)[0-9.e-]+', rb"\1NaN", x.response.body)


@response("RD16", "a byte order mark stands before the JSON", "listAgents", rules=("response.*", "positive.*"))
def _(x):
    if x.response.body:
        x.response.body = b"\xef\xbb\xbf" + x.response.body


@response("RD17", "a documented default is not applied", "createTask", rules=("positive.default", "positive.*"))
def _(x):
    sent = x.request.json
    if x.response.status == 201 and isinstance(sent, dict) and "priority" not in sent:
        x.change(lambda body: body.update(priority=1))


@in_body("RD19", "an agent of agents.yaml is missing from the list", "listAgents", rules=("parity.*", "agreement.*"))
def _(body):
    body["items"] = body["items"][:-1]
    body["total"] = len(body["items"])


@in_body("RD20", "assigned_agents names an agent that does not exist", *TASK, rules=("reference.*", "parity.*", "agreement.*", "object.*"))
def _(body):
    body["assigned_agents"] = ["somebody"]


@response("RD21", "a name occurs twice in an object", "getAgent", rules=("response.*", "positive.*"))
def _(x):
    if x.response.status == 200:
        x.response.body = x.response.body.replace(b"{", b'{"running":99,', 1)


@in_body("RD22", "items of the list have another shape than what is read alone", "listTasks")
def _(body):
    for item in body["items"]:
        item.pop("owner")


@response("RD23", "something stands behind the JSON", "getAgent", rules=("response.*", "positive.*"))
def _(x):
    x.response.body += b"\n}" if x.response.body else b""


@in_body("RD24", "progress is over 100", "getTask")
def _(body):
    body["progress"] = 101


@in_body("RD25", "expires_in is a string", "login", "refresh")
def _(body):
    body["expires_in"] = str(body["expires_in"])


@in_body("RD26", "updated_at lies before created_at", "getTask", rules=("invariant.*", "invariants.*", "echo.*"))
def _(body):
    body["updated_at"] = "2020-01-01T00:00:00.000Z"


@in_body("RD27", "tasks_processed is not completed and failed together", "getOrchestratorStatus", rules=("invariant.*", "invariants.*"))
def _(body):
    body["metrics"]["tasks_processed"] += 1


@in_body("RD28", "total is not the number of items", "listAgents", rules=("invariant.*", "invariants.*", "pagination.*"))
def _(body):
    body["total"] += 1


@in_body("RD29", "the owner of a task is somebody else", "createTask", "getTask", rules=("object.*", "echo.*", "agreement.*"))
def _(body):
    body["owner"] = "somebody"


@response("RD30", "bytes that are no UTF-8 stand in a title", "getTask", rules=("response.*", "positive.*"))
def _(x):
    if x.response.status == 200:
        x.response.body = x.response.body.replace(b'"title":"', b'"title":"\xff', 1)


@in_body("RD31", "one agent read alone differs from the same in the list", "getAgent", rules=("agreement.*", "parity.*", "echo.*"))
def _(body):
    body["concurrency"] += 1


@in_body("RD32", "uptime_seconds stands still", "getHealth", rules=("invariant.*", "invariants.*"))
def _(body):
    body["uptime_seconds"] = 3.5


@in_body("RD33", "credentials are answered", "createIntegration", "getIntegration")
def _(body):
    body["credentials"] = {"token": "ghp_example"}


@in_body("RD34", "getMe names another account", "getMe", rules=("agreement.*", "positive.*", "auth.*"))
def _(body):
    body["username"] = "anton" if body["username"] != "anton" else "olga"
