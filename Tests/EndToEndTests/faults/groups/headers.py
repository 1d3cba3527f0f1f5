"""H. Response header fields that are missing, wrong or say too much."""

from email.utils import formatdate
import time

from ..registry import response

RULES = ("header.*", "headers.*", "response.*", "error.*", "http.*")


@response("HD01", "a 401 has no WWW-Authenticate", rules=("auth.missing-token", "auth.*", *RULES))
def _(x):
    x.response["WWW-Authenticate"] = None


@response("HD02", "a 201 has no Location", rules=("positive.location", "response.*"))
def _(x):
    x.response["Location"] = None


@response("HD02b", "Location leads nowhere", rules=("positive.location", "response.*"))
def _(x):
    if x.response["location"]:
        x.response["Location"] = x.response["location"] + "0"


@response("HD04", "JSON says that it is latin-1", rules=RULES)
def _(x):
    if x.response["content-type"]:
        x.response["Content-Type"] += "; charset=iso-8859-1"


@response("HD05", "a token comes without Cache-Control: no-store", "login", "refresh", rules=RULES)
def _(x):
    x.response["Cache-Control"] = None


@response("HD06", "X-Request-ID is missing", rules=RULES)
def _(x):
    x.response["X-Request-ID"] = None


@response("HD06b", "every answer has the same X-Request-ID", rules=RULES)
def _(x):
    x.response["X-Request-ID"] = "0123456789abcdef0123456789abcdef"


@response("HD06c", "the caller's X-Request-ID is not given back", rules=RULES)
def _(x):
    if x.request["x-request-id"]:
        x.response["X-Request-ID"] = "fedcba98" + x.proxy.common_fields()[0][1][8:]


@response("HD07", "every origin may read with credentials", rules=RULES)
def _(x):
    if x.request["origin"]:
        x.response["Access-Control-Allow-Origin"] = x.request["origin"]
        x.response["Access-Control-Allow-Credentials"] = "true"


@response("HD09", "Content-Length is less than the body", "getAgent", rules=("http.*", "framing.*", "response.*"))
def _(x):
    if x.response.status == 200:
        body = x.response.body
        x.response.wire = x.response.head(len(body) - 3) + body


@response("HD09b", "Content-Length and Transfer-Encoding stand together", "getAgent", rules=("http.*", "framing.*", *RULES))
def _(x):
    if x.response.status == 200 and x.request.method == "GET":
        body = x.response.body
        head = x.response.head(len(body))[:-2] + b"Transfer-Encoding: chunked\r\n\r\n"
        x.response.wire = head + b"%x\r\n%s\r\n0\r\n\r\n" % (len(body), body)


@response("HD10", "Server and X-Powered-By tell the versions", rules=("leak.*", *RULES))
def _(x):
    x.response["Server"], x.response["X-Powered-By"] = "nginx/1.18.0 (Ubuntu)", "PHP/7.4.3"


@response("HD11", "Date is missing", rules=RULES)
def _(x):
    x.response["Date"] = None


@response("HD11b", "Date is a day behind", rules=RULES)
def _(x):
    x.response["Date"] = formatdate(time.time() - 86400, usegmt=True)


@response("HD11c", "Date is of another format", rules=RULES)
def _(x):
    x.response["Date"] = "2026-11-28T12:00:00Z"


@response("HD13", "the caller's trace is not continued", rules=RULES)
def _(x):
    if x.request["traceparent"]:
        x.response["traceparent"] = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"


@response("HD14", "a 405 has no Allow", rules=("method.*", *RULES))
def _(x):
    if x.response.status == 405:
        x.response["Allow"] = None


@response("HD15", "JSON has no Content-Type", "getTask", "getAgent", rules=RULES)
def _(x):
    x.response["Content-Type"] = None


@response("HD16", "JSON says that it is text/html", "getTask", "getAgent", rules=RULES)
def _(x):
    if x.response["content-type"]:
        x.response["Content-Type"] = "text/html"


@response("HD17", "a field name has a blank before the colon", "getAgent", rules=("http.*", "framing.*"))
def _(x):
    x.response.wire = x.response.head(len(x.response.body)).replace(b"Cache-Control:", b"Cache-Control :") + x.response.body


@response("HD18", "the document of If-None-Match is sent again", "getOpenAPI", "getAsyncAPI", rules=RULES)
async def _(x):
    if x.response.status == 304:
        x.response = await x.ask("GET", x.request.path)


@response("HD19", "the ETag of a document changes with every answer", "getOpenAPI", rules=RULES)
def _(x):
    x.response["ETag"] = f'"{x.proxy.common_fields()[0][1]}"'


@response("HD20", "nosniff is missing", rules=RULES)
def _(x):
    x.response["X-Content-Type-Options"] = None
