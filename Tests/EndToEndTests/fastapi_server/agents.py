"""The agents of agents.yaml, what they are doing, and what their runs so far make one expect of the next."""

import asyncio
import os
from typing import Any

import jsonschema
import yaml
from fastapi import APIRouter, HTTPException, status

from .auth import CurrentUser
from .models import Agent, AgentList, Evidence, Name, Prediction, PredictionAnswer, PredictionRequest, RecommendedAgent

router = APIRouter(tags=["Agents"])

with open(os.environ["AGENTS_FILE"]) as file:
    configured = yaml.safe_load(file)["agents"]

agents = {name: Agent(id=name, display_name=agent["display_name"], description=agent["description"],
                      type=agent["type"], task_types=agent["task_types"], tags=agent["tags"],
                      concurrency=agent["limits"]["concurrency"])
          for name, agent in configured.items()}
slots = {name: asyncio.Semaphore(agent.concurrency) for name, agent in agents.items()}
durations: dict[str, list[float]] = {name: [] for name in agents}


def choose(task_type: str, parameters: dict[str, Any]) -> Agent:
    """The agent for a type of task, if it takes these parameters."""
    agent = next((agent for agent in agents.values() if task_type in agent.task_types), None)
    if agent is None:
        raise HTTPException(status.HTTP_422_UNPROCESSABLE_CONTENT, f"No agent for task type {task_type}")
    try:
        jsonschema.validate(parameters, configured[agent.id].get("input_schema", {}))
    except jsonschema.ValidationError as error:
        raise HTTPException(status.HTTP_422_UNPROCESSABLE_CONTENT, error.message) from None
    return agent


def predict(agent: Agent) -> Prediction | None:
    known = durations[agent.id]
    if not known:
        return None
    succeeded, seconds = agent.completed / len(known), sum(known) / len(known)
    return Prediction(success_probability=succeeded, estimated_duration=seconds, quality_score_prediction=None,
                      recommended_agents=[RecommendedAgent(
                          agent_id=agent.id, success_probability=succeeded, estimated_duration=seconds,
                          duration_range=[min(known), max(known)], quality_score_prediction=None,
                          evidence=evidence(agent))])


def evidence(agent: Agent) -> Evidence:
    n = len(durations[agent.id])
    return Evidence(n=n, confidence=n / (n + 3))


@router.get("/agents")
async def list_agents(user: CurrentUser) -> AgentList:
    return AgentList(items=list(agents.values()), total=len(agents))


@router.get("/agents/{agent_id}")
async def get_agent(agent_id: Name, user: CurrentUser) -> Agent:
    if agent_id not in agents:
        raise HTTPException(status.HTTP_404_NOT_FOUND, "Agent not found")
    return agents[agent_id]


@router.post("/predictions/predict/task", tags=["Predictions"])
async def predict_task(request: PredictionRequest, user: CurrentUser) -> PredictionAnswer:
    agent = choose(request.task_type, request.parameters)
    prediction = predict(agent) or Prediction(success_probability=None, estimated_duration=None,
                                              quality_score_prediction=None, recommended_agents=[])
    return PredictionAnswer(**prediction.model_dump(), evidence=evidence(agent))


@router.get("/predictions/models", tags=["Predictions"])
async def list_prediction_models(user: CurrentUser) -> dict[str, Any]:
    unknown = {"scored": 0}
    model = {"name": "mean", "outcomes": sum(map(len, durations.values())),
             "success": unknown | {"brier": None, "log_loss": None, "baseline_brier": None, "baseline_log_loss": None},
             "duration": unknown | {"mae_ln": None, "baseline_mae_ln": None, "coverage": None},
             "quality": unknown | {"mae": None, "baseline_mae": None}}
    return {"items": [model], "total": 1}
