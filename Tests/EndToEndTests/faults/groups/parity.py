"""R. The running server is not the one that the files describe."""

from ..registry import fault, request, response
from .status_codes import is_refusal

RULES = ("parity.*", "contract.*")


def hidden(id, title, *paths):
    """A fault: a route that the specification does not have."""
    def changed(x):
        if x.request.path in paths and x.request.method in ("GET", "HEAD"):
            x.reply(200, {"database": "/var/lib/amas/tasks.sqlite", "debug": True})
    request(id, title, rules=("parity.*", "path.*", "hidden.*"))(changed)


hidden("SP01", "a route /debug/config answers", "/debug/config", "/api/v1/debug/config")
hidden("SP01b", "a file .env is served", "/.env", "/api/v1/.env")
hidden("SP01c", "metrics are open to everybody", "/metrics", "/api/v1/metrics")
hidden("SP01d", "an interface for administrators answers", "/admin", "/api/v1/admin")
hidden("SP01e", "pages of documentation are served", "/docs", "/api/v1/docs")


def published(id, title, operation, edit):
    def changed(x):
        if x.response.status == 200 and x.response.json:
            x.change(edit)
    response(id, title, operation, rules=RULES)(changed)


published("SP03", "the published OpenAPI document leaves out a required member", "getOpenAPI",
          lambda document: document["components"]["schemas"]["NewTask"]["required"].remove("target"))
published("SP03b", "the published AsyncAPI document leaves out an event", "getAsyncAPI",
          lambda document: document["components"]["messages"].pop("agent_started") and None)
published("SP03c", "health names another contract", "getHealth",
          lambda health: health.update(contract_hash="sha256:" + "0" * 64))
published("SP03d", "the published OpenAPI document leaves out an operation", "getOpenAPI",
          lambda document: document["paths"].pop("/tasks/{task_id}/cancel") and None)
published("SP03e", "a text of the published OpenAPI document is an old one", "getOpenAPI",
          lambda document: document["info"].update(summary="Runs agents."))


def of_agents(id, title, edit):
    """A fault that shows agents otherwise than agents.yaml has them, alone and in the list."""
    def changed(x):
        if x.response.status == 200:
            def each(body):
                for agent in body.get("items", [body]):
                    edit(agent)
            x.change(each)
    response(id, title, "listAgents", "getAgent", rules=RULES)(changed)


of_agents("SP04", "a change of an agent's concurrency in agents.yaml is not taken up", lambda agent: agent.update(concurrency=9))
of_agents("SP04b", "a change of an agent's text in agents.yaml is not taken up", lambda agent: agent.update(description="An agent."))
of_agents("SP04c", "a change of an agent's task types in agents.yaml is not taken up", lambda agent: agent["task_types"].append("other"))


@response("SP04d", "agents are not in the order of agents.yaml", "listAgents", rules=RULES)
def _(x):
    if x.response.status == 200:
        x.change(lambda body: body.update(items=body["items"][::-1]))


@request("SP05", "the limit of a body is half of what limits.yaml says", rules=("size.*", *RULES))
def _(x):
    if len(x.request.body) > 524288:
        x.refuse(413, "PAYLOAD_TOO_LARGE")


@request("SP05b", "the limit of nesting is half of what limits.yaml says", rules=("size.*", *RULES))
def _(x):
    depth, most = 0, 0
    for one in x.request.body:
        depth += (one in b"[{") - (one in b"]}")
        most = max(most, depth)
    if 32 < most <= 64 and x.operation:
        x.refuse(400, "VALIDATION_ERROR")


@request("SP05c", "the limit of the target is half of what limits.yaml says", rules=("size.*", *RULES))
def _(x):
    if len(x.request.target) > 4096:
        x.refuse(414, "URI_TOO_LONG")


@fault("frame", "SP05d", "messages on the WebSocket may be of any length", rules=("live.*", "size.*", *RULES))
def _(session, frame, kind):
    if kind == "command" and len(frame.payload) > 65536:
        session.tell('{"command":"ping"}')
        return True


@response("SP06", "a code of errors.yaml is never given: another takes its place", rules=("codes.*", "size.*", "error.*"))
def _(x):
    if is_refusal(x, "PAYLOAD_TOO_LARGE"):
        x.refuse(400, "VALIDATION_ERROR")


@response("SP06b", "a status of errors.yaml was changed and the server gives the old one", "executeTask", "cancelTask",
          rules=("object.*", "error.*", "codes.*"))
def _(x):
    if is_refusal(x, "TASK_STATE_CONFLICT"):
        x.response.status = 400
        x.change(lambda body: body.update(status_code=400))


@response("SP07", "the detail of a code is not the sentence of errors.yaml", rules=("error.*", *RULES))
def _(x):
    if is_refusal(x, "AUTHENTICATION_REQUIRED"):
        x.change(lambda body: body.update(detail="Log in first"))


@response("SP08", "the version of the document and of the published one differ", "getOpenAPI", rules=RULES)
def _(x):
    if x.response.status == 200:
        x.change(lambda document: document["info"].update(version="0.9.0"))
