"""Tasks, their events, and the work on them."""

import asyncio
import secrets
from datetime import datetime, timezone
from itertools import count
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Header, HTTPException, Query, Request, Response, status
from fastapi.responses import StreamingResponse
from pydantic import AwareDatetime

from . import agents
from .auth import Caller, CurrentOperator, CurrentUser, Role
from .models import (
    NO_NUL, Name, NewTask, Order, Task, TaskError, TaskEvent, TaskEventPage, TaskPage, TaskStatus, TaskType,
)

router = APIRouter(prefix="/tasks", tags=["Tasks"])
tasks: dict[str, Task] = {}
events: dict[str, list[TaskEvent]] = {}
keys: dict[tuple[str, str], tuple[NewTask, Task]] = {}  # (user, idempotency key): the request and its answer
sequence = count(1)
latest = 0
work: set[asyncio.Task] = set()
FINAL = {TaskStatus.completed, TaskStatus.failed, TaskStatus.cancelled}
LARGEST = 2**53 - 1
Cursor = Annotated[str | None, Query(min_length=4, max_length=32, pattern=r"^c[0-9a-f]{1,15}\.[0-9a-f]{1,15}$")]


def now() -> datetime:
    return datetime.now(timezone.utc)


def report(task: Task, event: str, data: dict[str, Any]) -> None:
    global latest
    latest = next(sequence)
    task.updated_at = now()
    events[task.id].append(TaskEvent(event=event, data=data, timestamp=task.updated_at, seq=latest, task_id=task.id))


async def run(task: Task) -> None:
    agent = agents.agents[task.assigned_agents[0]]
    async with agents.slots[agent.id]:
        if task.status is not TaskStatus.queued:
            return
        task.status, task.attempt, task.started_at = TaskStatus.running, 1, now()
        agent.running, agent.status = agent.running + 1, "busy"
        report(task, "task_execution_started", {"attempt": 1, "assigned_agents": task.assigned_agents})
        report(task, "agent_started", {"agent_id": agent.id, "attempt": 1})
        await asyncio.sleep(0.2)
        if task.status is TaskStatus.running:
            task.progress = 50
            report(task, "task_progress", {"percentage": 50, "agent_id": agent.id, "step": None, "message": None})
            await asyncio.sleep(0.2)
        finish(task, agent)


def finish(task: Task, agent: Any) -> None:
    seconds = (now() - task.started_at).total_seconds()
    agent.running -= 1
    agent.status = "busy" if agent.running else "idle"
    stopped = task.status is not TaskStatus.running
    report(task, "agent_completed", {"agent_id": agent.id, "status": "stopped" if stopped else "completed",
                                     "duration_seconds": seconds, "findings": 0})
    if stopped:
        return report_cancelled(task)
    task.status, task.progress, task.finished_at = TaskStatus.completed, 100, now()
    task.result = {"summary": "No findings", "findings": []}
    agent.completed += 1
    known = agents.durations[agent.id]
    known.append(seconds)
    agent.average_task_time = sum(known) / len(known)
    report(task, "task_completed", {"status": "completed", "duration_seconds": seconds, "result": task.result})


def report_cancelled(task: Task) -> None:
    report(task, "task_failed", {"status": "cancelled", **task.error.model_dump()})


def own_task(task_id: Name, user: CurrentUser) -> Task:
    task = tasks.get(task_id)
    if task is None or (user.role is not Role.admin and task.owner != user.username):
        raise HTTPException(status.HTTP_404_NOT_FOUND, "Task not found")
    return task


OwnTask = Annotated[Task, Depends(own_task)]


def create(new: NewTask, user: Caller) -> Task:
    agent, created = agents.choose(new.task_type, new.parameters), now()
    task = Task(**new.model_dump(), owner=user.username,
                id=f"task_{created:%Y%m%d_%H%M%S}_{secrets.token_hex(4)}", prediction=agents.predict(agent),
                assigned_agents=[agent.id], created_at=created, updated_at=created)
    tasks[task.id], events[task.id] = task, []
    shown = task.model_dump(include={"id", "title", "status", "task_type", "target", "priority", "assigned_agents"})
    report(task, "task_created", {"task": shown})
    return task


