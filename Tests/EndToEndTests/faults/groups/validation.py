"""D. Requests that should be refused are mended and accepted, or the other way round."""

import json
import re

from ..registry import request, response
from .status_codes import is_refusal

BODY = ("body.*", "positive.*")
PARAMETER = ("parameter.*", "positive.parameter")
VALID = {"title": "Scan", "task_type": "security_scan", "target": "127.0.0.1"}


def mend(id, title, *only, rules=BODY):
    """A fault that puts something acceptable where the caller sent something else."""
    def register(edit):
        request(id, title, *only, rules=rules)(lambda x: x.change_request(edit))
    return register


def mend_query(id, title, *only, rules=PARAMETER):
    """A fault that drops the pairs of a query which the function does not keep."""
    def register(keeps):
        def changed(x):
            kept = [pair for pair in x.request.query if keeps(*pair)]
            if kept != x.request.query:
                x.request.query = kept
        request(id, title, *only, rules=rules)(changed)
    return register


def is_number(value):
    return isinstance(value, (int, float)) and not isinstance(value, bool)


@mend("MV02", "the type of priority is not checked", "createTask")
def _(body):
    if "priority" in body and not is_number(body["priority"]):
        body["priority"] = 5


@mend("MV03", "the maximum of priority is not checked", "createTask")
def _(body):
    if is_number(body.get("priority")) and body["priority"] > 10:
        body["priority"] = 10


@mend("MV04", "the minimum of priority is off by one", "createTask")
def _(body):
    if body.get("priority") == 0:
        body["priority"] = 1


@mend("MV05", "the maxLength of title is off by one", "createTask")
def _(body):
    if isinstance(body.get("title"), str) and len(body["title"]) == 201:
        body["title"] = body["title"][:200]


@request("MV07", "the pattern of Idempotency-Key is not checked", "createTask", rules=PARAMETER)
def _(x):
    key = x.request["idempotency-key"]
    if key and not re.fullmatch("[!-~]+", key):
        x.request["Idempotency-Key"] = None


@mend("MV08", "unknown members are accepted", "createTask")
def _(body):
    for name in set(body) - {"title", "description", "task_type", "target", "priority", "parameters"}:
        body.pop(name)


@mend_query("MV09", "query parameters are not checked", "listTasks")
def _(name, value):
    known = {"limit": r"[1-9]\d?|100", "order": "newest|oldest", "status": "[a-z]+", "task_type": "[a-z_]+"}
    return name in known and re.fullmatch(known[name], value)


@response("MV10", "a malformed id answers 404 instead of 400", "getTask", "getIntegration", rules=PARAMETER)
def _(x):
    if is_refusal(x, "VALIDATION_ERROR"):
        x.refuse(404, "TASK_NOT_FOUND" if x.operation == "getTask" else "INTEGRATION_NOT_FOUND")


@request("MV12", "an empty body is accepted", "createTask", rules=BODY)
def _(x):
    if not x.request.body:
        x.request["Content-Type"], x.request.json = "application/json", VALID


@request("MV13", "an array around the body is accepted", "createTask", "login", rules=BODY)
def _(x):
    if isinstance(x.request.json, list):
        x.request.json = x.request.json[0] if x.request.json and isinstance(x.request.json[0], dict) else VALID


def over_strict(id, title, *only, rules=("positive.*",)):
    """A fault that refuses some of the valid bodies."""
    def register(refuses):
        def changed(x):
            if isinstance(x.request.json, dict) and refuses(x.request.json):
                x.refuse(400, "VALIDATION_ERROR")
        request(id, title, *only, rules=rules)(changed)
    return register


@over_strict("MV14", "the longest valid title is refused", "createTask")
def _(body):
    return isinstance(body.get("title"), str) and len(body["title"]) == 200


@over_strict("MV15", "a title that is not ASCII is refused", "createTask", rules=("positive.*", "encoding.*"))
def _(body):
    return isinstance(body.get("title"), str) and not body["title"].isascii()


@mend("MV18", "true is accepted as an integer", "createTask")
def _(body):
    if isinstance(body.get("priority"), bool):
        body["priority"] = 1


@request("MV19", "of a query parameter that comes twice the last is taken", "listTasks", rules=PARAMETER)
def _(x):
    if len(dict(x.request.query)) < len(x.request.query):
        x.request.query = list(dict(x.request.query).items())


