"""A proxy between a client and a server, on loopback, that puts at most one fault between them."""

import asyncio
import inspect
import uuid
from email.utils import formatdate

from . import live
from .exchange import Exchange
from .streams import NotWhole, Source, read_body, read_head, read_request


class Proxy:
    """Passes everything on byte for byte; what the hooks of `fault` change is written anew.

    `tokens` are valid access tokens by username, `secret` is what the server signs with: faults accept with them what
    the server itself refuses.
    """

    def __init__(self, upstream, routes, secret, tokens, fault=None):
        self.upstream, self.routes, self.secret, self.tokens = upstream, routes, secret, tokens
        self.fault, self.memory = fault, {}

    async def serve(self):
        """Listens on a free port of loopback; the port is `port`."""
        server = await asyncio.start_server(self._connection, "127.0.0.1", 0)
        self.port = server.sockets[0].getsockname()[1]
        return server

    def common_fields(self):
        return [("X-Request-ID", uuid.uuid4().hex), ("Cache-Control", "no-store"), ("Date", formatdate(usegmt=True)),
                ("RateLimit-Policy", '"api";q=100;w=1'), ("RateLimit", '"api";r=99;t=1')]

    async def hook(self, name, *arguments):
        """What the hook of the fault answers; NotImplemented without one."""
        function = self.fault.hooks.get(name) if self.fault else None
        if function is None:
            return NotImplemented
        answer = function(*arguments)
        return await answer if inspect.isawaitable(answer) else answer

    def mended(self, head):
        mend = self.fault.hooks.get("head") if self.fault else None
        return mend(head) if mend else head

    async def ask(self, request):
        """One request on a connection of its own; None when there is no whole answer."""
        reader, writer = await asyncio.open_connection(*self.upstream)
        try:
            writer.write(request.bytes())
            source = Source(reader)
            response = await read_head(source)
            whole = response and await read_body(source, response, request.method == "HEAD")
            return response if whole else None
        finally:
            writer.close()

    async def _connection(self, reader, writer):
        client, lines, memory = Source(reader), [], {}
        try:
            while await self._exchange(client, writer, lines, memory):
                pass
        except (ConnectionError, asyncio.IncompleteReadError, TimeoutError):
            pass
        finally:
            for one in [writer, *(line[1] for line in lines)]:
                one.close()

    async def _line(self, lines):
        """The connection to the server that goes with the client's."""
        if not lines or lines[0][0].reader.at_eof():
            lines.clear()
            reader, writer = await asyncio.open_connection(*self.upstream)
            lines.append((Source(reader), writer))
        return lines[0]

    async def _exchange(self, client, writer, lines, memory):
        """One request and its answer; whether the connection goes on."""
        try:
            request = await read_request(client, self.mended)
        except NotWhole as found:
            server, up = await self._line(lines)
            up.write(found.bytes)
            await live.pipe(client, writer, server, up)
            return False
        if request is None:
            return False
        exchange = Exchange(self, request, memory)
        concerned = self.fault is not None and self.fault.concerns(exchange.operation)
        if concerned:
            await self.hook("request", exchange)
        if (request["upgrade"] or "").lower() == "websocket":
            return await live.upgrade(self, exchange, client, writer, *await self._line(lines))
        if exchange.response is None and not await self._forward(exchange, concerned, client, writer, lines):
            return False
        if concerned:
            await self.hook("response", exchange)
        if await self.hook("write", exchange, client, writer) is NotImplemented:
            writer.write(exchange.response.bytes(
                request.method != "HEAD" and exchange.response.status not in (204, 304)))
        await writer.drain()
        return not memory.get("ends") and "close" not in (exchange.response["connection"] or "").lower()

    async def _forward(self, exchange, concerned, client, writer, lines):
        """Gets the server's answer; False when there is none, or it was passed on while it was made."""
        server, up = await self._line(lines)
        up.write(exchange.request.bytes())
        response = await read_head(server)
        if response is None:
            return False
        is_head = exchange.request.method == "HEAD"
        if "text/event-stream" in (response["content-type"] or "") and not is_head:
            await self._stream(exchange, response, concerned, client, writer, server)
            return False
        exchange.response = response
        return await read_body(server, response, is_head)

    async def _stream(self, exchange, response, concerned, client, writer, server):
        """Passes on an event stream piece by piece until either side ends it."""
        exchange.response = response
        writer.write(response.bytes())
        gone = asyncio.ensure_future(client.more())
        while True:
            piece = asyncio.ensure_future(server.until(b"\r\n"))
            done, _ = await asyncio.wait({piece, gone}, return_when=asyncio.FIRST_COMPLETED)
            if piece not in done:
                piece.cancel()
                return
            line = piece.result()
            size = int(line, 16) if line else 0
            data = await server.exactly(size + 2) if line else None
            if data is None:
                gone.cancel()
                return
            text = data[:-2]
            if concerned and text:
                changed = await self.hook("stream", exchange, text)
                text = text if changed is NotImplemented else changed
            if text or not size:
                writer.write(b"%x\r\n%s\r\n" % (len(text), text))
                await writer.drain()
            if not size:
                gone.cancel()
                return
