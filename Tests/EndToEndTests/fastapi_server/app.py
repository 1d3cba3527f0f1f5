"""The application: uvicorn fastapi_server.app:app"""

from fastapi import FastAPI

from . import agents, auth, integrations, system, tasks

app = FastAPI(title="AMAS", version="1.0.0", openapi_url="/api/v1/openapi.json")
app.middleware("http")(system.measure)
for part in (auth, tasks, agents, integrations, system):
    app.include_router(part.router, prefix="/api/v1")
