"""Integrations: what people connect. Nothing is delivered yet."""

import os
import time
import uuid
from datetime import datetime, timezone
from typing import Annotated, Any

import jsonschema
import yaml
from fastapi import APIRouter, Depends, HTTPException, Query, status

from .auth import CurrentOperator, CurrentUser, Role
from .models import DeliveryPage, Integration, IntegrationChange, IntegrationPage, IntegrationTest, Name, NewIntegration
from .tasks import Cursor, page

router = APIRouter(prefix="/integrations", tags=["Integrations"])
MOST = 50

with open(os.environ["INTEGRATIONS_FILE"]) as file:
    platforms = yaml.safe_load(file)["platforms"]

integrations: dict[str, Integration] = {}
credentials: dict[str, dict[str, Any]] = {}


def check(value: dict[str, Any] | None, schema: dict[str, Any]) -> None:
    try:
        jsonschema.validate(value or {}, schema)
    except jsonschema.ValidationError as error:
        raise HTTPException(status.HTTP_422_UNPROCESSABLE_CONTENT, error.message) from None


def update_status(integration: Integration) -> None:
    needed = platforms[integration.platform].get("delivery", {}).get("needs", [])
    missing = [name for name in needed if name not in integration.settings]
    integration.status, integration.status_detail = "active", None
    if not integration.enabled:
        integration.status, integration.status_detail = "disabled", "switched off"
    elif missing:
        integration.status, integration.status_detail = "incomplete", "missing settings: " + ", ".join(missing)


def own_integration(integration_id: Name, user: CurrentUser) -> Integration:
    found = integrations.get(integration_id)
    if found is None or (user.role is not Role.admin and found.owner != user.username):
        raise HTTPException(status.HTTP_404_NOT_FOUND, "Integration not found")
    return found


OwnIntegration = Annotated[Integration, Depends(own_integration)]
Limit = Annotated[int, Query(ge=1, le=100)]


@router.get("")
async def list_integrations(user: CurrentUser, limit: Limit = 20, cursor: Cursor = None) -> IntegrationPage:
    found = [one for one in integrations.values() if user.role is Role.admin or one.owner == user.username]
    items, next_cursor = page(found[::-1], limit, cursor)
    return IntegrationPage(items=items, next_cursor=next_cursor)


@router.post("", status_code=status.HTTP_201_CREATED)
async def create_integration(new: NewIntegration, user: CurrentOperator) -> Integration:
    platform = platforms.get(new.platform)
    if platform is None:
        raise HTTPException(status.HTTP_422_UNPROCESSABLE_CONTENT, f"Unknown platform {new.platform}")
    check(new.credentials, platform["credentials"])
    check(new.settings, platform["settings"])
    if sum(one.owner == user.username for one in integrations.values()) >= MOST:
        raise HTTPException(status.HTTP_409_CONFLICT, f"You have {MOST} integrations already")
    created = datetime.now(timezone.utc)
    usual = platform.get("delivery", {}).get("default_events", [])
    integration = Integration(
        id=f"int_{uuid.uuid4().hex}", platform=new.platform, name=new.name or new.platform, owner=user.username,
        enabled=new.enabled, status="stored", status_detail=None, credentials_set=list(new.credentials),
        settings=new.settings, events=new.events or usual, created_at=created, updated_at=created)
    update_status(integration)
    integrations[integration.id], credentials[integration.id] = integration, new.credentials
    return integration


@router.get("/{integration_id}")
async def get_integration(integration: OwnIntegration) -> Integration:
    return integration


@router.patch("/{integration_id}")
async def update_integration(change: IntegrationChange, user: CurrentOperator,
                             integration: OwnIntegration) -> Integration:
    given = change.model_dump(exclude_none=True)
    platform = platforms[integration.platform]
    if "credentials" in given:
        check(change.credentials, platform["credentials"])
        credentials[integration.id] = change.credentials
        integration.credentials_set = list(change.credentials)
    if "settings" in given:
        check(change.settings, platform["settings"])
    for name in given.keys() - {"credentials"}:
        setattr(integration, name, given[name])
    integration.updated_at = datetime.now(timezone.utc)
    update_status(integration)
    return integration


@router.delete("/{integration_id}", status_code=status.HTTP_204_NO_CONTENT)
async def delete_integration(user: CurrentOperator, integration: OwnIntegration) -> None:
    del integrations[integration.id], credentials[integration.id]


@router.post("/{integration_id}/test")
async def send_test(user: CurrentOperator, integration: OwnIntegration) -> IntegrationTest:
    began = time.monotonic()
    return IntegrationTest(delivered=False, status_code=None, reason="Deliveries are switched off", link=None,
                           duration_ms=int((time.monotonic() - began) * 1000))


@router.get("/{integration_id}/deliveries")
async def list_deliveries(integration: OwnIntegration, limit: Limit = 20, cursor: Cursor = None) -> DeliveryPage:
    items, next_cursor = page([], limit, cursor)
    return DeliveryPage(items=items, next_cursor=next_cursor)
