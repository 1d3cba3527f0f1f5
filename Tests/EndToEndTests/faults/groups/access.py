"""E. Callers get in, or at what is not theirs."""

from urllib.parse import unquote

from ..registry import request, response

MISSING = ("auth.missing-token", "auth.*")
FOREIGN = ("object.foreign", "object.*", "live.*")
PASSWORD = "a password of {}"


def authorized(*operations, method=None):
    def changed(x):
        if x.bearer is None and (method is None or x.request.method == method):
            x.authorize()
    return changed


request("AU01", "one operation forgets to ask for a token", "getAgent", rules=MISSING)(authorized())
request("AU03", "only GET of a path asks for a token", "createTask", "createIntegration", rules=MISSING)(authorized())
request("AU19", "DELETE of a path forgets to ask for a token", "deleteIntegration", rules=MISSING)(authorized())


@request("AU02", "any text is accepted as a token", rules=("auth.forged-token", "auth.*", "token.*"))
def _(x):
    if x.bearer and x.user is None:
        x.authorize()


@request("AU05", "other spellings of a path are taken for it and need no token", rules=("auth.path-spelling", "auth.*"))
def _(x):
    path = "/" + "/".join(part for part in unquote(x.request.path).lower().split("/") if part)
    if x.operation is None and x.proxy.routes.is_path(path) and path != x.request.path:
        x.request.target = path + x.request.target[len(x.request.path):]
        x.authorize()


@request("AU06", "the scheme before a token is not looked at", rules=("auth.scheme", "auth.*"))
def _(x):
    text = x.request["authorization"]
    if text and " " in text:
        x.request["Authorization"] = "Bearer " + text.split(" ", 1)[1].strip()


@request("AU07", "a token in the query is accepted", rules=("auth.scheme", "auth.*"))
def _(x):
    given = dict(x.request.query)
    token = given.get("token") or given.get("access_token")
    if token and x.operation and x.bearer is None:
        x.request["Authorization"] = f"Bearer {token}"
        x.request.query = [pair for pair in x.request.query if pair[0] not in ("token", "access_token")]


def as_admin(id, title, *operations, rules=FOREIGN):
    """A fault that does for every operator what the server does for an admin alone."""
    def changed(x):
        if x.user in ("olga", "oskar", "vera"):
            x.authorize()
    request(id, title, *operations, rules=rules)(changed)


as_admin("AU09", "everybody reads everybody's task", "getTask")
as_admin("AU12", "a list shows other people's tasks", "listTasks", rules=("object.listed", "object.*"))
as_admin("AU22", "everybody cancels everybody's task", "cancelTask")
as_admin("AU23", "everybody removes everybody's integration", "deleteIntegration")
as_admin("AU24", "everybody reads the events of everybody's task", "listTaskEvents")
as_admin("AU25", "everybody changes everybody's integration", "updateIntegration")
as_admin("AU26", "a list shows other people's integrations", "listIntegrations", rules=("object.listed", "object.*"))


def viewers_may(id, title, *operations):
    def changed(x):
        if x.user == "vera":
            x.authorize("olga")
    request(id, title, *operations, rules=("auth.role", "auth.*"))(changed)


viewers_may("AU11", "a viewer connects a platform", "createIntegration")
viewers_may("AU27", "a viewer creates a task", "createTask")
viewers_may("AU28", "a viewer executes a task", "executeTask")


def credentials(id, title, accepts, rules=("auth.password", "auth.*")):
    """A fault that takes some wrong credentials for right: `accepts` gets name and password, and answers whose they are."""
    def changed(x):
        body = x.request.json
        if isinstance(body, dict) and isinstance(body.get("username"), str) and isinstance(body.get("password"), str):
            name = accepts(body["username"], body["password"])
            if name:
                x.change_request(lambda sent: sent.update(username=name, password=PASSWORD.format(name)))
    request(id, title, "login", rules=rules)(changed)


def right(name):
    return PASSWORD.format(name)


PEOPLE = ("olga", "oskar", "vera", "anton")
credentials("AU13", "the beginning of a password is enough",
            lambda name, word: name if name in PEOPLE and right(name).startswith(word) else None)
credentials("AU20", "an account that nobody made lets in",
            lambda name, word: "anton" if (name, word) in (("admin", "admin"), ("root", "root"), ("test", "test")) else None,
            rules=("auth.*", "backdoor.*"))
credentials("AU29", "passwords are compared without regard to case",
            lambda name, word: name if name in PEOPLE and right(name).lower() == word.lower() else None)
credentials("AU30", "blanks around a password are cut off",
            lambda name, word: name if name in PEOPLE and right(name) == word.strip() else None)
credentials("AU31", "something behind a password is cut off",
            lambda name, word: name if name in PEOPLE and word.startswith(right(name)) else None)


@response("AU14", "a login with an unknown name answers 404", "login", rules=("auth.password", "auth.*", "error.*"))
def _(x):
    name = x.request.json.get("username") if isinstance(x.request.json, dict) else None
    if x.response.status == 401 and name not in (*PEOPLE, "admin"):
        x.refuse(404, "INVALID_CREDENTIALS")


def trusts(id, title, field, rules=("auth.*",)):
    def changed(x):
        if x.request[field] is not None and x.user is None:
            x.authorize()
    request(id, title, rules=rules)(changed)


trusts("AU18", "X-Forwarded-For of this host replaces a token", "x-forwarded-for")
trusts("AU32", "X-Original-URL replaces a token", "x-original-url")
trusts("AU33", "a cookie replaces a token", "cookie")


@request("AU34", "the role is taken from a header field of the caller", rules=("auth.*",))
def _(x):
    if (x.request["x-role"] or x.request["x-user-role"] or "").lower() == "admin" and x.user:
        x.authorize()


@request("AU21", "members that only the server may set are taken from the caller", "createTask",
         rules=("body.*", "mass-assignment.*", "auth.*"))
def _(x):
    body = x.request.json
    if isinstance(body, dict) and set(body) & {"id", "status", "owner", "progress"}:
        x.memory[id(x)] = {name: body[name] for name in ("id", "status", "owner", "progress") if name in body}
        x.change_request(lambda sent: [sent.pop(name, None) for name in x.memory[id(x)]])


@response("AU21", "members that only the server may set are taken from the caller", "createTask")
def _(x):
    if x.response.status == 201 and id(x) in x.memory:
        x.change(lambda body: body.update(x.memory[id(x)]))


@response("AU35", "a role that is listed is refused", "listTasks", rules=("positive.role",))
def _(x):
    if x.user == "vera" and x.response.status == 200:
        x.refuse(403, "PERMISSION_DENIED")


@request("AU37", "a refresh token works twice", "refresh", rules=("session.*", "token.*", "auth.*"))
async def _(x):
    sent = x.request.json
    token = sent.get("refresh_token") if isinstance(sent, dict) else None
    if token in x.memory:
        again = await x.ask("POST", x.request.path.replace("refresh", "login"), None,
                            {"username": x.memory[token], "password": PASSWORD.format(x.memory[token])})
        if again and again.status == 200:
            x.response = again
    elif isinstance(token, str):
        x.memory["sent"] = token


@response("AU37", "a refresh token works twice", "refresh")
def _(x):
    from .. import tokens
    if x.response.status == 200 and x.response.json:
        name = tokens.claims(x.response.json["access_token"]).get("sub")
        if name in PEOPLE:
            x.memory[x.memory.pop("sent", None)] = name
