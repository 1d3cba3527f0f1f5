"""A. The wrong status for what happened."""

from ..registry import request, response

POSITIVE = ("positive.*", "response.*", "http.*")
REFUSED = ("object.*", "error.*", "response.*", "http.*")


def is_refusal(x, code):
    value = x.response.json
    return isinstance(value, dict) and value.get("error_code") == code


def recast(x, status):
    """Another status, in the head and in the body."""
    x.response.status = status
    x.change(lambda body: body.update(status_code=status))


@response("SC01", "createTask answers 200 instead of 201", "createTask", rules=POSITIVE)
def _(x):
    if x.response.status == 201:
        x.response.status = 200


@response("SC02", "an unknown task answers 200 and {}", "getTask", rules=REFUSED)
def _(x):
    if x.response.status == 404:
        x.response.status, x.response.json = 200, {}


@response("SC03", "an unknown task answers 500", "getTask", rules=REFUSED)
def _(x):
    if x.response.status == 404:
        x.refuse(500, "INTERNAL_ERROR")


@response("SC05", "a validation error answers 422", rules=("body.*", "parameter.*", "error.*"))
def _(x):
    if is_refusal(x, "VALIDATION_ERROR"):
        recast(x, 422)


@response("SC06", "a validation error answers 200 with an error body", rules=("body.*", "parameter.*", "response.*"))
def _(x):
    if is_refusal(x, "VALIDATION_ERROR"):
        x.response.status = 200


@response("SC07", "a missing token answers 403", rules=("auth.missing-token", "error.*"))
def _(x):
    if is_refusal(x, "AUTHENTICATION_REQUIRED"):
        recast(x, 403)


@response("SC08", "executing an executed task answers 202", "executeTask", rules=("object.*", "codes.*", "lifecycle.*"))
async def _(x):
    if x.response.status == 409:
        task = await x.ask("GET", x.request.path.removesuffix("/execute"), x.user)
        x.reply(202, task.json)


@request("SC10", "astral characters in a title answer 500", "createTask", rules=("encoding.*", "positive.*", "http.*"))
def _(x):
    title = (x.request.json or {}).get("title") if isinstance(x.request.json, dict) else None
    if isinstance(title, str) and any(ord(one) > 0xFFFF for one in title):
        x.refuse(500, "INTERNAL_ERROR")


@response("SC11", "a 204 has a body", "deleteIntegration", rules=("http.*", "framing.*", "response.*", "positive.*"))
def _(x):
    if x.response.status == 204:
        x.response.wire = x.response.head(2) + b"{}"


@request("SC13", "a title of exactly maxLength answers 500", "createTask", rules=("positive.*", "http.*"))
def _(x):
    body = x.request.json
    if isinstance(body, dict) and isinstance(body.get("title"), str) and len(body["title"]) == 200:
        x.refuse(500, "INTERNAL_ERROR")


@response("SC14", "executeTask answers 200 instead of 202", "executeTask", rules=POSITIVE)
def _(x):
    if x.response.status == 202:
        x.response.status = 200


@response("SC15", "deleteIntegration answers 200 and {} instead of 204", "deleteIntegration", rules=POSITIVE)
def _(x):
    if x.response.status == 204:
        x.reply(200, {})


@response("SC16", "a removed integration answers 410 instead of 404", "getIntegration", rules=REFUSED)
def _(x):
    if x.response.status == 404:
        recast(x, 410)


@response("SC17", "health answers 503 although all is well", "getHealth", rules=POSITIVE)
def _(x):
    if x.response.status == 200:
        x.response.status = 503


@response("SC18", "an unknown agent answers 400 instead of 404", "getAgent", rules=REFUSED)
def _(x):
    if x.response.status == 404:
        recast(x, 400)


@response("SC19", "a wrong password answers 400 instead of 401", "login", rules=("auth.*", "error.*"))
def _(x):
    if is_refusal(x, "INVALID_CREDENTIALS"):
        recast(x, 400)


@request("SC20", "predictTask answers 204 for what it knows nothing of", "predictTask", rules=POSITIVE)
async def _(x):
    if x.user and isinstance(x.request.json, dict) and "target" in x.request.json:
        x.reply(204)
