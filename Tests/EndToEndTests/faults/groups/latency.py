"""O. Answers that come later than x-slo of the operation allows."""

import asyncio
import time

from ..registry import request, response

RULES = ("latency.*",)


def slow(id, title, milliseconds, *only):
    async def changed(x):
        await asyncio.sleep(milliseconds / 1000)
    request(id, title, *only, rules=RULES)(changed)


slow("LT01", "health takes 80 ms more (its budget is 50)", 80, "getHealth")
slow("LT02", "createTask takes 250 ms more (200)", 250, "createTask")
slow("LT03", "getAgent takes 150 ms more (100)", 150, "getAgent")
slow("LT04", "the status of the orchestrator takes 200 ms more (150)", 200, "getOrchestratorStatus")
slow("LT08", "listAgents takes 120 ms more (100)", 120, "listAgents")


@response("LT05", "one answer in seven takes 300 ms more (100)", "getAgent", rules=RULES)
async def _(x):
    x.memory["count"] = x.memory.get("count", 0) + 1
    if x.memory["count"] % 7 == 0:
        await asyncio.sleep(0.3)


@response("LT06", "the list takes 3 ms more for each task it has", "listTasks", rules=RULES)
async def _(x):
    if x.response.status == 200 and x.user:
        stored = await x.ask("GET", "/api/v1/system/orchestrator/status")
        await asyncio.sleep(0.003 * stored.json["total_tasks"])


@response("LT07", "health waits while a task is being executed", "executeTask", "getHealth", rules=RULES)
async def _(x):
    if x.operation == "executeTask":
        x.memory["until"] = time.monotonic() + 0.5
    elif x.memory.get("until", 0) > time.monotonic():
        await asyncio.sleep(0.2)
