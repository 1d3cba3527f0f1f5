"""WebSocket frames (RFC 6455 section 5) with the bytes they came in."""

import os

TEXT, BINARY, CLOSE, PING, PONG = 1, 2, 8, 9, 10


class Frame:
    """One frame; `final` and the reserved bits stay as they came."""

    def __init__(self, first, payload, raw):
        self.first, self.payload, self.raw = first, payload, raw

    @property
    def opcode(self):
        return self.first & 0x0F

    @property
    def is_whole_text(self):
        return self.first == 0x80 | TEXT


async def read_frame(source):
    """The next frame; None at the end of the connection."""
    raw = await source.exactly(2)
    if raw is None:
        return None
    length, masked = raw[1] & 0x7F, raw[1] & 0x80
    extra = {126: 2, 127: 8}.get(length, 0)
    rest = await source.exactly(extra + (4 if masked else 0))
    if rest is None:
        return None
    if extra:
        length = int.from_bytes(rest[:extra], "big")
    data = await source.exactly(length)
    if data is None:
        return None
    return Frame(raw[0], unmasked(data, rest[extra:]) if masked else data, raw + rest + data)


def unmasked(data, key):
    repeated = key * (len(data) // 4 + 1)
    return bytes(one ^ other for one, other in zip(data, repeated))


def frame_bytes(payload, opcode=TEXT, masked=False):
    """A final frame; what a client sends is masked with a fresh key (section 5.3)."""
    flag = 0x80 if masked else 0
    size = len(payload)
    if size < 126:
        length = bytes([flag | size])
    elif size < 1 << 16:
        length = bytes([flag | 126]) + size.to_bytes(2, "big")
    else:
        length = bytes([flag | 127]) + size.to_bytes(8, "big")
    if not masked:
        return bytes([0x80 | opcode]) + length + payload
    key = os.urandom(4)
    return bytes([0x80 | opcode]) + length + key + unmasked(payload, key)
