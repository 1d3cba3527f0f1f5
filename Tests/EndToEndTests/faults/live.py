"""WebSockets on their way through the proxy, message by message."""

import asyncio
import json

from . import tokens
from .frames import CLOSE, frame_bytes, read_frame
from .streams import read_head


async def pipe(client, writer, server, up):
    """Passes bytes both ways until either side ends."""
    async def copy(source, target):
        while True:
            if source.rest:
                target.write(source.take_all())
                await target.drain()
            if not await source.more():
                if target.can_write_eof() and target is up:
                    target.write_eof()
                return

    forth, back = (asyncio.ensure_future(copy(*way)) for way in ((client, up), (server, writer)))
    await asyncio.wait({back})
    forth.cancel()


async def upgrade(proxy, exchange, client, writer, server, up):
    """A handshake, and what follows it; whether the connection goes on."""
    if exchange.response is None:
        up.write(exchange.request.bytes())
        exchange.response = await read_head(server)
        if exchange.response is None:
            return False
        await proxy.hook("handshake", exchange)
    writer.write(exchange.response.bytes())
    if exchange.response.status != 101:
        await pipe(client, writer, server, up)
        return False
    session = Session(proxy, exchange, writer, up)
    back = asyncio.ensure_future(session.relay(server, writer, "event"))
    forth = asyncio.ensure_future(session.relay(client, up, "command"))
    await asyncio.wait({back, forth}, return_when=asyncio.FIRST_COMPLETED)
    for one in (back, forth):
        one.cancel()
    for one in session.tasks:
        one.cancel()
    return False


class Session:
    """One WebSocket; faults keep what they have to remember in `memory`, which goes with it."""

    def __init__(self, proxy, exchange, writer, up):
        self.proxy, self.exchange, self.writer, self.up = proxy, exchange, writer, up
        self.memory, self.tasks = {}, []
        query = dict(exchange.request.query)
        self.user = tokens.claims(query.get("token") or exchange.bearer or "").get("sub")

    def send(self, message):
        """Sends one message to the client."""
        text = message if isinstance(message, str) else json.dumps(message, separators=(",", ":"))
        self.writer.write(frame_bytes(text.encode("utf-8", "surrogatepass")))

    def tell(self, command):
        """Sends one command to the server."""
        text = command if isinstance(command, str) else json.dumps(command)
        self.up.write(frame_bytes(text.encode(), masked=True))

    def close(self, code):
        self.writer.write(frame_bytes(code.to_bytes(2, "big"), CLOSE))

    def later(self, work):
        """Does something of its own as long as the connection lives."""
        self.tasks.append(asyncio.ensure_future(work))

    async def relay(self, source, target, kind):
        while frame := await read_frame(source):
            if await self.proxy.hook("frame", self, frame, kind) not in (NotImplemented, None):
                continue
            changed = await self._changed(frame, kind) if frame.is_whole_text else NotImplemented
            if changed is NotImplemented:
                target.write(frame.raw)
            else:
                send = self.send if kind == "event" else self.tell
                for message in changed:
                    send(message)
            await target.drain()

    async def _changed(self, frame, kind):
        """What goes on in place of a message; NotImplemented for the message itself."""
        if kind not in (self.proxy.fault.hooks if self.proxy.fault else {}):
            return NotImplemented
        try:
            text = frame.payload.decode()
            message = json.loads(text) if kind == "event" else text
        except ValueError:
            return NotImplemented
        return await self.proxy.hook(kind, self, message)
