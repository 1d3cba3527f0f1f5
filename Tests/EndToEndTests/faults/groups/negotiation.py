"""J. Content negotiation in both directions."""

import gzip

from ..registry import request, response

RULES = ("content.*", "positive.media-type")


def takes(id, title, named, *only, rules=RULES):
    """A fault that reads a body of another type as if it were JSON."""
    def changed(x):
        if x.request.body and named(x.request["content-type"]):
            x.request["Content-Type"] = "application/json"
    request(id, title, *only, rules=rules)(changed)


takes("CN01", "a body that says text/xml or text/plain is read as JSON", lambda name: (name or "").startswith(("text/", "application/xml")))
takes("CN02", "a body without a Content-Type is read as JSON", lambda name: name is None)
takes("CN04", "a body that says charset=utf-16 is read as UTF-8", lambda name: "utf-16" in (name or "").lower() or "utf-7" in (name or "").lower())
takes("CN07", "any type that ends in json is read as JSON", lambda name: (name or "").split(";")[0].endswith("json"))


@request("CN03", "JSON is served to whoever accepts only HTML", rules=RULES)
def _(x):
    accept = x.request["accept"]
    if accept and x.operation and not any(one in accept for one in ("json", "*/*", "application/*", "event-stream")):
        x.request["Accept"] = "application/json"


@request("CN05", "a body with Content-Encoding: gzip makes the server fail", rules=("content.*", "encoding.*", "http.*", "framing.*"))
def _(x):
    if (x.request["content-encoding"] or "identity") != "identity":
        x.refuse(500, "INTERNAL_ERROR")


@response("CN06", "an answer is compressed for a client that did not ask for it", rules=("content.*", "response.*", "positive.*"))
def _(x):
    if x.response.body and x.response.status == 200 and "gzip" not in (x.request["accept-encoding"] or ""):
        x.response["Content-Encoding"], x.response.body = "gzip", gzip.compress(x.response.body)


@request("CN08", "Accept: */* is refused", rules=(*RULES, "positive.*", "http.*"))
def _(x):
    if (x.request["accept"] or "").strip() == "*/*" and x.operation:
        x.refuse(406, "NOT_ACCEPTABLE")


@request("CN09", "q=0 is not obeyed", rules=RULES)
def _(x):
    accept = x.request["accept"] or ""
    if "q=0" in accept.replace(" ", "").split(",")[0].split(";")[-1] and x.operation:
        x.request["Accept"] = "application/json"


@request("CN10", "who asks for an event stream gets JSON", "listTaskEvents", rules=("positive.*", "content.*", "stream.*", "response.*"))
def _(x):
    if "event-stream" in (x.request["accept"] or ""):
        x.request["Accept"] = "application/json"


@request("CN11", "application/* is not understood", rules=(*RULES, "positive.*"))
def _(x):
    if "application/*" in (x.request["accept"] or "") and x.operation:
        x.refuse(406, "NOT_ACCEPTABLE")
