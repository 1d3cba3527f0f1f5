"""Reading whole HTTP/1.1 messages from a connection, and saying so when that cannot be done."""

import asyncio

from .messages import request_of, response_of

HEAD_BYTES = 1 << 17
# Longer than a client on loopback takes between two parts of a request that it means to finish.
QUIET_SECONDS = 0.3


class NotWhole(Exception):
    """There is no whole request here that the proxy could understand: `bytes` are to be passed on as they are."""

    def __init__(self, data):
        super().__init__("not a whole request")
        self.bytes = data


class Source:
    """A stream with what was read from it and not used yet."""

    def __init__(self, reader):
        self.reader, self.rest, self.taken = reader, b"", b""

    async def more(self):
        """Reads on; False at the end."""
        data = await self.reader.read(1 << 16)
        self.rest += data
        return bool(data)

    def take(self, count):
        data, self.rest = self.rest[:count], self.rest[count:]
        self.taken += data
        return data

    def take_all(self):
        return self.take(len(self.rest))

    async def until(self, mark, limit=None):
        """All up to a mark, the mark included; None when the stream ends or the limit is passed before it."""
        while mark not in self.rest:
            if (limit and len(self.rest) > limit) or not await self.more():
                return None
        return self.take(self.rest.index(mark) + len(mark))

    async def exactly(self, count):
        while len(self.rest) < count:
            if not await self.more():
                return None
        return self.take(count)


async def chunked(source):
    """A chunked body (RFC 9112 section 7.1): the body, and its bytes as they came; None when it is cut off."""
    body, raw = b"", b""
    while True:
        line = await source.until(b"\r\n")
        try:
            size = int(line.split(b";")[0], 16)
        except (AttributeError, ValueError):
            return None
        rest = await (source.exactly(size + 2) if size else source.until(b"\r\n"))
        if rest is None:
            return None
        raw += line + rest
        if size == 0:
            return body, raw
        body += rest[:-2]


async def at_once(waiting):
    """What arrives without a pause; None where the rest is kept waiting."""
    try:
        async with asyncio.timeout(QUIET_SECONDS):
            return await waiting
    except TimeoutError:
        return None


async def sized(source, length):
    """A body of so many bytes, with pauses between its parts for as long as more of it comes."""
    while len(source.rest) < length:
        if not await at_once(source.more()):
            return None
    return source.take(length)


async def read_request(source, mend=lambda head: head):
    """The next request; None at the end of the connection.

    Raises NotWhole for anything that is no plain request, or does not arrive in one go.
    """
    if not source.rest and not await source.more():
        return None
    head = await at_once(source.until(b"\r\n\r\n", HEAD_BYTES))
    if head is None:
        raise NotWhole(source.take_all())
    head, source.taken = mend(head), b""
    request = request_of(head)
    if request is None or request["expect"] is not None:
        raise NotWhole(head + source.take_all())
    if request["transfer-encoding"]:
        whole = await at_once(chunked(source))
        request.body = whole[0] if whole else None
    else:
        request.body = await sized(source, int(request["content-length"] or 0))
    if request.body is None:
        raise NotWhole(head + source.taken + source.take_all())
    request.raw = head + source.taken
    request._received = request._state()
    return request


async def read_head(source):
    """The head of the next response; None when the connection ends first."""
    head = await source.until(b"\r\n\r\n", HEAD_BYTES)
    return None if head is None else response_of(head)


async def read_body(source, response, is_head):
    """Reads what follows a head; False when it is cut off."""
    taken = b""
    if is_head or response.status < 200 or response.status in (204, 304):
        pass
    elif response["transfer-encoding"]:
        whole = await chunked(source)
        if whole is None:
            return False
        response.body, taken = whole
    elif response["content-length"] is not None:
        taken = await source.exactly(int(response["content-length"]))
        if taken is None:
            return False
        response.body = taken
    else:
        while await source.more():
            pass
        response.body = taken = source.take_all()
    response.raw += taken
    response._received = response._state()
    return True
