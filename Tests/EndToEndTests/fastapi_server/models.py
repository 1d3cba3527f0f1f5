"""What requests and answers hold."""

from enum import Enum
from typing import Annotated, Any

from pydantic import AwareDatetime, BaseModel, Field

TaskType = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,63}$")]
NO_NUL = r"^[^\x00]+$"
Name = Annotated[str, Field(min_length=1, max_length=128, pattern=NO_NUL)]
Share = Annotated[float, Field(ge=0, le=1)]


class Credentials(BaseModel):
    username: Name
    password: str = Field(min_length=1, max_length=256)


class RefreshRequest(BaseModel):
    refresh_token: str = Field(min_length=1, max_length=4096)


class AccessToken(BaseModel):
    access_token: str
    token_type: str = "bearer"
    expires_in: int
    refresh_token: str
    refresh_expires_in: int


class Role(str, Enum):
    viewer = "viewer"
    operator = "operator"
    admin = "admin"


class Me(BaseModel):
    username: str
    role: Role
    expires_at: AwareDatetime


class TaskStatus(str, Enum):
    pending = "pending"
    queued = "queued"
    running = "running"
    awaiting_approval = "awaiting_approval"
    completed = "completed"
    failed = "failed"
    cancelled = "cancelled"


class Order(str, Enum):
    newest = "newest"
    oldest = "oldest"


class NewTask(BaseModel):
    title: str = Field(min_length=1, max_length=200)
    description: str | None = Field(default=None, max_length=4000)
    task_type: TaskType
    target: str = Field(min_length=1, max_length=2048)
    priority: int = Field(default=5, ge=1, le=10)
    parameters: dict[str, Any] = {}


class PredictionRequest(BaseModel):
    task_type: TaskType
    target: str = Field(min_length=1, max_length=2048)
    parameters: dict[str, Any] = {}


class Evidence(BaseModel):
    n: int
    confidence: Share


class RecommendedAgent(BaseModel):
    agent_id: str
    success_probability: Share | None
    estimated_duration: float | None
    duration_range: list[float] | None
    quality_score_prediction: Share | None
    evidence: Evidence


class Prediction(BaseModel):
    success_probability: Share | None
    estimated_duration: float | None
    quality_score_prediction: Share | None
    recommended_agents: list[RecommendedAgent]


class PredictionAnswer(Prediction):
    evidence: Evidence


class TaskError(BaseModel):
    error_code: str
    detail: str


class Task(BaseModel):
    id: str
    title: str
    description: str | None
    status: TaskStatus = TaskStatus.pending
    task_type: str
    target: str
    priority: int
    parameters: dict[str, Any]
    owner: str
    prediction: Prediction | None = None
    assigned_agents: list[str]
    progress: float = 0
    attempt: int = 0
    result: dict[str, Any] | None = None
    error: TaskError | None = None
    created_at: AwareDatetime
    updated_at: AwareDatetime
    started_at: AwareDatetime | None = None
    finished_at: AwareDatetime | None = None


class TaskPage(BaseModel):
    items: list[Task]
    next_cursor: str | None


class TaskEvent(BaseModel):
    event: str
    data: dict[str, Any]
    timestamp: AwareDatetime
    seq: int
    task_id: str


class TaskEventPage(BaseModel):
    items: list[TaskEvent]
    next_since: int
    has_more: bool


class Agent(BaseModel):
    id: str
    display_name: str
    description: str
    type: str
    status: str = "idle"
    task_types: list[str]
    tags: list[str]
    concurrency: int
    running: int = 0
    completed: int = 0
    failed: int = 0
    average_task_time: float | None = None


class AgentList(BaseModel):
    items: list[Agent]
    total: int


class EventName(str, Enum):
    task_created = "task_created"
    task_execution_started = "task_execution_started"
    task_progress = "task_progress"
    agent_started = "agent_started"
    agent_completed = "agent_completed"
    task_completed = "task_completed"
    task_failed = "task_failed"


class NewIntegration(BaseModel):
    platform: TaskType
    name: str | None = Field(default=None, min_length=1, max_length=100, pattern=NO_NUL)
    credentials: dict[str, Any] = Field(max_length=16)
    settings: dict[str, Any] = Field(default={}, max_length=64)
    events: list[EventName] | None = Field(default=None, min_length=1)
    enabled: bool = True


class IntegrationChange(BaseModel):
    name: str | None = Field(default=None, min_length=1, max_length=100, pattern=NO_NUL)
    credentials: dict[str, Any] | None = Field(default=None, max_length=16)
    settings: dict[str, Any] | None = Field(default=None, max_length=64)
    events: list[EventName] | None = Field(default=None, min_length=1)
    enabled: bool | None = None


class Integration(BaseModel):
    id: str
    platform: str
    name: str
    owner: str
    enabled: bool
    status: str
    status_detail: str | None
    credentials_set: list[str]
    settings: dict[str, Any]
    events: list[EventName]
    created_at: AwareDatetime
    updated_at: AwareDatetime


class IntegrationPage(BaseModel):
    items: list[Integration]
    next_cursor: str | None


class IntegrationTest(BaseModel):
    delivered: bool
    status_code: int | None
    reason: str | None
    link: str | None
    duration_ms: int


class DeliveryPage(BaseModel):
    items: list[dict[str, Any]]
    next_cursor: str | None


class Health(BaseModel):
    status: str
    version: str
    contract_hash: str
    uptime_seconds: float
    checks: dict[str, dict[str, Any]]
    timestamp: AwareDatetime
