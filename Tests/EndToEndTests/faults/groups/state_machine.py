"""L. Tasks that do not live as their lifecycle says."""

import time

from ..registry import event, request, response

RULES = ("lifecycle.*", "object.*", "live.*", "agreement.*", "invariant.*", "codes.*")
DONE = ("completed", "failed", "cancelled")


@response("SM01", "a task that is queued or runs can be executed again", "executeTask", rules=RULES)
async def _(x):
    if x.response.status == 409 and any(one in x.response.json["detail"] for one in (" is queued", " is running")):
        x.reply(202, (await x.ask("GET", x.request.path.removesuffix("/execute"), x.user)).json)


@response("SM02", "status moves backwards", "getTask", rules=RULES)
def _(x):
    if x.response.status == 200:
        def edit(task):
            seen = x.memory[task["id"]] = x.memory.get(task["id"], 0) + (task["status"] in DONE)
            if seen > 1 and seen % 2 == 0:
                task.update(status="running", finished_at=None)
        x.change(edit)


@response("SM05", "a task that was just created is not there", "getTask", rules=RULES)
def _(x):
    if x.response.status == 200 and (x.response.json or {}).get("status") == "pending":
        x.refuse(404, "TASK_NOT_FOUND")


@response("SM06", "a task that has finished can be cancelled", "cancelTask", rules=RULES)
async def _(x):
    if x.response.status == 409:
        x.reply(202, (await x.ask("GET", x.request.path.removesuffix("/cancel"), x.user)).json)


@response("SM07", "a rejected create leaves a task behind", "createTask", rules=(*RULES, "body.*", "effect.*"))
async def _(x):
    if x.response.status == 400 and x.user:
        await x.ask("POST", x.request.path, x.user,
                    {"title": "left behind", "task_type": "security_scan", "target": "127.0.0.1"})


@response("SM08", "a cancelled task is completed later", "getTask", rules=RULES)
def _(x):
    if x.response.status == 200:
        def edit(task):
            if task["status"] == "cancelled":
                x.memory[task["id"]] = x.memory.get(task["id"], 0) + 1
                if x.memory[task["id"]] > 1:
                    task.update(status="completed", progress=100, error=None)
        x.change(edit)


@response("SM10", "a task is given to an agent that does not take its type", "createTask", "getTask", "executeTask",
          rules=("parity.*", "reference.*", *RULES))
def _(x):
    if x.response.status < 300:
        x.change(lambda task: task.update(assigned_agents=["log_analyst"]) if task["task_type"] == "security_scan" else None)


@response("SM11", "the task says failed and the WebSocket says completed", "getTask", rules=RULES)
def _(x):
    if x.response.status == 200:
        def edit(task):
            if task["status"] == "completed":
                task.update(status="failed", result=None, error={"error_code": "AGENT_FAILED", "detail": "It failed"})
        x.change(edit)


@response("SM12", "of two executions at the same moment both win", "executeTask", rules=(*RULES, "race.*"))
async def _(x):
    now, path = time.monotonic(), x.request.path
    if x.response.status == 202:
        x.memory[path] = now
    elif x.response.status == 409 and now - x.memory.get(path, 0) < 0.2:
        x.reply(202, (await x.ask("GET", path.removesuffix("/execute"), x.user)).json)


@request("SM14", "cancelling answers 202 and cancels nothing", "cancelTask", rules=RULES)
async def _(x):
    if x.user and x.request.method == "POST":
        task = await x.ask("GET", x.request.path.removesuffix("/cancel"), x.user)
        if task.status == 200 and task.json["status"] not in DONE:
            x.reply(202, task.json)


@request("SM21", "executing answers 202 and executes nothing", "executeTask", rules=RULES)
async def _(x):
    if x.user and x.user != "vera" and x.request.method == "POST":
        task = await x.ask("GET", x.request.path.removesuffix("/execute"), x.user)
        if task.status == 200 and task.json["status"] == "pending":
            x.reply(202, task.json | {"status": "queued"})


def of_task(id, title, edit, *operations, rules=RULES):
    """A fault that changes a task wherever it is read alone."""
    def changed(x):
        if x.response.status < 300 and isinstance(x.response.json, dict):
            x.change(edit)
    response(id, title, *(operations or ("getTask",)), rules=rules)(changed)


of_task("SM15", "a task that has finished has no finished_at",
        lambda task: task.update(finished_at=None))
of_task("SM16", "a task that waits has progress",
        lambda task: task.update(progress=50.0) if task["status"] == "pending" else None, "getTask", "createTask")
of_task("SM17", "a task has begun before it was created",
        lambda task: task.update(started_at="2020-01-01T00:00:00.000Z") if task["started_at"] else None)
of_task("SM18", "a task that was completed has no result",
        lambda task: task.update(result=None) if task["status"] == "completed" else None)
of_task("SM19", "a new task is completed at once",
        lambda task: task.update(status="completed", progress=100.0), "createTask")
of_task("SM20", "a task that was executed is completed in the same answer",
        lambda task: task.update(status="completed", progress=100.0), "executeTask")
of_task("SM22", "attempt stays 0",
        lambda task: task.update(attempt=0))
of_task("SM23", "a task that was completed has an error",
        lambda task: task.update(error={"error_code": "AGENT_FAILED", "detail": "It failed"})
        if task["status"] == "completed" else None)


@event("SM24", "the WebSocket says failed and the task says completed", rules=RULES)
def _(session, message):
    if message["event"] == "task_completed":
        return [message | {"event": "task_failed", "data": {
            "error_code": "AGENT_FAILED", "detail": "It failed", "error": "It failed", "retryable": True}}]
    return [message]
