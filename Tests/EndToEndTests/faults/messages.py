"""HTTP/1.1 messages (RFC 9112) that are sent on byte for byte unless something in them was changed."""

import json
import re

REQUEST_LINE = re.compile(rb"([!#$%&'*+.^_`|~0-9A-Za-z-]+) (\S+) (HTTP/1\.[01])")
FIELD = re.compile(rb"([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*(.*?)[ \t]*", re.DOTALL)


class Message:
    """Start line, fields and body; `wire`, when set, is sent in place of all of them."""

    def __init__(self, start, fields, body, raw):
        self.start, self.fields, self.body, self.raw, self.wire = list(start), list(fields), body, raw, None
        self._received = self._state()

    def _state(self):
        return tuple(self.start), tuple(self.fields), self.body

    def __getitem__(self, name):
        """The first value of a field; None without it."""
        return next((value for one, value in self.fields if one.lower() == name.lower()), None)

    def __setitem__(self, name, value):
        """Sets a field in its place; None removes it."""
        places = [index for index, (one, _) in enumerate(self.fields) if one.lower() == name.lower()]
        if value is None:
            self.fields = [field for index, field in enumerate(self.fields) if index not in places]
        elif places:
            self.fields[places[0]] = (self.fields[places[0]][0], value)
        else:
            self.fields.append((name, value))

    @property
    def json(self):
        """The body as JSON; None where it is none."""
        try:
            return json.loads(self.body)
        except ValueError:
            return None

    @json.setter
    def json(self, value):
        self.body = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")

    def head(self, length=None):
        fields = [(name, value) for name, value in self.fields
                  if length is None or name.lower() not in ("content-length", "transfer-encoding")]
        if length is not None:
            fields.append(("Content-Length", str(length)))
        lines = [" ".join(self.start)] + [f"{name}: {value}" for name, value in fields]
        return "\r\n".join(lines).encode("latin-1", "replace") + b"\r\n\r\n"

    def bytes(self, has_body=True):
        """What goes on; a changed message gets the length that its body has now."""
        if self.wire is not None:
            return self.wire
        if self._state() == self._received:
            return self.raw
        if not has_body:
            return self.head()
        return self.head(len(self.body)) + self.body


class Request(Message):
    @property
    def method(self):
        return self.start[0]

    @method.setter
    def method(self, value):
        self.start[0] = value

    @property
    def target(self):
        return self.start[1]

    @target.setter
    def target(self, value):
        self.start[1] = value

    @property
    def path(self):
        return self.target.partition("?")[0]

    @property
    def query(self):
        """The pairs of the query as they stand, percent-encoded."""
        text = self.target.partition("?")[2]
        return [tuple((pair + "=").split("=")[:2]) for pair in text.split("&")] if text else []

    @query.setter
    def query(self, pairs):
        text = "&".join(f"{name}={value}" for name, value in pairs)
        self.target = self.path + ("?" + text if text else "")

    def bytes(self, has_body=True):
        return super().bytes(has_body and (bool(self.body) or self["content-length"] is not None))


class Response(Message):
    @property
    def status(self):
        return int(self.start[1])

    @status.setter
    def status(self, value):
        self.start = [self.start[0], str(value), "Changed"]


def answer(status, body=b"", fields=()):
    """A response of the proxy's own."""
    made = Response(["HTTP/1.1", str(status), "Made"], fields, body, b"")
    made._received = None
    return made


def request_of(head):
    """The request whose head this is, without its body; None where it breaks the grammar of HTTP."""
    lines = head[:-4].split(b"\r\n")
    start = REQUEST_LINE.fullmatch(lines[0])
    fields = fields_of(lines[1:])
    if not start or fields is None:
        return None
    lengths = [value for name, value in fields if name.lower() == "content-length"]
    codings = [value for name, value in fields if name.lower() == "transfer-encoding"]
    if len(lengths) + len(codings) > 1 or any(not one.isdecimal() for one in lengths) or codings not in ([], ["chunked"]):
        return None
    return Request([part.decode("latin-1") for part in start.groups()], fields, b"", head)


def response_of(head):
    lines = head[:-4].split(b"\r\n")
    version, status, reason = (lines[0].decode("latin-1") + "  ").split(" ", 2)
    return Response([version, status, reason.strip()], fields_of(lines[1:]) or [], b"", head)


def fields_of(lines):
    found = [FIELD.fullmatch(line) for line in lines]
    if not all(found):
        return None
    return [(one[1].decode("latin-1"), one[2].decode("latin-1")) for one in found]
