"""P. The WebSocket: who gets in, what is sent, in which order, and what is answered."""

import asyncio
import json

from .. import tokens
from ..frames import BINARY, CLOSE, frame_bytes
from ..registry import command, event, fault, request

RULES = ("live.*",)
ENDS = ("task_completed", "task_failed")


def sends(id, title, rules=RULES):
    """A fault whose function answers what goes on in place of one event."""
    return event(id, title, rules=rules)


@sends("WS01", "connected is not the first event")
def _(session, message):
    if message["event"] == "connected":
        beat = {"event": "heartbeat", "data": {}, "timestamp": message["timestamp"]}
        return [beat, message]
    return [message]


def handshake(id, title, accepts):
    """A fault that lets in with some bad tokens: `accepts` gets the exchange and the token, None without one."""
    def changed(x):
        if x.request.path != "/ws" or x.request["upgrade"] is None:
            return
        query = dict(x.request.query)
        token = query.get("token") or x.bearer
        if (token is None or not tokens.holds(token, x.proxy.secret)) and accepts(token):
            x.request.query = [("token", x.proxy.tokens["olga"])]
            x.request["Authorization"] = None
    request(id, title, rules=RULES)(changed)


handshake("WS02", "the handshake needs no token", lambda token: token is None)
handshake("WS03", "the handshake takes any token", lambda token: token is not None)
handshake("WS03b", "the handshake takes an empty token", lambda token: token == "")


@command("WS04", "events of tasks are sent that nobody subscribed to", rules=RULES)
def _(session, text):
    try:
        wanted = json.loads(text)
    except ValueError:
        return [text]
    if isinstance(wanted, dict) and wanted.get("command") == "subscribe_task" and "since" not in wanted:
        session.send(ack(wanted))
        return []
    return [text]


def ack(wanted):
    data = {name: wanted[name] for name in ("command", "id", "task_id") if name in wanted}
    return {"event": "ack", "data": data, "timestamp": "2026-11-28T12:00:00.000Z"}


@command("WS05", "unsubscribing is acknowledged and does nothing", rules=RULES)
def _(session, text):
    try:
        wanted = json.loads(text)
    except ValueError:
        return [text]
    if isinstance(wanted, dict) and wanted.get("command") == "unsubscribe_task" and isinstance(wanted.get("task_id"), str):
        session.send(ack(wanted))
        return []
    return [text]


def remembered(session, message, kind):
    """Keeps the latest event of a kind for each task; answers it."""
    if message["event"] == kind:
        session.memory[message["task_id"]] = message
    return session.memory.get(message.get("task_id"))


@sends("WS06", "task_progress comes after task_completed")
def _(session, message):
    latest = remembered(session, message, "task_progress")
    if message["event"] == "task_completed" and latest:
        return [message, latest | {"seq": message["seq"] + 1}]
    return [message]


@sends("WS07", "the percentage falls")
def _(session, message):
    if message["event"] == "task_progress":
        data = message["data"]
        return [message | {"data": data | {"percentage": round(100 - data["percentage"], 2)}}]
    return [message]


@sends("WS07b", "the percentage leaves 0 to 100")
def _(session, message):
    if message["event"] == "task_progress":
        return [message | {"data": message["data"] | {"percentage": message["data"]["percentage"] * 10}}]
    return [message]


@sends("WS09", "agent_completed comes without agent_started")
def _(session, message):
    return [] if message["event"] == "agent_started" else [message]


@sends("WS09b", "agent_completed never comes")
def _(session, message):
    return [] if message["event"] == "agent_completed" else [message]


@sends("WS10", "a payload breaks its schema")
def _(session, message):
    if message["event"] == "agent_completed":
        return [message | {"data": message["data"] | {"findings": str(message["data"]["findings"])}}]
    return [message]


@sends("WS11", "an event has a name that is documented nowhere")
def _(session, message):
    return [message | {"event": "agent_begun"}] if message["event"] == "agent_started" else [message]


@command("WS12", "ping has no answer", rules=RULES)
def _(session, text):
    return [] if '"ping"' in text else [text]


@command("WS12b", "ping is answered after six seconds", rules=RULES)
def _(session, text):
    async def late():
        await asyncio.sleep(6)
        session.tell(text)
    if '"ping"' not in text:
        return [text]
    session.later(late())
    return []


KNOWN = ("subscribe_task", "unsubscribe_task", "ping")


def named(text):
    try:
        wanted = json.loads(text)
    except ValueError:
        return None
    return wanted.get("command") if isinstance(wanted, dict) else None


@command("WS14", "an unknown command closes the connection", rules=RULES)
def _(session, text):
    if named(text) not in KNOWN:
        session.close(1008)
        return []
    return [text]


@command("WS14b", "an unknown command is not answered", rules=RULES)
def _(session, text):
    return [text] if named(text) in KNOWN else []


@command("WS15", "a text that is no JSON ends the connection", rules=RULES)
def _(session, text):
    try:
        json.loads(text)
    except ValueError:
        session.close(1011)
        session.writer.close()
        return []
    return [text]


@fault("frame", "WS16", "a binary frame is taken for a command", rules=RULES)
def _(session, frame, kind):
    if kind == "command" and frame.opcode == BINARY:
        session.tell(frame.payload.decode("utf-8", "replace"))
        return True


@request("WS17", "everybody sees everybody's events", rules=RULES)
def _(x):
    if x.request.path == "/ws" and x.request["upgrade"]:
        query = dict(x.request.query)
        token = query.get("token") or x.bearer
        if token and tokens.holds(token, x.proxy.secret):
            x.request.query = [("token", x.proxy.tokens["anton"])]
            x.request["Authorization"] = None


