"""What a fault is: an id of the catalogue, a title, and a function that puts it between server and client."""

from dataclasses import dataclass, field

GROUPS = {
    "SC": "A. Status codes", "EB": "B. Error body shape", "RD": "C. Schema drift in responses",
    "MV": "D. Missing or wrong validation", "AU": "E. Authentication and authorisation", "JW": "F. JWT attacks",
    "RL": "G. Rate limits", "HD": "H. Response headers", "ME": "I. Methods", "CN": "J. Content negotiation",
    "EN": "K. Encoding", "SM": "L. State machine", "PG": "M. Pagination", "ID": "N. Idempotency",
    "LT": "O. Latency budgets", "WS": "P. WebSocket", "PR": "Q. HTTP framing", "SP": "R. Spec/config parity",
}


@dataclass
class Fault:
    """One fault.

    `hooks` names what it interferes with: head (the bytes of a request's head), request, response, event (a message of
    the server on the WebSocket), command (one of the client), frame (either, as it is on the wire), handshake (its
    answer), stream (a piece of an event stream), write (the moment an answer is sent).
    `only` are the operations it is about; none for every answer. `rules` are those of `amas conform` that are asked
    first; the whole suite is asked when they say nothing.
    """

    id: str
    title: str
    rules: tuple = ()
    only: frozenset = frozenset()
    hooks: dict = field(default_factory=dict)

    @property
    def group(self):
        return GROUPS[self.id[:2]]

    def concerns(self, operation):
        return not self.only or operation in self.only


FAULTS: dict[str, Fault] = {}


def fault(kind, id, title, *only, rules=()):
    """Registers the function as the hook of one kind of a fault; of a fault that is there already, as another hook."""
    def register(function):
        asked = (rules,) if isinstance(rules, str) else tuple(rules)
        one = FAULTS.setdefault(id, Fault(id, title, asked, frozenset(only)))
        assert one.title == title and kind not in one.hooks, f"{id} is taken"
        one.hooks[kind] = function
        return function
    return register


def response(id, title, *only, rules=()):
    """The function gets the exchange with the server's response, and changes it."""
    return fault("response", id, title, *only, rules=rules)


def request(id, title, *only, rules=()):
    """The function gets the exchange before the server does: it mends what should be refused, or answers itself."""
    return fault("request", id, title, *only, rules=rules)


def event(id, title, rules=()):
    """The function gets session and message of the server, and answers with the messages that go on."""
    return fault("event", id, title, rules=rules)


def command(id, title, rules=()):
    """The function gets session and text of the client, and answers with the texts that go on."""
    return fault("command", id, title, rules=rules)
