"""M. Lists that are not the whole list, page by page, or not the one that was asked for."""

from ..registry import request, response

RULES = ("pagination.*", "page.*", "filter.*", "object.listed", "invariant.*", "parameter.*")
TASKS, LISTS = "/api/v1/tasks", ("listTasks", "listIntegrations")


@response("PG02", "the last item of a page is repeated on the next", "listTasks", rules=RULES)
def _(x):
    if x.response.status != 200:
        return
    cursor, page = dict(x.request.query).get("cursor"), x.response.json
    last = page["items"][-1] if page["items"] else None
    if cursor in x.memory:
        page["items"].insert(0, x.memory[cursor])
        x.response.json = page
    if page["next_cursor"]:
        x.memory[page["next_cursor"]] = last


@response("PG03", "an item is lost between two pages", "listTasks", rules=RULES)
def _(x):
    if x.response.status == 200 and "cursor" in dict(x.request.query):
        x.change(lambda page: page.update(items=page["items"][1:]))


@response("PG04", "the last page has a next_cursor", "listTasks", rules=RULES)
def _(x):
    if x.response.status == 200:
        def edit(page):
            if page["next_cursor"]:
                x.memory["cursor"] = page["next_cursor"]
            elif "cursor" in x.memory and "cursor" in dict(x.request.query):
                page["next_cursor"] = x.memory["cursor"]
        x.change(edit)


@response("PG05", "total leaves out an item", "listAgents", rules=RULES)
def _(x):
    if x.response.status == 200:
        x.change(lambda page: page.update(total=page["total"] - 1))


def ignores(id, title, *names, operations=("listTasks",)):
    """A fault that does as if a parameter of a list had not been given."""
    def changed(x):
        x.request.query = [pair for pair in x.request.query if pair[0] not in names]
    request(id, title, *operations, rules=RULES)(changed)


ignores("PG07", "the filter status is ignored", "status")
ignores("PG10", "the order is ignored", "order")
ignores("PG11", "limit is ignored", "limit", operations=LISTS)
ignores("PG12", "the filter task_type is ignored", "task_type")
ignores("PG13", "the filters by time are ignored", "created_from", "created_before")
ignores("PG16", "the filter target is ignored", "target")
ignores("PG17", "the filter assigned_agent is ignored", "assigned_agent")
ignores("PG18", "since is ignored when events are listed", "since", operations=("listTaskEvents",))
ignores("PG20", "the filter owner is ignored", "owner")
ignores("PG21", "the cursor is ignored: every page is the first", "cursor")


@response("PG08", "a cursor that was never given makes the server fail", "listTasks", rules=("parameter.*", "http.*", *RULES))
def _(x):
    if x.response.status == 400 and "cursor" in dict(x.request.query):
        x.refuse(500, "INTERNAL_ERROR")


@request("PG09", "what is created during a walk moves its pages", "listTasks", rules=RULES)
async def _(x):
    given = dict(x.request.query)
    if given.get("cursor") not in x.memory or not x.user:
        return
    offset, size = x.memory[given["cursor"]], int(given.get("limit", 20))
    rest = [f"{name}={value}" for name, value in x.request.query if name not in ("cursor", "limit")]
    whole = await x.ask("GET", f"{TASKS}?" + "&".join([*rest, "limit=100"]), x.user)
    items = whole.json["items"]
    more = f"offset{offset + size}" if offset + size < len(items) else None
    x.memory[more] = offset + size
    x.reply(200, {"items": items[offset:offset + size], "next_cursor": more})


@response("PG09", "what is created during a walk moves its pages", "listTasks")
def _(x):
    given, page = dict(x.request.query), x.response.json
    if x.response.status == 200 and "cursor" not in given and page["next_cursor"]:
        x.memory[page["next_cursor"]] = len(page["items"])


@request("PG14", "without limit a page has half of the promised default", "listTasks", rules=RULES)
def _(x):
    if "limit" not in dict(x.request.query):
        x.request.query = [*x.request.query, ("limit", "10")]


@response("PG15", "the first page says that it is the last", *LISTS, rules=RULES)
def _(x):
    if x.response.status == 200:
        x.change(lambda page: page.update(next_cursor=None))


@response("PG22", "a page is in the other order than the list", "listTasks", rules=RULES)
def _(x):
    if x.response.status == 200:
        x.change(lambda page: page.update(items=page["items"][::-1]))


@response("PG23", "a page has one item more than limit", "listTasks", rules=RULES)
async def _(x):
    given = dict(x.request.query)
    if x.response.status == 200 and given.get("limit", "").isdecimal() and x.user:
        page = x.response.json
        whole = await x.ask("GET", f"{TASKS}?limit=100", x.user)
        known = {item["id"] for item in page["items"]}
        extra = [item for item in whole.json["items"] if item["id"] not in known]
        if extra and len(page["items"]) == int(given["limit"]):
            x.change(lambda body: body["items"].append(extra[0]))
