"""Reading and making JSON Web Tokens (RFC 7519), good ones and bad."""

import base64
import hashlib
import hmac
import json


def parts(token):
    """Header and claims; empty where the text is no token."""
    try:
        header, claims = (json.loads(decoded(part)) for part in token.split(".")[:2])
    except (ValueError, TypeError):
        return {}, {}
    return (header, claims) if isinstance(header, dict) and isinstance(claims, dict) else ({}, {})


def decoded(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def encoded(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def claims(token):
    return parts(token)[1]


def header(token):
    return parts(token)[0]


def signature(token, secret):
    return encoded(hmac.new(secret, token.rpartition(".")[0].encode(), hashlib.sha256).digest())


def holds(token, secret):
    """Whether the signature is the one that the secret makes; the claims are not looked at."""
    return token.count(".") == 2 and signature(token, secret) == token.rpartition(".")[2]


def signed(header, claims, secret):
    text = ".".join(encoded(json.dumps(part, separators=(",", ":")).encode()) for part in (header, claims))
    return f"{text}.{signature(text + '.', secret)}"
