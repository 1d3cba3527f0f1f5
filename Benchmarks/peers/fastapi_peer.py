"""The peer: POST /api/v1/tasks and GET /api/v1/tasks/{id} as a FastAPI user would write them, with everything in memory.

It keeps the promises that spec/openapi.yaml makes for these two operations: a bearer token with HS256, the same roles,
the same rules for the body of a task, the same members in the answer, another user's task as if absent.
"""

import os
import secrets
from datetime import datetime, timezone
from enum import Enum
from typing import Annotated, Any

import jwt
from fastapi import Depends, FastAPI, HTTPException, Path, Response
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from pydantic import BaseModel, ConfigDict, Field

SECRET = os.environ["PEER_SECRET"]
app = FastAPI()
bearer = HTTPBearer()
tasks = {}


class Caller(BaseModel):
    username: str
    role: str


class Status(str, Enum):
    pending = "pending"
    queued = "queued"
    running = "running"
    awaiting_approval = "awaiting_approval"
    completed = "completed"
    failed = "failed"
    cancelled = "cancelled"


TaskType = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,63}$")]
TaskID = Annotated[str, Path(pattern=r"^task_[0-9]{8}_[0-9]{6}_[0-9a-f]{8,32}$")]


class NewTask(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    title: str = Field(min_length=1, max_length=200)
    description: str | None = Field(default=None, max_length=4000)
    task_type: TaskType
    target: str = Field(min_length=1, max_length=2048)
    priority: int = Field(default=5, ge=1, le=10)
    parameters: dict[str, Any] = {}


class Recommendation(BaseModel):
    agent_id: str
    success_probability: float = Field(ge=0, le=1)


class Prediction(BaseModel):
    success_probability: float = Field(ge=0, le=1)
    estimated_duration: float = Field(ge=0)
    quality_score_prediction: float = Field(ge=0, le=1)
    recommended_agents: list[Recommendation]


class TaskError(BaseModel):
    error_code: str
    detail: str


class Task(BaseModel):
    id: str
    title: str
    description: str | None
    status: Status
    task_type: TaskType
    target: str
    priority: int = Field(ge=1, le=10)
    parameters: dict[str, Any]
    owner: str
    prediction: Prediction | None
    assigned_agents: list[str]
    progress: float = Field(ge=0, le=100)
    attempt: int = Field(ge=0)
    result: dict[str, Any] | None
    error: TaskError | None
    created_at: datetime
    updated_at: datetime
    started_at: datetime | None
    finished_at: datetime | None


async def caller(credentials: Annotated[HTTPAuthorizationCredentials, Depends(bearer)]) -> Caller:
    try:
        claims = jwt.decode(credentials.credentials, SECRET, algorithms=["HS256"], issuer="amas", audience="amas",
                            options={"require": ["exp", "iat", "nbf", "sub", "jti"]})
    except jwt.InvalidTokenError:
        raise HTTPException(401, "a valid token is needed", {"WWW-Authenticate": "Bearer"}) from None
    return Caller(username=claims["sub"], role=claims["role"])


@app.post("/api/v1/tasks", status_code=201)
async def create_task(new: NewTask, who: Annotated[Caller, Depends(caller)], response: Response) -> Task:
    if who.role not in ("operator", "admin"):
        raise HTTPException(403, "the role may not create tasks")
    now = datetime.now(timezone.utc)
    task = Task(
        id=f"task_{now:%Y%m%d_%H%M%S}_{secrets.token_hex(4)}", title=new.title, description=new.description,
        status=Status.pending, task_type=new.task_type, target=new.target, priority=new.priority,
        parameters=new.parameters, owner=who.username, prediction=None, assigned_agents=["security_expert"],
        progress=0, attempt=0, result=None, error=None, created_at=now, updated_at=now, started_at=None,
        finished_at=None)
    tasks[task.id] = task
    response.headers["Location"] = f"/api/v1/tasks/{task.id}"
    return task


@app.get("/api/v1/tasks/{task_id}")
async def get_task(task_id: TaskID, who: Annotated[Caller, Depends(caller)]) -> Task:
    task = tasks.get(task_id)
    if task is None or (who.role != "admin" and task.owner != who.username):
        raise HTTPException(404, "there is no such task")
    return task