@event("WS17", "everybody sees everybody's events")
def _(session, message):
    if message["event"] == "connected" and session.user:
        message["data"]["user"] = session.exchange.memory.get("user", "olga")
    return [message]


@sends("WS19", "a task is completed and failed")
def _(session, message):
    if message["event"] == "task_completed":
        failed = message | {"event": "task_failed", "seq": message["seq"] + 1}
        return [message, failed]
    return [message]


@command("WS20", "subscribing to an unknown task is acknowledged", rules=RULES)
def _(session, text):
    session.memory["asked"] = text
    return [text]


@event("WS20", "subscribing to an unknown task is acknowledged")
def _(session, message):
    if message["event"] == "error" and message["data"]["error_code"] == "TASK_NOT_FOUND":
        return [ack(json.loads(session.memory["asked"]))]
    return [message]


@fault("frame", "WS21", "a connection outlives the session of its token", rules=("live.*", "session.*", "token.*"))
def _(session, frame, kind):
    return True if kind == "event" and frame.opcode == CLOSE else None


@request("WS22", "a wrong Sec-WebSocket-Version is accepted", rules=("live.*",))
def _(x):
    if x.request["upgrade"] and x.request["sec-websocket-version"] != "13":
        x.request["Sec-WebSocket-Version"] = "13"


@request("WS22b", "a wrong Sec-WebSocket-Key is accepted", rules=("live.*",))
def _(x):
    import base64
    try:
        good = len(base64.b64decode(x.request["sec-websocket-key"] or "", validate=True)) == 16
    except ValueError:
        good = False
    if x.request["upgrade"] and not good:
        x.request["Sec-WebSocket-Key"] = "dGhlIHNhbXBsZSBub25jZQ=="


@fault("handshake", "WS23", "Sec-WebSocket-Accept is wrong", rules=RULES)
def _(x):
    if x.response.status == 101:
        x.response["Sec-WebSocket-Accept"] = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo="


@command("WS25", "since is ignored: who comes late gets no past events", rules=RULES)
def _(session, text):
    wanted = json.loads(text) if named(text) else None
    if wanted and wanted.get("command") == "subscribe_task" and type(wanted.get("since")) is int and wanted["since"] >= 0:
        return [json.dumps({name: value for name, value in wanted.items() if name != "since"})]
    return [text]


@sends("WS26", "seq does not rise")
def _(session, message):
    return [message | {"seq": 1}] if "task_id" in message else [message]


@sends("WS27", "an event is sent twice")
def _(session, message):
    return [message, message] if message["event"] == "agent_started" else [message]


@sends("WS28", "two events change places")
def _(session, message):
    if message["event"] == "task_execution_started":
        session.memory["held"] = message
        return []
    if message["event"] == "agent_started" and "held" in session.memory:
        return [message, session.memory.pop("held")]
    return [message]


@sends("WS29", "task_created is not sent")
def _(session, message):
    return [] if message["event"] == "task_created" else [message]


@sends("WS30", "a task that has ended has no last event")
def _(session, message):
    return [] if message["event"] in ENDS else [message]


@sends("WS31", "there is no heartbeat", rules=("live.beat", "live.*"))
def _(session, message):
    return [] if message["event"] == "heartbeat" else [message]


@sends("WS32", "connected names another heartbeat than limits.yaml", rules=("live.*", "parity.*"))
def _(session, message):
    if message["event"] == "connected":
        message["data"]["heartbeat_seconds"] += 10
    return [message]


@sends("WS33", "an ack does not give the command's id back")
def _(session, message):
    if message["event"] == "ack":
        message["data"].pop("id", None)
    return [message]


@sends("WS34", "a refused command has another code")
def _(session, message):
    if message["event"] == "error":
        message["data"]["error_code"] = "PERMISSION_DENIED"
    return [message]


@command("WS35", "a command that breaks its schema is acknowledged", rules=RULES)
def _(session, text):
    if named(text) in KNOWN:
        wanted = json.loads(text)
        kept = {name: value for name, value in wanted.items() if name in ("command", "id", "task_id")}
        if kept["command"] == "ping":
            kept.pop("task_id", None)
        return [json.dumps(kept)]
    return [text]


@fault("frame", "WS36", "a ping frame has no pong", rules=RULES)
def _(session, frame, kind):
    return True if kind == "command" and frame.opcode == 9 else None


@fault("frame", "WS37", "what the server sends is masked", rules=RULES)
def _(session, frame, kind):
    if kind == "event" and frame.is_whole_text:
        session.writer.write(frame_bytes(frame.payload, masked=True))
        return True


@sends("WS38", "connected names another user")
def _(session, message):
    if message["event"] == "connected":
        message["data"]["user"] = "somebody"
    return [message]


@sends("WS39", "a replay leaves out its first event", rules=("live.replay", "live.*"))
def _(session, message):
    if session.memory.get("replays") and "task_id" in message:
        session.memory["replays"] = False
        return []
    return [message]


@command("WS39", "a replay leaves out its first event")
def _(session, text):
    session.memory["replays"] = '"since"' in text
    return [text]


@fault("stream", "WS40", "an event stream loses an event", "listTaskEvents", rules=("live.*", "stream.*", "agreement.*"))
def _(x, piece):
    return b"" if b"event: agent_started" in piece else piece


@fault("stream", "WS41", "ids of an event stream are not the seq", "listTaskEvents", rules=("live.*", "stream.*", "agreement.*"))
def _(x, piece):
    return piece.replace(b"id: ", b"id: 9")
