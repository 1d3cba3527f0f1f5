"""The performance agent beside wrk on a paced nginx, and beside a server that counts for itself."""

from agreement import Row, row
from load_targets import BAND, Clockwork, PacedHost, apart, numbers, wrk

AGENT, CONNECTIONS, SECONDS, TRIES = "performance_agent", 16, 5, 3
QUESTIONS = {"requests_per_s": "answers a second of an nginx that lets 400 through", "p50_ms": "p50 of its answers",
             "p99_ms": "p99 of its answers"}


def measure(lab, url, **parameters):
    task = lab.run(task_type="performance_test", target=url, parameters={"warm_up_ms": 60000} | parameters)
    return task["result"]["measured"]


def rows(lab):
    return beside_wrk(lab) + beside_the_server(lab)


def beside_wrk(lab):
    with PacedHost(lab.folder) as host:
        for _ in range(TRIES):
            theirs = wrk(lab.folder, host.url, CONNECTIONS, SECONDS)
            ours = numbers(measure(lab, host.url, connections=CONNECTIONS, duration_ms=SECONDS * 1000))
            if not apart(ours, theirs):
                break
    outside = apart(ours, theirs)
    return [Row(AGENT, f"{question}, within {BAND[name]:.0%}", "wrk", f"{ours[name]:.1f}", f"{theirs[name]:.1f}",
                name not in outside) for name, question in QUESTIONS.items()]


def beside_the_server(lab):
    statuses = {3: None, 7: 500}
    with Clockwork(lambda number: (0, statuses.get(number % 10, 200))) as target:
        measured = measure(lab, target.url, requests=500, connections=8, duration_ms=60000)
        sent = len(target.took)
    return [
        row(AGENT, "connections that the server hung up on, of 500 requests", "the server", measured["errors"]["closed"],
            50),
        row(AGENT, "answers by status, of 500 requests", "the server", measured["status"], {"200": 400, "500": 50}),
        row(AGENT, "requests that arrived, with 200 to warm up", "the server", measured["requests"] + 200, sent),
    ]
