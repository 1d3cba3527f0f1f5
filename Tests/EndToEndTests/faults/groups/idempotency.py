"""N. What is sent a second time."""

import json

from ..registry import request, response

RULES = ("idempotency.*", "codes.*")


def replayed(x):
    return x.response.status == 201 and x.response["idempotency-replayed"] is not None


@request("ID01", "Idempotency-Key is ignored", "createTask", rules=RULES)
def _(x):
    x.request["Idempotency-Key"] = None


@response("ID03", "the replay has another body", "createTask", rules=RULES)
def _(x):
    if replayed(x):
        x.change(lambda task: task.update(title=task["title"] + "!"))


@response("ID03b", "the replay has another status", "createTask", rules=RULES)
def _(x):
    if replayed(x):
        x.response.status = 200


@response("ID03c", "the replay has another Location", "createTask", rules=RULES)
def _(x):
    if replayed(x):
        x.response["Location"] = x.response["location"][:-1]


@request("ID04", "a key is shared between users", "createTask", rules=RULES)
def _(x):
    key = x.request["idempotency-key"]
    if key and x.user and key in x.memory and x.memory[key][0] != x.user:
        x.reply(201, json.loads(x.memory[key][1]), [("Location", x.memory[key][2]), ("Idempotency-Replayed", "true")])


@response("ID04", "a key is shared between users", "createTask")
def _(x):
    key = x.request["idempotency-key"]
    if key and x.response.status == 201:
        x.memory.setdefault(key, (x.user, x.response.body, x.response["location"]))


@response("ID05", "a DELETE that is repeated makes the server fail", "deleteIntegration", rules=("object.*", "http.*", *RULES))
def _(x):
    if x.response.status == 204:
        x.memory[x.request.path] = True
    elif x.response.status == 404 and x.request.path in x.memory:
        x.refuse(500, "INTERNAL_ERROR")


@response("ID07", "a key that comes with another body replays the first answer", "createTask", rules=RULES)
def _(x):
    key = (x.user, x.request["idempotency-key"])
    if x.response.status == 201:
        x.memory[key] = x.response
    elif x.response.status == 422 and key in x.memory:
        x.response = x.memory[key]


@response("ID07b", "a key that comes with another body creates another task", "createTask", rules=RULES)
async def _(x):
    if x.response.status == 422:
        x.request["Idempotency-Key"] = None
        x.response = await x.again()


@response("ID08", "a replay does not say that it is one", "createTask", rules=RULES)
def _(x):
    x.response["Idempotency-Replayed"] = None


@response("ID09", "the first answer says that it is a replay", "createTask", rules=RULES)
def _(x):
    if x.response.status == 201:
        x.response["Idempotency-Replayed"] = "true"


@request("ID10", "a request that was refused uses up its key", "createTask", rules=RULES)
def _(x):
    key = (x.user, x.request["idempotency-key"])
    if key[1] and key in x.memory and x.user:
        x.refuse(422, "IDEMPOTENCY_KEY_REUSED")


@response("ID10", "a request that was refused uses up its key", "createTask")
def _(x):
    if x.response.status == 400 and x.request["idempotency-key"] and x.user:
        x.memory[x.user, x.request["idempotency-key"]] = True


@request("ID11", "a key does not hold while its first request is under way", "createTask", rules=RULES)
def _(x):
    key = (x.user, x.request["idempotency-key"])
    if key[1] and x.memory.get(key, 0) > 0:
        x.request["Idempotency-Key"] = None
    x.memory[key] = x.memory.get(key, 0) + 1


@response("ID11", "a key does not hold while its first request is under way", "createTask")
def _(x):
    key = (x.user, x.request["idempotency-key"])
    x.memory[key] = x.memory.get(key, 1) - 1


@request("ID12", "keys are compared without regard to case", "createTask", rules=RULES)
def _(x):
    if x.request["idempotency-key"]:
        x.request["Idempotency-Key"] = x.request["idempotency-key"].lower()
