"""One request and its answer on their way through the proxy, with what faults do to them."""

import json

from . import tokens
from .messages import Request, answer


class Exchange:
    """`operation` is the operationId that the path and the method lead to; None for any other. `memory` is the fault's own from
    its beginning, `connection` goes with one connection of the client."""

    def __init__(self, proxy, request, connection):
        self.proxy, self.request, self.connection = proxy, request, connection
        self.operation, self.parameters = proxy.routes.find(request.method, request.path)
        self.response = None
        self.memory = proxy.memory

    @property
    def bearer(self):
        """The text after Bearer; None without it."""
        scheme, _, token = (self.request["authorization"] or "").partition(" ")
        return token.strip() if scheme.lower() == "bearer" and token else None

    @property
    def user(self):
        """Whom a token that the server has made stands for; None for any other."""
        token = self.bearer
        return tokens.claims(token).get("sub") if token and tokens.holds(token, self.proxy.secret) else None

    def authorize(self, username="anton"):
        """Puts a valid token in place of whatever came."""
        self.request["Authorization"] = f"Bearer {self.proxy.tokens[username]}"

    def believe(self, token):
        """Takes a token at its word: the server gets a valid one of the user that it names."""
        name = tokens.claims(token).get("sub")
        if name in self.proxy.tokens:
            self.authorize(name)

    async def ask(self, method, path, user="anton", body=None, fields=()):
        """Asks the server on a connection of its own, as one of the users or, for None, as nobody."""
        data = json.dumps(body).encode() if body is not None else b""
        sent = [("Host", "localhost"), ("Connection", "close"), ("Accept", "application/json"), *fields]
        if user:
            sent.append(("Authorization", f"Bearer {self.proxy.tokens[user]}"))
        if body is not None:
            sent.append(("Content-Type", "application/json"))
        request = Request([method, path, "HTTP/1.1"], sent, data, b"")
        request._received = None
        return await self.proxy.ask(request)

    async def again(self):
        """Sends the request a second time, as it is now."""
        request = Request(self.request.start, [*self.request.fields, ("Connection", "close")], self.request.body, b"")
        request._received = None
        return await self.proxy.ask(request)

    def reply(self, status, body=None, fields=()):
        """Answers in place of the server, with the fields that every answer has."""
        made = answer(status, b"", [*self.proxy.common_fields(), *fields])
        if body is not None:
            made["Content-Type"] = "application/json"
            made.json = body
        self.response = made

    def refuse(self, status, code, detail="Something is wrong"):
        self.reply(status, fields=[])
        number = self.response["X-Request-ID"]
        self.response["Content-Type"] = "application/json"
        self.response.json = {"detail": detail, "status_code": status, "error_code": code, "request_id": number}

    def change(self, edit):
        """Edits the JSON body of the response in place; `edit` may answer with another value."""
        value = self.response.json
        if value is not None:
            changed = edit(value)
            self.response.json = value if changed is None else changed

    def change_request(self, edit):
        """Edits the JSON object in the body of the request in place."""
        value = self.request.json
        if isinstance(value, dict):
            edit(value)
            self.request.json = value
