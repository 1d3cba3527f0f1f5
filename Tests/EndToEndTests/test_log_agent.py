"""log_analyst on real files, beside goaccess and drain3."""

import gzip
import json

import pytest

from agreement import Lab, log_analyst


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    with Lab(tmp_path_factory.mktemp("logs")) as running:
        yield running


def test_counts_and_templates_agree_with_goaccess_drain3_and_the_truth(lab):
    rows = log_analyst.rows(lab)
    assert len(rows) == 11
    for one in rows:
        assert one.agree, f"{one.question}: {one.ours} against {one.theirs} of {one.reference}"


def analyse(lab, name, content, **parameters):
    path = lab.files / name
    path.write_bytes(content)
    return lab.run(task_type="log_analysis", target=str(path), parameters=parameters)


def test_a_file_that_is_no_log_gives_an_honest_answer(lab):
    task = analyse(lab, "a.gz", gzip.compress(b"no log" * 5_000, mtime=0))
    assert task["status"] == "completed"
    stats = task["result"]["statistics"]
    assert stats["parsed"] == 0 and stats["lines"] == stats["unparsed"]["count"] + stats["empty"]
    assert [one["rule"] for one in task["result"]["findings"]] == ["log.lines.unparsed"]


def test_json_lines_are_read(lab):
    lines = [{"time": f"2026-11-25T01:00:{i % 60:02}Z", "level": "error" if i < 30 else "info", "msg": f"job {i} done",
              "duration_ms": i} for i in range(100)]
    task = analyse(lab, "a.jsonl", "\n".join(map(json.dumps, lines)).encode())
    stats = task["result"]["statistics"]
    assert stats["levels"] == {"info": 70, "error": 30} and stats["forms"] == {"json": 100}
    assert (stats["latency_ms"]["p50"], stats["latency_ms"]["max"]) == (49, 99)
    assert task["result"]["templates"]["templates"][0]["template"] == "job <num> done"
    assert task["result"]["grade"] == "D"


def test_a_file_outside_of_the_allowed_folders_is_refused(lab):
    task = lab.run(task_type="log_analysis", target="/etc/passwd")
    assert task["status"] == "failed" and task["error"]["error_code"] == "TARGET_NOT_ALLOWED", task
    assert "root:" not in json.dumps(task)