@router.post("", status_code=status.HTTP_201_CREATED)
async def create_task(
    new: NewTask, user: CurrentOperator, response: Response,
    idempotency_key: Annotated[str | None, Header(min_length=1, max_length=255, pattern="^[!-~]+$")] = None,
) -> Task:
    if idempotency_key is None:
        return create(new, user)
    key = (user.username, idempotency_key)
    if key not in keys:
        keys[key] = new, create(new, user).model_copy()
    elif keys[key][0] == new:
        response.headers["Idempotency-Replayed"] = "true"
    else:
        raise HTTPException(status.HTTP_422_UNPROCESSABLE_CONTENT, "Idempotency-Key was used with another request")
    return keys[key][1]


@router.get("")
async def list_tasks(
    user: CurrentUser,
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
    cursor: Cursor = None,
    status: TaskStatus | None = None,
    task_type: TaskType | None = None,
    assigned_agent: Name | None = None,
    target: Annotated[str | None, Query(min_length=1, max_length=2048, pattern=NO_NUL)] = None,
    created_from: AwareDatetime | None = None,
    created_before: AwareDatetime | None = None,
    owner: Name | None = None,
    order: Order = Order.newest,
) -> TaskPage:
    found = [task for task in tasks.values()
             if (user.role is Role.admin or task.owner == user.username)
             and (status is None or task.status is status)
             and (task_type is None or task.task_type == task_type)
             and (assigned_agent is None or assigned_agent in task.assigned_agents)
             and (target is None or task.target == target)
             and (created_from is None or task.created_at >= created_from)
             and (created_before is None or task.created_at < created_before)
             and (owner is None or task.owner == owner)]
    ascending = order is Order.oldest
    items, next_cursor = page(found if ascending else found[::-1], limit, cursor, ascending)
    return TaskPage(items=items, next_cursor=next_cursor)


def page(found: list, limit: int, cursor: str | None, ascending: bool = False) -> tuple[list, str | None]:
    """The items after the moment that the cursor names, and the cursor of the page after these."""
    if cursor is not None:
        after = int(cursor[1:].split(".")[0], 16)
        found = [item for item in found if (moment(item) > after if ascending else moment(item) < after)]
    items = found[:limit]
    return items, f"c{moment(items[-1]):x}.0" if limit < len(found) else None


def moment(item: Any) -> int:
    return int(item.created_at.timestamp() * 1_000_000)


@router.get("/{task_id}")
async def get_task(task: OwnTask) -> Task:
    return task


@router.post("/{task_id}/execute", status_code=status.HTTP_202_ACCEPTED)
async def execute_task(user: CurrentOperator, task: OwnTask) -> Task:
    if task.status is not TaskStatus.pending:
        raise HTTPException(status.HTTP_409_CONFLICT, f"Task is {task.status.value}")
    task.status, task.updated_at = TaskStatus.queued, now()
    running = asyncio.create_task(run(task))
    work.add(running)
    running.add_done_callback(work.discard)
    return task


@router.post("/{task_id}/cancel", status_code=status.HTTP_202_ACCEPTED)
async def cancel_task(user: CurrentOperator, task: OwnTask) -> Task:
    if task.status in FINAL:
        raise HTTPException(status.HTTP_409_CONFLICT, f"Task is {task.status.value}")
    waiting = task.status is not TaskStatus.running
    task.status, task.finished_at, task.updated_at = TaskStatus.cancelled, now(), now()
    task.error = TaskError(error_code="TASK_CANCELLED", detail="Task was cancelled")
    if waiting:
        report_cancelled(task)
    return task


@router.get("/{task_id}/events")
async def list_task_events(
    request: Request, task: OwnTask,
    since: Annotated[int, Query(ge=0, le=LARGEST)] = 0,
    limit: Annotated[int, Query(ge=1, le=256)] = 100,
    last_event_id: Annotated[int | None, Header(ge=0, le=LARGEST)] = None,
) -> TaskEventPage:
    if "text/event-stream" in request.headers.get("accept", ""):
        after = since if last_event_id is None else last_event_id
        if task.status in FINAL and events[task.id][-1].seq <= after:
            return Response(status_code=status.HTTP_204_NO_CONTENT)
        return StreamingResponse(stream(task, after), media_type="text/event-stream")
    found = [event for event in events[task.id] if event.seq > since]
    items = found[:limit]
    return TaskEventPage(items=items, next_since=items[-1].seq if items else since, has_more=len(found) > limit)


async def stream(task: Task, after: int):
    while True:
        for event in [event for event in events[task.id] if event.seq > after]:
            after = event.seq
            yield f"id: {event.seq}\nevent: {event.event}\ndata: {event.model_dump_json()}\n\n"
            if event.event in ("task_completed", "task_failed"):
                return
        await asyncio.sleep(0.1)