@request("MV21", "the limit of the body is not enforced", rules=("size.*",))
def _(x):
    if len(x.request.body) > 1048576:
        x.request.json = VALID


@mend("MV22", "uniqueItems is not checked", "createIntegration", "updateIntegration")
def _(body):
    if isinstance(body.get("events"), list):
        body["events"] = [json.loads(one) for one in dict.fromkeys(json.dumps(item) for item in body["events"])]


@mend("MV25", "what is inside of credentials is not checked", "createIntegration", rules=("body.*", "nested.*"))
def _(body):
    if isinstance(body.get("credentials"), dict) and body.get("platform") == "github":
        body["credentials"] = {"token": "ghp_example"}


@mend("MV26", "unknown members are accepted by one operation", "updateIntegration")
def _(body):
    for name in set(body) - {"name", "credentials", "settings", "events", "enabled"}:
        body.pop(name)


@mend("MV27", "type and length of description are not checked", "createTask")
def _(body):
    if body.get("description") is not None and not (
            isinstance(body["description"], str) and len(body["description"]) <= 4000):
        body["description"] = None


@over_strict("MV28", "lengths are counted in bytes", "createTask", rules=("positive.*", "encoding.*"))
def _(body):
    title = body.get("title")
    return isinstance(title, str) and len(title) <= 200 < len(title.encode("utf-8", "surrogatepass"))


@response("MV30", "of several faults only the first is reported", rules=("body.*", "parameter.*", "error.*"))
def _(x):
    if is_refusal(x, "VALIDATION_ERROR"):
        x.change(lambda body: body.update(errors=body.get("errors", [])[:1]))


@mend("MV31", "a required member is not asked for", "createTask")
def _(body):
    body.setdefault("target", "127.0.0.1")


@mend_query("MV32", "a value outside the enum of a filter is ignored", "listTasks")
def _(name, value):
    states = ("pending", "queued", "running", "awaiting_approval", "completed", "failed", "cancelled")
    return name != "status" or value in states


@mend_query("MV33", "a filter that is no moment is ignored", "listTasks")
def _(name, value):
    return not name.startswith("created_") or re.match(r"\d{4}-\d\d-\d\dT\d\d", value)


@mend("MV34", "null is accepted for an object", "createTask")
def _(body):
    if "parameters" in body and body["parameters"] is None:
        body["parameters"] = {}


@request("MV35", "something behind the JSON of a body is ignored", "createTask", "login", rules=BODY)
def _(x):
    try:
        value, end = json.JSONDecoder().raw_decode(x.request.body.decode().lstrip())
    except ValueError:
        return
    if x.request.json is None:
        x.request.json = value


@request("MV36", "a name that occurs twice in a body is accepted", "createTask", "login", rules=BODY)
def _(x):
    if isinstance(x.request.json, dict):
        x.request.json = x.request.json


@request("MV37", "bytes that are no UTF-8 are accepted in a body", "createTask", rules=("body.*", "encoding.*"))
def _(x):
    try:
        x.request.body.decode()
    except UnicodeDecodeError:
        x.request.body = x.request.body.decode("utf-8", "replace").encode()


@mend_query("MV38", "a limit of 0 is taken for none", "listTasks", "listIntegrations", "listTaskEvents")
def _(name, value):
    return (name, value) != ("limit", "0")


@mend_query("MV39", "an unknown query parameter is ignored", "listTasks")
def _(name, value):
    return name in ("limit", "cursor", "status", "task_type", "assigned_agent", "target", "created_from",
                    "created_before", "owner", "order")


@mend("MV40", "a boolean is read from text", "createIntegration", "updateIntegration")
def _(body):
    if isinstance(body.get("enabled"), str):
        body["enabled"] = body["enabled"].lower() == "true"


@mend("MV41", "the pattern of task_type is not checked", "createTask", "predictTask")
def _(body):
    if isinstance(body.get("task_type"), str) and not re.fullmatch("[a-z][a-z0-9_]{0,63}", body["task_type"]):
        body["task_type"] = "security_scan"


@mend("MV42", "an empty title is accepted", "createTask")
def _(body):
    if body.get("title") == "":
        body["title"] = "untitled"


@over_strict("MV43", "priority 10 is refused", "createTask")
def _(body):
    return body.get("priority") == 10


@over_strict("MV44", "a description of null is refused", "createTask")
def _(body):
    return "description" in body and body["description"] is None
