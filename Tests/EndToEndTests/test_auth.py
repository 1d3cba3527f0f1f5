"""The rows of the API document on authentication and error codes, and sessions from login to logout."""

import base64
import hashlib
import hmac
import json
import re
import sqlite3
import time

import pytest
import requests
from websockets.exceptions import ConnectionClosed

import test_commands
from server import Client, Server
from test_main_road import refused


def login(server, username="admin", password=None):
    reply = requests.post(server.url + "/auth/login", timeout=10,
                          json={"username": username, "password": password or server.password})
    assert reply.status_code == 200, reply.text
    return reply.json()


def refresh(server, token):
    """Waits out the rate limit of the endpoints under /auth, which these tests are not about."""
    while True:
        reply = requests.post(server.url + "/auth/refresh", json={"refresh_token": token}, timeout=10)
        if reply.status_code != 429:
            return reply
        time.sleep(int(reply.headers["Retry-After"]))


def auth(server, method, path, token):
    while True:
        reply = requests.request(method, server.url + path, headers={"Authorization": f"Bearer {token}"}, timeout=10)
        if reply.status_code != 429:
            return reply
        time.sleep(int(reply.headers["Retry-After"]))


def holds(server, token):
    reply = requests.get(server.url + "/tasks", headers={"Authorization": f"Bearer {token}"}, timeout=10)
    if reply.status_code != 200:
        refused(reply, 401, "AUTHENTICATION_REQUIRED")
    return reply.status_code == 200


def part(value):
    return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()


def read(token):
    return [json.loads(base64.urlsafe_b64decode(text + "==")) for text in token.split(".")[:2]]


def signed(header, claims, secret):
    text = f"{part(header)}.{part(claims)}"
    digest = hmac.new(secret, text.encode(), hashlib.sha256).digest()
    return text + "." + base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


# POST /auth/login, and the token in the Authorization header


def test_login_answers_the_members_of_the_document(shared):
    body = login(shared)
    assert {name: body[name] for name in ("token_type", "expires_in")} == {"token_type": "bearer", "expires_in": 1800}
    header, claims = read(body["access_token"])
    assert header == {"alg": "HS256", "typ": "JWT"} and body["access_token"].startswith("eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.")
    assert claims["sub"] == "admin" and claims["exp"] - claims["iat"] == 1800
    assert re.fullmatch(r"[A-Za-z0-9_-]{64}", body["refresh_token"]) and body["refresh_expires_in"] == 14 * 86400


@pytest.mark.parametrize("scheme", ["Bearer", "bearer", "BEARER"])
def test_the_token_goes_into_the_authorization_header(shared, client, scheme):
    for header, status in [(f"{scheme} {client.token}", 200), (client.token, 401), (f"Basic {client.token}", 401)]:
        assert requests.get(shared.url + "/agents", headers={"Authorization": header}, timeout=5).status_code == status


def test_every_endpoint_of_the_document_needs_a_token_but_the_public_ones(shared):
    for method, path in [("POST", "/tasks"), ("POST", "/tasks/task_1/execute"), ("GET", "/tasks/task_1"),
                         ("GET", "/agents"), ("GET", "/agents/security_expert"),
                         ("POST", "/predictions/predict/task"), ("GET", "/predictions/models"),
                         ("GET", "/auth/me"), ("POST", "/auth/logout")]:
        refused(requests.request(method, shared.url + path, timeout=5), 401, "AUTHENTICATION_REQUIRED")
    assert requests.get(shared.url + "/system/health", timeout=5).status_code == 200


def test_forged_tokens_are_refused(shared, client):
    header, claims = read(client.token)
    secret = (shared.data / "token-secret").read_text().strip().encode()
    assert holds(shared, signed(header, claims, secret)), "the forger knows how it is done"
    unsigned = f"{part({'alg': 'none', 'typ': 'JWT'})}.{part(claims)}."
    for forged in [
        signed(header, claims, b"another secret, which is also long enough"),
        signed(header, claims | {"role": "viewer"}, b""), signed(header | {"alg": "none"}, claims, secret),
        signed(header | {"kid": "1"}, claims, secret), unsigned, unsigned + client.token.split(".")[2],
        client.token[:-2] + ("AA" if client.token[-2:] != "AA" else "BB"),
        signed(header, claims | {"exp": claims["exp"] + 1}, secret),
        signed(header, claims | {"iat": claims["iat"] - 9000, "nbf": claims["nbf"] - 9000, "exp": claims["exp"] - 9000}, secret),
    ]:
        assert not holds(shared, forged), read(forged)


# The common error codes


