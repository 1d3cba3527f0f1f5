"""How the server is doing."""

import hashlib
import json
import os
import resource
import time
from collections import Counter, deque
from datetime import datetime, timezone
from statistics import quantiles
from typing import Any

from fastapi import APIRouter, Request

from . import agents, tasks
from .auth import CurrentUser
from .models import Health, TaskStatus

router = APIRouter(prefix="/system", tags=["System"])
began = time.monotonic()
by_class: Counter[str] = Counter()
latencies: deque[float] = deque(maxlen=10_000)
in_flight = 0


async def measure(request: Request, call_next):
    global in_flight
    start, in_flight = time.monotonic(), in_flight + 1
    try:
        response = await call_next(request)
    finally:
        in_flight -= 1
    by_class[f"{response.status_code // 100}xx"] += 1
    latencies.append(1000 * (time.monotonic() - start))
    return response


@router.get("/health")
async def health(request: Request) -> Health:
    document = json.dumps(request.app.openapi(), sort_keys=True).encode()
    return Health(status="healthy", version=request.app.version, uptime_seconds=time.monotonic() - began,
                  contract_hash="sha256:" + hashlib.sha256(document).hexdigest(),
                  checks={"store": {"status": "healthy"}, "agents": {"status": "healthy", "total": len(agents.agents)}},
                  timestamp=datetime.now(timezone.utc))


def states() -> dict[str, int]:
    counted = Counter(task.status.value for task in tasks.tasks.values())
    return {status.value: counted[status.value] for status in TaskStatus}


def queued(agent_id: str) -> int:
    return sum(task.status is TaskStatus.queued and task.assigned_agents[0] == agent_id
               for task in tasks.tasks.values())


@router.get("/orchestrator/status")
async def orchestrator_status(user: CurrentUser) -> dict[str, Any]:
    counted, everybody = states(), agents.agents.values()
    times = [seconds for known in agents.durations.values() for seconds in known]
    return {
        "orchestrator_status": "active",
        "active_agents": len(everybody),
        "active_tasks": counted["queued"] + counted["running"],
        "total_tasks": len(tasks.tasks),
        "metrics": {"tasks_processed": counted["completed"] + counted["failed"],
                    "tasks_completed": counted["completed"], "tasks_failed": counted["failed"],
                    "average_task_time": sum(times) / len(times) if times else None},
        "agent_health": {agent.id: {
            "status": agent.status, "running": agent.running, "queued": queued(agent.id),
            "completed": agent.completed, "failed": agent.failed, "average_task_time": agent.average_task_time,
            "success_rate": agent.completed / (agent.completed + agent.failed) if agent.completed else None}
            for agent in everybody},
    }


@router.get("/metrics")
async def metrics(user: CurrentUser) -> dict[str, Any]:
    cuts = quantiles(latencies, n=100) if len(latencies) > 1 else [None] * 99
    uptime, cpu = time.monotonic() - began, time.process_time()
    return {
        "timestamp": datetime.now(timezone.utc),
        "uptime_seconds": uptime,
        "process": {"cpu_seconds": cpu, "cpu_share": cpu / uptime, "open_files": len(os.listdir("/proc/self/fd")),
                    "resident_bytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024},
        "connections": {"open": in_flight, "accepted": by_class.total(), "refused": 0, "websocket_sessions": 0,
                        "event_streams": 0},
        "requests": {"total": by_class.total(), "in_flight": in_flight, "by_class": by_class,
                     "latency_ms": {"p50": cuts[49], "p95": cuts[94], "p99": cuts[98]}},
        "store": {"commits": tasks.latest, "operations": tasks.latest, "failures": 0, "commit_ms": None,
                  "latency_ms": 0},
        "tasks": states(),
        "queue": {name: queued(name) for name in agents.agents},
        "events": {"latest_seq": tasks.latest},
    }
