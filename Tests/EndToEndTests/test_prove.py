"""The proof: every line of the files that is changed is noticed, and one that nobody reads is called dead."""

import json
import re
import subprocess

from server import BINARY, ROOT, copy_of_spec, edit


def prove(*options, seconds=300):
    return subprocess.run([str(part) for part in (BINARY, "prove", *options)], capture_output=True, text=True,
                          timeout=seconds, cwd=ROOT)


def line_of(path, text):
    """The number of the one line that holds the text."""
    found = [number for number, line in enumerate(path.read_text().splitlines(), 1) if text in line]
    assert len(found) == 1, (text, found)
    return found[0]


def verdicts(folder, file, lines, spec, agents):
    """What is known of the lines, by number; answers (exit code, verdicts, everything printed)."""
    report = folder / "report.json"
    done = prove("--spec", spec, "--agents", agents, "--file", file, "--lines", lines, "--json", report, "--jobs", 2)
    assert done.returncode in (0, 1), done.stderr
    found = {line["line"]: line for line in json.loads(report.read_text())["lines"]}
    return done.returncode, found, done.stdout + done.stderr


def test_lines_that_count_are_enforced(tmp_path):
    spec, agents = copy_of_spec(tmp_path)
    file = spec / "openapi.yaml"
    first = line_of(file, "    NewTask:") + 1
    lines = file.read_text().splitlines()
    last = next(number for number in range(first, first + 60) if re.match(r"\s+maximum: 10$", lines[number - 1]))
    code, found, text = verdicts(tmp_path, file, f"{last - 2}-{last}", spec, agents)
    assert code == 0, text
    assert found[last]["standing"] == "enforced", text
    assert found[last]["operator"] == "bound" and found[last]["rule"].split(".")[0] in ("body", "positive"), text


def test_a_line_that_nobody_reads_is_dead(tmp_path):
    spec, agents = copy_of_spec(tmp_path)
    file = spec / "limits.yaml"
    file.write_text(file.read_text() + "\nx-nobody: 1\n")
    line = line_of(file, "x-nobody")
    code, found, text = verdicts(tmp_path, file, f"{line}-{line}", spec, agents)
    assert code == 1, text
    assert found[line]["standing"] == "dead", text
    assert f":{line} dead" in text


def test_files_that_do_not_start_prove_nothing(tmp_path):
    spec, agents = copy_of_spec(tmp_path)
    edit(spec / "openapi.yaml", "operationId: getMetrics", "operationId: getYou")
    done = prove("--spec", spec, "--agents", agents, "--file", spec / "limits.yaml")
    assert done.returncode == 2 and "getYou" in done.stderr, done.stderr
    done = prove("--spec", spec, "--agents", agents, "--file", "nothing.yaml")
    assert done.returncode == 2 and "nothing.yaml is none of" in done.stderr, done.stderr
