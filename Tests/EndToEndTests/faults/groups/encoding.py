"""K. Text and numbers on their way in and out."""

import html
import re
import unicodedata
from urllib.parse import unquote

from ..registry import event, request, response

RULES = ("encoding.*", "echo.*", "positive.*", "http.*")


@request("EN02", "NUL in a text makes the server fail", rules=("encoding.*", "body.*", "positive.*", "http.*"))
def _(x):
    if b"\\u0000" in x.request.body:
        x.refuse(500, "INTERNAL_ERROR")


@request("EN03", "half a surrogate pair makes the server fail", rules=("encoding.*", "body.*", "http.*"))
def _(x):
    text = x.request.body.decode("utf-8", "replace")
    if re.search(r"\\u[dD][89abAB][0-9a-fA-F]{2}(?!\\u[dD][c-fC-F])", text):
        x.refuse(500, "INTERNAL_ERROR")


def retitle(id, title, change, rules=RULES):
    """A fault that answers a task with another text in its title than was sent."""
    def changed(x):
        if x.response.status == 201 and isinstance(x.response.json, dict):
            x.change(lambda body: body.update(title=change(body["title"])))
    response(id, title, "createTask", rules=rules)(changed)


retitle("EN05", "what is not ASCII is mangled", lambda text: text.encode("utf-8", "replace").decode("latin-1"))
retitle("EN11", "a title is normalised", lambda text: unicodedata.normalize("NFKD", text))
retitle("EN12", "blanks around a title are cut off", lambda text: text.strip() or text)
retitle("EN13", "a title comes back escaped for HTML", html.escape)
retitle("EN14", "characters outside of the first plane are lost", lambda text: "".join(one for one in text if ord(one) < 0x10000))
retitle("EN16", "line ends in a title are changed", lambda text: text.replace("\r\n", "\n").replace("\n", "\r\n"))


@response("EN07", "the path stands unescaped in a page of HTML", rules=("path.*", "error.*", "encoding.*"))
def _(x):
    if x.response.status == 404 and x.operation is None:
        x.response["Content-Type"] = "text/html"
        x.response.body = f"<p>Nothing at {unquote(x.request.path)}</p>".encode("utf-8", "replace")


@request("EN09", "a path is decoded twice", rules=("encoding.*", "auth.path-spelling", "path.*", "object.*"))
def _(x):
    if "%25" in x.request.path:
        x.request.target = re.sub("%25(?=[0-9a-fA-F]{2})", "%", x.request.target)


@request("EN15", "an encoded slash in a path separates segments", rules=("encoding.*", "auth.path-spelling", "path.*", "object.*"))
def _(x):
    x.request.target = re.sub("%2f", "/", x.request.target, flags=re.IGNORECASE)


@request("EN17", "%00 in a path makes the server fail", rules=("encoding.*", "path.*", "http.*"))
def _(x):
    if "%00" in x.request.path:
        x.refuse(500, "INTERNAL_ERROR")


def rounded(value):
    if isinstance(value, bool):
        return value
    if isinstance(value, int) and abs(value) > 2 ** 53:
        return int(float(value))
    if isinstance(value, dict):
        return {name: rounded(one) for name, one in value.items()}
    return [rounded(one) for one in value] if isinstance(value, list) else value


@event("EN10", "whole numbers above 2^53 come back rounded", rules=("live.*", "encoding.*"))
def _(session, message):
    return [rounded(message)]


@response("EN10", "whole numbers above 2^53 come back rounded")
def _(x):
    if isinstance(x.response.json, dict):
        x.change(rounded)


@request("EN18", "1e400 makes the server fail", rules=("encoding.*", "body.*", "http.*"))
def _(x):
    if re.search(rb"\d[eE]\+?\d{3,}", x.request.body):
        x.refuse(500, "INTERNAL_ERROR")


@response("EN19", "what is not ASCII comes back as question marks", "createTask", "getTask", rules=RULES)
def _(x):
    if x.response.status < 300:
        x.response.body = x.response.body.decode("utf-8", "replace").encode("ascii", "replace")
