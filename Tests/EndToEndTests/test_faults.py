"""A sample of the faults that `scripts/faults` sets the judge on, and the rule that has to find each.

The proxy between them is held to account first: without a fault it changes nothing, and the rules find nothing.
"""

import asyncio
import re
import socket

import pytest
from websockets.sync.client import connect

import faults.groups  # noqa: F401, registers the faults
from faults.lab import Accounts, Lab
from faults.messages import request_of, response_of
from faults.registry import FAULTS, GROUPS
from faults.streams import NotWhole, Source, read_request

FOUND_BY = {  # fault: the rule that has to find it
    "SC01": "positive.example",
    "SC05": "body.invalid",
    "EB06": "path.undeclared",
    "EB13": "auth.password",
    "RD22": "response.schema",
    "MV03": "body.invalid",
    "MV09": "parameter.invalid",
    "MV21": "size.body",
    "AU01": "auth.missing-token",
    "AU09": "object.foreign",
    "AU11": "auth.role",
    "JW01": "auth.forged-token",
    "RL01": "rate.quota",
    "HD02": "response.headers",
    "HD02b": "positive.location",
    "ME01": "method.undeclared",
    "CN01": "content.wrong-type",
    "EN03": "body.syntax",
    "WS07": "live.progress",
    "WS09": "live.pairs",
}


@pytest.fixture(scope="module")
def accounts(tmp_path_factory):
    return {limited: Accounts(tmp_path_factory.mktemp("faults") / "accounts", limited) for limited in (False, True)}


@pytest.mark.parametrize("id", FOUND_BY)
def test_a_fault_is_found_by_its_rule(id, accounts):
    with Lab(accounts[id.startswith("RL")], FAULTS[id]) as lab:
        code, line = lab.conform([FOUND_BY[id]])
    assert code is None and line.split()[0] == FOUND_BY[id], (code, line)


@pytest.mark.parametrize("limited", [False, True])
def test_without_a_fault_nothing_is_found(limited, accounts):
    rules = {rule for id, rule in FOUND_BY.items() if id.startswith("RL") == limited}
    with Lab(accounts[limited]) as lab:
        assert lab.conform(sorted(rules))[0] == 0


def test_every_group_of_the_catalogue_has_faults():
    assert {fault.group for fault in FAULTS.values()} == set(GROUPS.values())
    assert len(FAULTS) > 300


RAW = {
    "a request": b"GET /api/v1/system/health HTTP/1.1\r\nHost: a\r\n\r\n",
    "two in one go": b"GET /nothing HTTP/1.1\r\nHost: a\r\n\r\nGET /api/v1/tasks HTTP/1.1\r\nHost: a\r\n\r\n",
    "HEAD": b"HEAD /api/v1/system/health HTTP/1.1\r\nHost: a\r\n\r\n",
    "a chunked body": b"POST /api/v1/auth/login HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
                      b"Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
    "no HTTP": b"\x16\x03\x01\x02\x00\x01\r\n\r\n",
    "a blank before the colon": b"GET / HTTP/1.1\r\nHost : a\r\n\r\n",
    "two lengths": b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
    "both ways to delimit": b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "a field that is too long": b"GET / HTTP/1.1\r\nHost: a\r\nX: " + b"x" * 40000 + b"\r\n\r\n",
}


def answers(base, data):
    """What comes back until nothing more does, without what differs from one request to the next."""
    host, _, port = base.removeprefix("http://").rpartition(":")
    with socket.create_connection((host, int(port)), timeout=2) as one:
        one.sendall(data)
        got = b""
        try:
            while piece := one.recv(65536):
                got += piece
        except TimeoutError:
            pass
    own = rb'[0-9a-f]{32}|[0-9a-f]{16}|"uptime_seconds":[0-9.]+|"latency_ms":[0-9.e-]+|"?timestamp"?:"[^"]+"|Date: [^\r]+|;r=\d+;'
    return re.sub(rb"Content-Length: \d+", b"", re.sub(own, b"", got))


@pytest.mark.parametrize("name", RAW)
def test_the_proxy_changes_no_byte(name, accounts):
    with Lab(accounts[False]) as lab:
        through, direct = answers(lab.url, RAW[name]), answers(lab.server.base, RAW[name])
    assert through == direct and direct.startswith(b"HTTP/1.1 "), (through, direct)


def test_the_proxy_passes_a_websocket_on(accounts):
    with Lab(accounts[False]) as lab:
        address = lab.url.replace("http", "ws") + "/ws?token=" + accounts[False].tokens["olga"]
        with connect(address) as through:
            assert '"user":"olga"' in through.recv(5)
            through.send("x" * 70000)
            with pytest.raises(Exception, match="1009"):
                through.recv(5)


def test_a_changed_message_gets_its_length():
    response = response_of(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nX-A: 1\r\n\r\n")
    response.body = b"{}"
    response.json = {"a": "é"}
    assert response.bytes() == 'HTTP/1.1 200 OK\r\nX-A: 1\r\nContent-Length: 10\r\n\r\n{"a":"é"}'.encode()
    request = request_of(b"GET /a?b=c&d HTTP/1.1\r\nHost: a\r\n\r\n")
    assert request.query == [("b", "c"), ("d", "")] and request.bytes() == request.raw
    request.query = [("b", "c")]
    assert request.bytes() == b"GET /a?b=c HTTP/1.1\r\nHost: a\r\n\r\n"


def test_what_is_no_whole_request_keeps_its_bytes():
    def read(data):
        async def work():
            reader = asyncio.StreamReader()
            reader.feed_data(data)
            return await read_request(Source(reader))
        return asyncio.run(work())

    for data in (b"GET / HTT", b"POST / HTTP/1.1\r\nContent-Length: 5\r\n\r\nabc",
                 b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabcde\r\nzz\r\nrest"):
        with pytest.raises(NotWhole) as found:
            read(data)
        assert found.value.bytes == data
    assert read(b"POST / HTTP/1.1\r\nContent-Length: 3\r\n\r\nabc").body == b"abc"
