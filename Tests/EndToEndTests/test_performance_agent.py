"""The performance agent on targets whose behaviour under load is known, beside wrk on the same target."""

import threading

import pytest

from load_targets import BAND, Clockwork, PacedHost, apart, nearest_rank, numbers, wrk
from server import Server

TRIES = 3
CONNECTIONS, SECONDS = 16, 3


def measure(client, url, **parameters):
    """The result of a task; the warm-up takes the first 200 requests, however long that takes."""
    parameters = {"warm_up_ms": 60000} | parameters
    task, _ = client.run(seconds=120, task_type="performance_test", target=url, parameters=parameters)
    assert task["status"] == "completed", task["error"]
    return task["result"]


@pytest.fixture(scope="module")
def paced(tmp_path_factory):
    with PacedHost(tmp_path_factory.mktemp("paced")) as host:
        yield host


def test_throughput_and_latencies_agree_with_wrk(client, paced, tmp_path):
    tries = []
    for _ in range(TRIES):
        theirs = wrk(tmp_path, paced.url, CONNECTIONS, SECONDS)
        result = measure(client, paced.url, connections=CONNECTIONS, duration_ms=SECONDS * 1000)
        measured = result["measured"]
        assert theirs["errors"] == measured["errors"]["total"] == 0
        assert measured["status"] == {"200": measured["answers"]} and measured["answers"] == measured["requests"]
        assert measured["bytes"]["body"] == measured["answers"] * len(paced.PAGE)
        assert measured["connections_opened"] == CONNECTIONS and measured["closed_by_server"] == 0
        tries.append(apart(numbers(measured), theirs))
        if not tries[-1]:
            return
    pytest.fail(f"never within {BAND}: {tries}")


def test_a_rate_below_the_targets_is_kept_exactly(client, paced):
    measured = measure(client, paced.url, rate=100, requests=300, connections=16, duration_ms=60000)["measured"]
    assert measured["mode"] == "rate" and measured["unsent"] == 0
    assert measured["requests"] == measured["answers"] == 300
    assert measured["duration_ms"] >= 3000 and measured["throughput"]["requests_per_s"] <= 100


def test_percentiles_are_those_of_a_server_that_sleeps_a_known_time(client):
    """nine in ten answers take 20 ms, one in ten 200 ms"""
    tries = []
    for _ in range(TRIES):
        with Clockwork(lambda number: (0.2 if number > 200 and number % 10 == 0 else 0.02, 200)) as target:
            result = measure(client, target.url, requests=300, connections=4, duration_ms=60000)
            took = [seconds * 1000 for seconds in target.took[200:]]
        latency = result["measured"]["latency"]
        assert latency["count"] == len(took) == 300
        # Nothing can be faster than the server; bins may be half a per mille off.
        for name, percent, least in [("p50_ms", 50, 20), ("p75_ms", 75, 20), ("p90_ms", 90, 20), ("p95_ms", 95, 200),
                                     ("p99_ms", 99, 200)]:
            assert latency[name] >= least * 0.999, (name, latency)
            assert latency[name] >= nearest_rank(took, percent) * 0.999, (name, latency)
        assert 20 * 0.999 <= latency["min_ms"] and 38 * 0.999 <= latency["mean_ms"]
        late = {name: latency[name] for name, percent in [("p50_ms", 50), ("p90_ms", 90), ("p99_ms", 99)]
                if latency[name] > nearest_rank(took, percent) * 1.25 + 25}
        tries.append(late)
        if not late:
            return
    pytest.fail(f"always later than the server itself: {tries}")


def test_errors_are_counted_exactly(client):
    def behaviour(number):
        if number <= 200:
            return 0, 200
        return 0, {3: None, 7: 500}.get(number % 10, 200)

    with Clockwork(behaviour) as target:
        result = measure(client, target.url, requests=100, connections=5, duration_ms=60000)
    measured = result["measured"]
    assert measured["requests"] == 100 and measured["answers"] == 90
    assert measured["status"] == {"200": 80, "500": 10}
    assert measured["errors"] == {"connect": 0, "tls": 0, "timeout": 0, "closed": 10, "protocol": 0, "total": 10}
    assert measured["failed"] == 20 and measured["failed_percent"] == 20
    finding = next(one for one in result["findings"] if one["rule"] == "load.errors")
    assert finding["severity"] == "high" and finding["evidence"]["failed"] == 20 and finding["remedy"]


def test_slow_answers_count_for_those_who_had_to_wait(client):
    """one answer takes a second while a request becomes due every 20 ms: fifty callers notice, not one"""
    with Clockwork(lambda number: (1.0 if number == 201 else 0, 200)) as target:
        result = measure(client, target.url, rate=50, requests=100, connections=1, duration_ms=60000)
    measured = result["measured"]
    assert measured["requests"] == measured["answers"] == 100
    assert measured["latency"]["p75_ms"] >= 499 and measured["latency"]["max_ms"] >= 1000
    assert measured["latency"]["mean_ms"] - measured["service"]["mean_ms"] >= 240


def test_thresholds_and_what_is_missing_become_findings(client, paced):
    result = measure(client, paced.url, connections=CONNECTIONS, duration_ms=1000, max_p95_ms=1, max_p99_ms=2,
                     min_requests_per_s=paced.rate * 10)
    findings = {one["rule"]: one for one in result["findings"]}
    assert set(findings) == {"load.latency.p95", "load.latency.p99", "load.throughput.low", "load.compression.none"}
    for finding in findings.values():
        assert finding["title"] and finding["evidence"] and finding["remedy"] and finding["location"] == paced.url
    assert findings["load.compression.none"]["evidence"]["mean_body_bytes"] == len(paced.PAGE)
    assert "answers a second, p50" in result["summary"]


def test_a_page_that_is_not_there_says_so(client):
    with Clockwork(lambda number: (0, 200)) as target:
        pass
    task, _ = client.run(task_type="performance_test", target=target.url)
    assert task["status"] == "failed" and task["error"]["error_code"] == "AGENT_FAILED"
    assert f"127.0.0.1:{target.port} cannot be connected" in task["error"]["detail"]


def test_without_permission_nothing_is_sent(tmp_path):
    server = Server(tmp_path, dev=False).start()
    try:
        with Clockwork(lambda number: (0, 200)) as target:
            task, _ = server.client().run(task_type="performance_test", target=target.url)
            assert task["status"] == "failed" and task["error"]["error_code"] == "TARGET_NOT_ALLOWED"
            assert target.connections == 0
    finally:
        server.kill()


def test_cancelling_ends_the_load(client):
    begun = threading.Event()

    def behaviour(number):
        if number > 200:
            begun.set()
        return 0.001, 200

    with Clockwork(behaviour) as target:
        task = client.create(task_type="performance_test", target=target.url,
                             parameters={"duration_ms": 300000, "connections": 2})
        client.execute(task["id"])
        assert begun.wait(60)
        client.call("POST", f"/tasks/{task['id']}/cancel")
        # Two minutes before the load would end by itself.
        for _ in range(180):
            if client.task(task["id"])["status"] == "cancelled":
                break
            threading.Event().wait(1)
        assert client.task(task["id"])["status"] == "cancelled"
