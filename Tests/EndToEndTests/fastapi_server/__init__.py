"""The REST API of spec/openapi.yaml as a FastAPI user would write it in an afternoon: the framework's own validation,
HTTPException, OAuth2PasswordBearer and PyJWT, everything in memory. What it lacks is what the framework does not do by
itself; nothing is wrong on purpose."""
