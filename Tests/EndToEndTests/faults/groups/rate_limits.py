"""G. Rate limits that are not the promised ones, or are not told."""

import asyncio
import copy
import time

from ..registry import request, response

RULES = ("rate.*",)
API = ("createTask", "listTasks", "getTask", "listAgents", "getAgent", "getOrchestratorStatus", "getMetrics",
       "listIntegrations", "getIntegration", "predictTask", "listTaskEvents", "listPredictionModels")
LOGINS = ("login", "getMe", "refresh", "logout")


def limited(x):
    return x.response.status == 429


async def until_it_passes(x):
    """Gives what the same question got before, as if there were no limit; without such an answer, asks until one passes."""
    question = "answer", x.user, *x.request.start, x.request.body
    for _ in range(200):
        if x.response is None or not limited(x):
            break
        if question in x.memory:
            x.response = copy.deepcopy(x.memory[question])
            return
        await asyncio.sleep(0.05)
        x.response = await x.again()
    if x.response is not None and not limited(x):
        x.memory[question] = copy.deepcopy(x.response)


response("RL01", "there is no limiter", *API, *LOGINS, rules=RULES)(until_it_passes)
response("RL03", "logins have the general limit", *LOGINS, rules=RULES)(until_it_passes)


@response("RL04", "a 429 has no Retry-After", rules=RULES)
def _(x):
    if limited(x):
        x.response["Retry-After"] = None


@response("RL05", "a 429 has a body of another shape", rules=("rate.*", "error.*"))
def _(x):
    if limited(x):
        x.response.json = {"message": "slow down"}


@response("RL06", "Retry-After is too short", rules=RULES)
def _(x):
    who = (x.user, x.operation in LOGINS)
    if limited(x):
        x.memory[who] = time.monotonic() + 6
    elif x.memory.get(who, 0) > time.monotonic():
        x.refuse(429, "RATE_LIMIT_EXCEEDED")
        x.response["Retry-After"] = "1"


@response("RL08", "RateLimit does not count down", rules=RULES)
def _(x):
    if x.response["ratelimit"]:
        name = x.response["ratelimit"].split(";")[0]
        x.response["RateLimit"] = f"{name};r={4 if 'auth' in name else 99};t=1"


@request("RL09", "health is limited as logins are", "getHealth", rules=RULES)
def _(x):
    now = time.monotonic()
    passed = [moment for moment in x.memory.get("passed", []) if moment > now - 1]
    x.memory["passed"] = [*passed, now]
    if len(passed) >= 5:
        x.refuse(429, "RATE_LIMIT_EXCEEDED")
        x.response["Retry-After"] = "1"


@response("RL10", "a window that begins with the clock's second lets twice as many through", *API, rules=RULES)
async def _(x):
    window, now = x.memory.get("window", 0), int(time.time())
    if now != window:
        x.memory.update(window=now, passed=0)
    x.memory["passed"] += 1
    if not limited(x) or x.memory["passed"] <= 100:
        await until_it_passes(x)


@response("RL11", "one user's burst starves the others", *API, rules=RULES)
def _(x):
    now = time.monotonic()
    if limited(x):
        x.memory["starved"] = now + 1
    elif x.memory.get("starved", 0) > now:
        x.refuse(429, "RATE_LIMIT_EXCEEDED")
        x.response["Retry-After"] = "1"


@response("RL14", "one request less than promised passes", *API, rules=RULES)
def _(x):
    if ";r=0;" in (x.response["ratelimit"] or "") and x.response.status < 400:
        x.refuse(429, "RATE_LIMIT_EXCEEDED")
        x.response["Retry-After"] = "1"


@response("RL15", "one request more than promised passes", *API, rules=RULES)
async def _(x):
    now = time.monotonic()
    if not limited(x):
        await until_it_passes(x)
    elif x.memory.get(x.user, 0) < now - 1:
        x.memory[x.user] = now
        await until_it_passes(x)


@response("RL16", "RateLimit-Policy names another quota", rules=RULES)
def _(x):
    if x.response["ratelimit-policy"]:
        x.response["RateLimit-Policy"] = x.response["ratelimit-policy"].replace("q=", "q=1")


@response("RL17", "too many requests answer 503", rules=("rate.*", "http.*"))
def _(x):
    if limited(x):
        x.refuse(503, "SERVICE_UNAVAILABLE")
        x.response["Retry-After"] = "1"


@response("RL18", "X-Forwarded-For gives a budget of its own", *LOGINS, rules=RULES)
async def _(x):
    if x.request["x-forwarded-for"]:
        await until_it_passes(x)


@response("RL19", "Retry-After is no number", rules=("rate.*", "response.*"))
def _(x):
    if limited(x):
        x.response["Retry-After"] = "soon"


@response("RL20", "RateLimit is missing", rules=RULES)
def _(x):
    x.response["RateLimit"] = None


@response("RL21", "every token has a budget of its own", *API, rules=RULES)
async def _(x):
    now, key = time.monotonic(), x.bearer
    passed = [moment for moment in x.memory.get(key, []) if moment > now - 1]
    if not limited(x) or len(passed) < 100:
        await until_it_passes(x)
    if not limited(x):
        x.memory[key] = [*passed, now]


@response("RL22", "requests below the limit are refused now and then", *API, rules=RULES)
def _(x):
    x.memory["count"] = x.memory.get("count", 0) + 1
    if x.memory["count"] % 40 == 0:
        x.refuse(429, "RATE_LIMIT_EXCEEDED")
        x.response["Retry-After"] = "1"
