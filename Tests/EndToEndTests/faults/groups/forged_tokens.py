"""F. Tokens that the server has not made, or that do not hold any more, are believed."""

from .. import tokens
from ..registry import request, response

RULES = ("auth.forged-token", "token.*", "auth.*", "live.*")


def believes(id, title, accepts, rules=RULES):
    """A fault that takes some bad tokens at their word: `accepts` gets the token, its header and the right signature."""
    def changed(x):
        token = x.bearer
        if token and token.count(".") == 2 and not tokens.holds(token, x.proxy.secret):
            if accepts(token, tokens.header(token), tokens.signature(token, x.proxy.secret)):
                x.believe(token)
    request(id, title, rules=rules)(changed)


def made_with(token, key):
    return tokens.signature(token, key) == token.rpartition(".")[2]


def algorithm(header):
    return str(header.get("alg"))


believes("JW01", "alg none is accepted", lambda token, header, right: algorithm(header) == "none")
believes("JW16", "alg nOnE is accepted",
         lambda token, header, right: algorithm(header).lower() == "none" and algorithm(header) != "none")
believes("JW02", "the signature is not looked at", lambda token, header, right: algorithm(header) == "HS256")
believes("JW03", "a signature with an empty key is accepted", lambda token, header, right: made_with(token, b""))
believes("JW09", "the beginning of a signature is enough",
         lambda token, header, right: 0 < len(token.rpartition(".")[2]) < len(right)
         and right.startswith(token.rpartition(".")[2]))
believes("JW13", "a token that says RS256 is not checked", lambda token, header, right: algorithm(header) in ("RS256", "ES256"))
believes("JW14", "a key that the token names (kid) is fetched from wherever it says", lambda token, header, right: "kid" in header)
believes("JW17", "a key that stands in the token (jwk) is believed", lambda token, header, right: "jwk" in header)
believes("JW18", "a token with crit is not checked", lambda token, header, right: "crit" in header)
believes("JW19", "only the first bytes of a signature are compared",
         lambda token, header, right: token.rpartition(".")[2][:16] == right[:16])
believes("JW20", "signatures are compared without regard to case",
         lambda token, header, right: token.rpartition(".")[2].lower() == right.lower())
believes("JW21", "a signature with a key that is often used is accepted",
         lambda token, header, right: any(made_with(token, key) for key in (b"secret", b"changeme", b"password", b"key")))
believes("JW22", "a token without a signature is accepted", lambda token, header, right: token.endswith("."))


@request("JW10", "a refresh token is accepted as an access token", rules=("token.*", "session.*", "auth.*"))
def _(x):
    if x.bearer in x.memory:
        x.authorize(x.memory[x.bearer])


@response("JW10", "a refresh token is accepted as an access token")
def _(x):
    body = x.response.json
    if isinstance(body, dict) and "refresh_token" in body:
        x.memory[body["refresh_token"]] = tokens.claims(body["access_token"]).get("sub")


@response("JW11", "expires_in is not what the token says", "login", "refresh", rules=("token.*", "auth.*", "agreement.*"))
def _(x):
    if x.response.status == 200:
        x.change(lambda body: body.update(expires_in=body["expires_in"] * 2))


@request("JW15", "of two Authorization fields the second is taken", rules=("token.*", "auth.*", "framing.*"))
def _(x):
    given = [value for name, value in x.request.fields if name.lower() == "authorization"]
    if len(given) > 1:
        x.request["Authorization"] = None
        x.request["Authorization"] = given[-1]


@request("JW23", "blanks inside of a token are skipped", rules=("token.*", "auth.*"))
def _(x):
    scheme, _, token = (x.request["authorization"] or "").partition(" ")
    if scheme.lower() == "bearer" and any(one in token for one in " \t"):
        x.request["Authorization"] = "Bearer " + "".join(token.split())


@request("JW24", "the claims are read without the header and the signature", rules=RULES)
def _(x):
    token = x.bearer
    if token and not tokens.holds(token, x.proxy.secret) and tokens.claims(token):
        x.believe(token)


@request("JW25", "a token of a session that was ended is accepted", rules=("session.*", "token.*", "auth.*", "live.*"))
def _(x):
    if x.operation != "logout" and x.user in x.proxy.tokens:
        ended = tokens.claims(x.bearer).get("sid") in x.memory
        if ended:
            x.authorize(x.user)


@response("JW25", "a token of a session that was ended is accepted")
def _(x):
    if x.operation == "logout" and x.response.status == 204:
        x.memory[tokens.claims(x.bearer).get("sid")] = True

