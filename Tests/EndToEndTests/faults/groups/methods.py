"""I. Methods: those that are not declared, and the ones that HTTP itself defines."""

from ..registry import request, response
from .status_codes import is_refusal

RULES = ("method.*", "http.*")


@response("ME01", "an undeclared method answers 404", rules=RULES)
def _(x):
    if x.response.status == 405:
        x.refuse(404, "NOT_FOUND")


@response("ME03", "OPTIONS names the wrong methods", rules=RULES)
def _(x):
    if x.request.method == "OPTIONS" and x.response["allow"]:
        x.response["Allow"] = "GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE"


@request("ME04", "HEAD is not supported", rules=RULES)
def _(x):
    if x.request.method == "HEAD" and x.operation:
        x.refuse(405, "METHOD_NOT_ALLOWED")
        x.response["Allow"] = "GET, OPTIONS"


@request("ME05", "OPTIONS answers 404", rules=RULES)
def _(x):
    if x.request.method == "OPTIONS":
        x.refuse(404, "NOT_FOUND")


@request("ME06", "TRACE echoes the request", rules=RULES)
def _(x):
    if x.request.method == "TRACE":
        x.reply(200)
        x.response["Content-Type"], x.response.body = "message/http", x.request.raw


@request("ME08", "GET on the path of an action carries it out", rules=RULES)
def _(x):
    if x.request.method == "GET" and x.request.path.endswith(("/execute", "/cancel", "/test")):
        x.request.method = "POST"


@response("ME09", "an undeclared method answers 200", rules=RULES)
def _(x):
    if x.response.status == 405:
        x.reply(200, {})


@response("ME10", "PUT and PATCH make the server fail", rules=RULES)
def _(x):
    if x.request.method in ("PUT", "PATCH") and x.response.status == 405:
        x.refuse(500, "INTERNAL_ERROR")


@response("ME11", "HEAD has another Content-Length than GET", rules=RULES)
def _(x):
    if x.request.method == "HEAD" and x.response["content-length"]:
        x.response["Content-Length"] = "0"


@response("ME12", "HEAD has a body", rules=("method.*", "http.*", "framing.*"))
def _(x):
    if x.request.method == "HEAD" and x.response.status == 200 and x.operation == "listAgents":
        x.response.wire = x.response.head(2) + b"{}"


@response("ME13", "Allow leaves out a method that is declared", rules=RULES)
def _(x):
    if x.response["allow"]:
        x.response["Allow"] = ", ".join(one for one in x.response["allow"].split(", ") if one != "POST")


@request("ME14", "X-HTTP-Method-Override is obeyed", rules=("method.*", "auth.*"))
def _(x):
    if wanted := x.request["x-http-method-override"]:
        x.request.method = wanted.upper()


@request("ME15", "methods are compared without regard to case", rules=("method.*", "http.*", "framing.*"))
def _(x):
    x.request.method = x.request.method.upper()


@response("ME16", "HEAD answers 200 where GET answers 401", rules=RULES)
def _(x):
    if x.request.method == "HEAD" and is_refusal(x, "AUTHENTICATION_REQUIRED") or (
            x.request.method == "HEAD" and x.response.status == 401):
        x.response.status = 200


@response("ME17", "Allow names a method that is not declared", rules=RULES)
def _(x):
    if x.response["allow"]:
        x.response["Allow"] += ", PURGE"
