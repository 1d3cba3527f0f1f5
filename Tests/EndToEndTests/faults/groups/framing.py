"""Q. HTTP/1.1 itself (RFC 9112): what delimits one message from the next."""

import re

from ..registry import fault, request, response

RULES = ("framing.*", "http.*", "size.*")


def mends_head(id, title, mend, rules=RULES):
    """A fault that makes of a malformed head one that the server takes."""
    fault("head", id, title, rules=rules)(mend)


def without(head, name):
    return re.sub(rb"\r\n" + name + rb":[^\r\n]*", b"", head, flags=re.IGNORECASE)


def first_only(name):
    def mend(head):
        found = re.findall(rb"\r\n" + name + rb":[^\r\n]*", head, flags=re.IGNORECASE)
        return without(head, name)[:-4] + found[0] + b"\r\n\r\n" if len(found) > 1 else head
    return mend


def chunked_wins(head):
    both = re.search(rb"\r\ntransfer-encoding:", head, re.IGNORECASE) and re.search(rb"\r\ncontent-length:", head, re.IGNORECASE)
    return without(head, b"content-length") if both else head


mends_head("PR01", "Content-Length and Transfer-Encoding together are accepted", chunked_wins)
mends_head("PR02", "a blank before the colon of a field is accepted", lambda head: re.sub(rb"(\r\n[A-Za-z0-9-]+)[ \t]+:", rb"\1:", head))
mends_head("PR03", "a folded field is accepted", lambda head: re.sub(rb"\r\n[ \t]+", b" ", head))
mends_head("PR07", "two Host fields are accepted", first_only(b"host"))
mends_head("PR08", "a request without Host is accepted",
           lambda head: head if re.search(rb"\r\nhost:", head, re.IGNORECASE) else head[:-2] + b"Host: localhost\r\n\r\n")
mends_head("PR09", "two different Content-Length fields are accepted", first_only(b"content-length"))
mends_head("PR10", "+5 is accepted as a Content-Length", lambda head: re.sub(rb"(\r\ncontent-length:[ \t]*)\+", rb"\1", head, flags=re.IGNORECASE))
mends_head("PR11", "an unknown Transfer-Encoding is ignored",
           lambda head: head if re.search(rb"\r\ntransfer-encoding:[ \t]*chunked[ \t]*\r\n", head, re.IGNORECASE) else without(head, b"transfer-encoding"))
mends_head("PR12", "a control character in a field is accepted", lambda head: re.sub(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", b"", head))
mends_head("PR13", "an unknown version of HTTP is accepted", lambda head: re.sub(rb"^(\S+ \S+) HTTP/[^\r\n]*", rb"\1 HTTP/1.1", head))
mends_head("PR14", "a target over the limit is cut", lambda head: re.sub(rb"^(\S+ [^?\s]{1,200})\S{8000,}", rb"\1", head))


@fault("head", "PR15", "any number of fields is accepted", rules=RULES)
def _(head):
    lines = head[:-4].split(b"\r\n")
    wanted = (b"host", b"authorization", b"content-type", b"content-length", b"accept", b"transfer-encoding")
    if len(lines) <= 100:
        return head
    return b"\r\n".join([lines[0], *(line for line in lines[1:] if line.lower().startswith(wanted))]) + b"\r\n\r\n"


@response("PR04", "after a body that was refused unread the connection is out of step", rules=RULES)
def _(x):
    if x.response.status in (413, 415) and x.request.body:
        x.connection["broken"] = True


@request("PR04", "after a body that was refused unread the connection is out of step")
def _(x):
    if x.connection.get("broken"):
        x.refuse(400, "MALFORMED_REQUEST")


@fault("head", "PR05", "a head over the limit ends the connection without an answer", rules=RULES)
def _(head):
    if len(head) > 8192:
        raise ConnectionResetError
    return head


@fault("write", "PR06", "pipelined answers come out of order", rules=RULES)
def _(x, client, writer):
    held = x.connection.pop("held", None)
    if held is None and client.rest.startswith((b"GET ", b"POST ", b"HEAD ")):
        x.connection["held"] = x.response.bytes(x.request.method != "HEAD")
        return True
    writer.write(x.response.bytes(x.request.method != "HEAD" and x.response.status not in (204, 304)))
    if held:
        writer.write(held)
    return True


@fault("write", "PR16", "pipelined requests after the first are dropped", rules=RULES)
def _(x, client, writer):
    client.take_all()
    return NotImplemented


@response("PR17", "the caller's Connection: close is not obeyed", rules=RULES)
def _(x):
    if (x.request["connection"] or "").lower() == "close":
        x.response["Connection"] = None


@response("PR18", "an answer ends one byte early", "getAgent", rules=RULES)
def _(x):
    if x.response.body:
        x.response.wire = x.response.head(len(x.response.body) + 1) + x.response.body
        x.connection["ends"] = True


@response("PR19", "the status line has no version", "getHealth", rules=RULES)
def _(x):
    x.response.wire = x.response.bytes().replace(b"HTTP/1.1 ", b"HTTP ", 1)


@response("PR20", "a chunk says that it is longer than it is", "getAgent", rules=RULES)
def _(x):
    if x.response.status == 200 and x.request.method == "GET":
        head = x.response.head(0).replace(b"Content-Length: 0", b"Transfer-Encoding: chunked")
        x.response.wire = head + b"%x\r\n%s\r\n0\r\n\r\n" % (len(x.response.body) + 2, x.response.body)
        x.connection["ends"] = True
