"""The validator beside Blaze and jsonschema-rs, one after the other on one core: `bench.py [--loops N] [--runs N] [SCHEMA...]`.

Blaze (the `jsonschema` command of sourcemeta) judges parsed documents, so it stands beside our judging of parsed
documents. jsonschema-rs judges objects of Python, which come from text by json.loads: it stands beside our reading and
judging. Formats are no assertions in any of them. The figures are for all instances of a schema together, each the
mean of its loops, in the fastest of the runs, which take turns: what else the machine does only makes a run slower. The
last row has the geometric means of the ratios. Below the table stands what the body of a new task takes, `task.json`.
"""

import argparse
import json
import math
import os
import re
import subprocess
import sys
import time
from pathlib import Path

import jsonschema_rs

ROOT = Path(__file__).resolve().parents[2]
RUNNER = ROOT / ".build/release/SchemaBenchmark"
SUITES = Path(os.environ.get("AMAS_SUITES", ROOT.parent / "shared/data"))
SOURCE = "https://github.com/sourcemeta-research/jsonschema-benchmark"


def pinned(command, **more):
    """Runs a command on the last core alone."""
    core = max(os.sched_getaffinity(0))
    return subprocess.run([str(part) for part in command], capture_output=True, text=True, check=True,
                          preexec_fn=lambda: os.sched_setaffinity(0, {core}), **more)


def ours(folder, loops):
    return json.loads(pinned([RUNNER, folder / "schema.json", folder / "instances.jsonl", loops]).stdout)


def task(rounds=1000):
    """The body of a new task, read and judged by our own contract."""
    body = Path(__file__).with_name("task.json")
    return json.loads(pinned([RUNNER, "spec", "createTask", body, rounds], cwd=ROOT).stdout)


def blaze(folder, loops):
    """Nanoseconds for all instances, exhaustive mode off, as in its own benchmarks."""
    command = Path(sys.executable).parent / "jsonschema"
    done = pinned([command, "validate", folder / "schema.json", folder / "instances.jsonl", "--benchmark", "--loop",
                   loops, "--fast"])
    times = re.findall(r": PASS ([\d.]+) \+-", done.stdout + done.stderr)
    return len(times), sum(map(float, times)) * 1000


def rust(folder, loops):
    """Nanoseconds to read and judge all instances."""
    validator = jsonschema_rs.validator_for(json.loads((folder / "schema.json").read_text()))
    lines = (folder / "instances.jsonl").read_text().splitlines()
    total = 0
    for line in lines:
        start = time.perf_counter_ns()
        for _ in range(loops):
            validator.is_valid(json.loads(line))
        total += (time.perf_counter_ns() - start) / loops
    return total


def mean(ratios):
    return math.exp(sum(map(math.log, ratios)) / len(ratios))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("schemas", nargs="*")
    parser.add_argument("--loops", type=int, default=20)
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    if not (SUITES / "jsonschema-benchmark").is_dir():
        sys.exit(f"the schemas are not at {SUITES}/jsonschema-benchmark; get them from {SOURCE}, then set AMAS_SUITES")
    if not RUNNER.exists():
        sys.exit(f"{RUNNER} is not built; run: make bench-schemas")
    folders = sorted(one for one in (SUITES / "jsonschema-benchmark").iterdir() if (one / "instances.jsonl").exists())
    print("| schema | instances | judge: ours, us | Blaze, us | ratio | read and judge: ours, us | jsonschema-rs, us | ratio |")
    print("|---|---|---|---|---|---|---|---|")
    judging, reading = [], []
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    for folder in folders:
        if options.schemas and folder.name not in options.schemas:
            continue
        runs = [(ours(folder, options.loops), blaze(folder, options.loops), rust(folder, options.loops))
                for _ in range(options.runs)]
        mine, (count, _), _ = runs[0]
        if not mine["accepted"] == mine["instances"] == count:
            sys.exit(f"{folder.name}: of {mine['instances']} valid instances ours accepts {mine['accepted']}, Blaze {count}")
        judge, read = (min(one[key] for one, _, _ in runs) for key in ("evaluate_ns", "read_and_evaluate_ns"))
        theirs, python = min(one for _, (_, one), _ in runs), min(one for _, _, one in runs)
        judging.append(judge / theirs)
        reading.append(read / python)
        print(f"| {folder.name} | {count} | {judge / 1000:.0f} | {theirs / 1000:.0f} | {judging[-1]:.2f} | "
              f"{read / 1000:.0f} | {python / 1000:.0f} | {reading[-1]:.2f} |", flush=True)
    print(f"| geometric mean | | | | {mean(judging):.2f} | | | {mean(reading):.2f} |")
    one = task()
    print(f"\nA new task ({one['bytes']} bytes), read and judged by spec/: median {one['median_ns'] / 1000:.2f} us, 99 of 100 "
          f"rounds of a hundred within {one['p99_ns'] / 1000:.2f} us.")


main()
