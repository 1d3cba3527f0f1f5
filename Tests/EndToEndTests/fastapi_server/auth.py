"""Logging in: passwords by scrypt, tokens by PyJWT as in FastAPI's tutorial: nothing about them is stored."""

import hashlib
import hmac
import os
import secrets
from datetime import datetime, timedelta, timezone
from typing import Annotated, Any

import jwt
import yaml
from fastapi import APIRouter, Depends, HTTPException, status
from fastapi.security import OAuth2PasswordBearer
from pydantic import BaseModel

from .models import AccessToken, Credentials, Me, RefreshRequest, Role

SECRET = os.environ["JWT_SECRET"]
ALGORITHM = "HS256"
LIFETIMES = {"access": timedelta(minutes=30), "refresh": timedelta(days=14)}

router = APIRouter(prefix="/auth", tags=["Authentication"])
oauth2 = OAuth2PasswordBearer(tokenUrl="/api/v1/auth/login")


class User(BaseModel):
    username: str
    role: Role
    salt: bytes
    password_hash: bytes


class Caller(BaseModel):
    username: str
    role: Role
    expires_at: datetime


def hash_password(password: str, salt: bytes) -> bytes:
    return hashlib.scrypt(password.encode(), salt=salt, n=2**12, r=8, p=1)


def read_users() -> dict[str, User]:
    users = {}
    with open(os.environ["USERS_FILE"]) as file:
        for entry in yaml.safe_load(file):
            salt = secrets.token_bytes(16)
            users[entry["username"]] = User(username=entry["username"], role=entry["role"], salt=salt,
                                            password_hash=hash_password(entry["password"], salt))
    return users


users = read_users()
nobody = User(username="", role=Role.viewer, salt=b"salt", password_hash=b"")  # costs as much as a name that exists


def unauthorized(detail: str) -> HTTPException:
    return HTTPException(status.HTTP_401_UNAUTHORIZED, detail, headers={"WWW-Authenticate": "Bearer"})


def encode(username: str, kind: str) -> str:
    now = datetime.now(timezone.utc)
    claims = {"sub": username, "type": kind, "iat": now, "exp": now + LIFETIMES[kind], "jti": secrets.token_hex(8)}
    return jwt.encode(claims, SECRET, algorithm=ALGORITHM)


def decode(token: str, kind: str) -> dict[str, Any] | None:
    try:
        claims = jwt.decode(token, SECRET, algorithms=[ALGORITHM], options={"require": ["exp", "iat", "sub"]})
    except jwt.InvalidTokenError:
        return None
    return claims if claims.get("type") == kind and claims["sub"] in users else None


async def current_user(token: Annotated[str, Depends(oauth2)]) -> Caller:
    claims = decode(token, "access")
    if claims is None:
        raise unauthorized("Could not validate credentials")
    user = users[claims["sub"]]
    return Caller(username=user.username, role=user.role,
                  expires_at=datetime.fromtimestamp(claims["exp"], timezone.utc))


CurrentUser = Annotated[Caller, Depends(current_user)]


async def current_operator(user: CurrentUser) -> Caller:
    if user.role is Role.viewer:
        raise HTTPException(status.HTTP_403_FORBIDDEN, "Not enough permissions")
    return user


CurrentOperator = Annotated[Caller, Depends(current_operator)]


def issue(username: str) -> AccessToken:
    return AccessToken(access_token=encode(username, "access"), expires_in=int(LIFETIMES["access"].total_seconds()),
                       refresh_token=encode(username, "refresh"),
                       refresh_expires_in=int(LIFETIMES["refresh"].total_seconds()))


@router.post("/login")
async def login(credentials: Credentials) -> AccessToken:
    user = users.get(credentials.username, nobody)
    hashed = hash_password(credentials.password, user.salt)
    if not hmac.compare_digest(hashed, user.password_hash):
        raise unauthorized("Incorrect username or password")
    return issue(user.username)


@router.post("/refresh")
async def refresh(request: RefreshRequest) -> AccessToken:
    claims = decode(request.refresh_token, "refresh")
    if claims is None:
        raise unauthorized("Invalid refresh token")
    return issue(claims["sub"])


@router.post("/logout", status_code=status.HTTP_204_NO_CONTENT)
async def logout(user: CurrentUser) -> None:
    """The client forgets its tokens."""


@router.get("/me")
async def me(user: CurrentUser) -> Me:
    return Me(username=user.username, role=user.role, expires_at=user.expires_at)
