"""B. Refusals that tell their caller the wrong thing, or nothing."""

from ..registry import response
from .status_codes import is_refusal

RULES = ("error.*", "path.*", "method.*", "object.*", "auth.*", "leak.*")


def every_refusal(edit):
    def changed(x):
        if x.response.status >= 400 and isinstance(x.response.json, dict):
            x.change(edit)
    return changed


response("EB01", "error_code is missing", rules=RULES)(every_refusal(lambda body: body.pop("error_code", None) and None))
response("EB03", "error_code is one that errors.yaml does not have", rules=RULES)(
    every_refusal(lambda body: body.update(error_code="SOMETHING_WRONG")))
response("EB11", "an undocumented member stands in every error", rules=RULES)(
    every_refusal(lambda body: body.update(hint="try again")))
response("EB15", "request_id is missing", rules=RULES)(every_refusal(lambda body: body.pop("request_id", None) and None))
response("EB18", "detail is empty", rules=RULES)(every_refusal(lambda body: body.update(detail="")))
response("EB19", "retry advice stands in an error that has nothing to retry", rules=RULES)(
    every_refusal(lambda body: body.update(errors="see detail")))


@response("EB02", "status_code in the body is not the HTTP status", rules=RULES)
def _(x):
    if x.response.status == 404:
        x.change(lambda body: body.update(status_code=400))


@response("EB04", "AGENT_NOT_FOUND for a task that does not exist", "getTask", rules=RULES)
def _(x):
    if x.response.status == 404:
        x.change(lambda body: body.update(error_code="AGENT_NOT_FOUND"))


@response("EB06", "the 404 of an unknown route is a page of HTML", rules=RULES)
def _(x):
    if is_refusal(x, "NOT_FOUND"):
        x.response["Content-Type"], x.response.body = "text/html", b"<h1>Not Found</h1>"


@response("EB07", "a 405 is plain text", rules=RULES)
def _(x):
    if x.response.status == 405:
        x.response["Content-Type"], x.response.body = "text/plain", b"Method Not Allowed"


TRACE = ('Traceback (most recent call last):\n  File "/srv/api/tasks.py", line 41, in get\n    row = rows[0]\n'
         "IndexError: list index out of range")


@response("EB08", "detail has a stack trace and the path of a file", "getTask", "getIntegration", "getAgent", rules=RULES)
def _(x):
    if x.response.status == 404:
        x.change(lambda body: body.update(detail=TRACE))


@response("EB13", "the detail of a failed login tells whether the name exists", "login", rules=RULES)
def _(x):
    name = (x.request.json or {}).get("username") if isinstance(x.request.json, dict) else None
    if x.response.status == 401 and name in x.proxy.tokens:
        x.change(lambda body: body.update(detail=f"The password of {name} is wrong"))


@response("EB14", "an error to HEAD has a body", rules=("method.*", "framing.*", "http.*", "path.*", "auth.*"))
def _(x):
    if x.request.method == "HEAD" and x.response.status >= 400:
        body = b'{"detail":"no"}'
        x.response.wire = x.response.head(len(body)) + body


@response("EB16", "a validation error does not list what is wrong", rules=("body.*", "parameter.*", "error.*"))
def _(x):
    if is_refusal(x, "VALIDATION_ERROR"):
        x.change(lambda body: body.pop("errors", None) and None)


@response("EB17", "a validation error points at another member", rules=("body.*", "parameter.*", "error.*"))
def _(x):
    def move(body):
        for one in body.get("errors", []):
            one["pointer"] = "/somewhere_else"
    if is_refusal(x, "VALIDATION_ERROR"):
        x.change(move)


@response("EB20", "a 413 has no body", rules=("size.*", "error.*"))
def _(x):
    if x.response.status == 413:
        x.response["Content-Type"], x.response.body = None, b""


@response("EB21", "an error has the request id of another request", rules=("error.*", "auth.*"))
def _(x):
    if x.response.status >= 400:
        x.change(lambda body: body.update(request_id="0123456789abcdef"))


@response("EB22", "detail quotes a statement of the database", "listTasks", rules=("leak.*", "parameter.*", "error.*"))
def _(x):
    if x.response.status == 400:
        x.change(lambda body: body.update(detail='SQLITE_ERROR: near "SELECT * FROM tasks WHERE owner = ?": syntax error'))