def test_the_common_error_codes(shared, client, tmp_path):
    test_commands.add_user(shared, "eve", "viewer", tmp_path)
    viewer = Client(shared, login(shared, "eve", "eve has a password")["access_token"])
    task = {"title": "a", "task_type": "security_scan", "target": "b"}
    refused(client.call("POST", "/tasks", json={}), 400, "VALIDATION_ERROR")
    refused(requests.post(shared.url + "/tasks", json=task, timeout=5), 401, "AUTHENTICATION_REQUIRED")
    refused(viewer.call("POST", "/tasks", json=task), 403, "PERMISSION_DENIED")
    refused(client.call("GET", "/tasks/task_20250121_120000_abc12345"), 404, "TASK_NOT_FOUND")
    refused(client.call("GET", "/agents/nobody"), 404, "AGENT_NOT_FOUND")
    replies = [requests.post(shared.url + "/auth/refresh", json={"refresh_token": "a"}, timeout=5) for _ in range(12)]
    limited = [reply for reply in replies if reply.status_code == 429]
    assert limited, [reply.status_code for reply in replies]
    body = refused(limited[0], 429, "RATE_LIMIT_EXCEEDED")
    assert {"detail", "status_code", "error_code"} <= set(body)
    assert limited[0].headers["RateLimit-Policy"].startswith('"auth";q=5;w=1')


# Refresh, logout, who am I


def test_who_am_i(server, tmp_path):
    test_commands.add_user(server, "ann", "operator", tmp_path)
    token = login(server, "ann", "ann has a password")["access_token"]
    body = auth(server, "GET", "/auth/me", token).json()
    expiry = time.strftime("%Y-%m-%dT%H:%M:%S.000Z", time.gmtime(read(token)[1]["exp"]))
    assert body == {"username": "ann", "role": "operator", "expires_at": expiry}


def test_a_refresh_token_works_once_and_its_reuse_ends_the_session(server):
    first, other = login(server), login(server)
    second = refresh(server, first["refresh_token"])
    assert second.status_code == 200 and second.headers["Cache-Control"] == "no-store"
    second = second.json()
    assert set(second) == set(first) and second["refresh_token"] != first["refresh_token"]
    assert all(holds(server, one["access_token"]) for one in (first, second, other))
    refused(refresh(server, first["refresh_token"]), 401, "INVALID_REFRESH_TOKEN")
    refused(refresh(server, second["refresh_token"]), 401, "INVALID_REFRESH_TOKEN")
    assert [holds(server, one["access_token"]) for one in (first, second, other)] == [False, False, True]
    assert refresh(server, other["refresh_token"]).status_code == 200
    assert any("refresh token was used twice" in line and "admin" in line for line in server.lines)


def test_what_is_no_refresh_token_is_refused(shared, client):
    for token in ["x", client.token, "A" * 64]:
        refused(refresh(shared, token), 401, "INVALID_REFRESH_TOKEN")
    refused(refresh(shared, ""), 400, "VALIDATION_ERROR")


def test_logout_ends_the_session_at_once_and_after_a_restart(tmp_path):
    server = Server(tmp_path).start()
    try:
        gone, stays = login(server), login(server)
        with Client(server, gone["access_token"]).socket() as closing, Client(server, stays["access_token"]).socket() as open:
            assert json.loads(closing.recv(10))["event"] == json.loads(open.recv(10))["event"] == "connected"
            reply = auth(server, "POST", "/auth/logout", gone["access_token"])
            assert (reply.status_code, reply.content) == (204, b"")
            with pytest.raises(ConnectionClosed) as closed:
                closing.recv(10)
            assert closed.value.rcvd.code == 4401
            open.send('{"command": "ping"}')
            assert json.loads(open.recv(10))["event"] == "ack"
        for _ in range(2):
            refused(auth(server, "POST", "/auth/logout", gone["access_token"]), 401, "AUTHENTICATION_REQUIRED")
            assert not holds(server, gone["access_token"]) and holds(server, stays["access_token"])
            refused(refresh(server, gone["refresh_token"]), 401, "INVALID_REFRESH_TOKEN")
            upgrade = {"Connection": "Upgrade", "Upgrade": "websocket", "Sec-WebSocket-Version": "13",
                       "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ=="}
            refused(requests.get(f"{server.base}/ws?token={gone['access_token']}", headers=upgrade, timeout=5),
                    401, "AUTHENTICATION_REQUIRED")
            server.kill()
            server.start()
        assert refresh(server, stays["refresh_token"]).status_code == 200
    finally:
        server.kill()


def test_a_changed_password_ends_the_sessions(server, tmp_path):
    test_commands.add_user(server, "ann", "operator", tmp_path)
    old = login(server, "ann", "ann has a password")
    assert test_commands.amas("users", "passwd", "ann", "--data", server.data).returncode == 0
    refused(refresh(server, old["refresh_token"]), 401, "INVALID_REFRESH_TOKEN")


def test_tokens_stand_neither_in_the_log_nor_in_the_files(server):
    body = login(server)
    second = refresh(server, body["refresh_token"]).json()
    refresh(server, body["refresh_token"])
    texts = [one[name] for one in (body, second) for name in ("access_token", "refresh_token")]
    assert not any(text in line for text in texts for line in server.lines)
    for file in server.data.iterdir():
        content = file.read_bytes()
        for text in texts:
            assert text.encode() not in content
            if "." not in text:
                assert base64.urlsafe_b64decode(text)[16:] not in content, file
    with sqlite3.connect(server.data / "accounts.sqlite") as database:
        assert database.execute("SELECT COUNT(*) FROM revocations").fetchone() == (1,)
