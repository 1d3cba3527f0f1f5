"""Puts the same load on this server and on FastAPI on uvicorn, in turns, and prints a Markdown table.

Each server is pinned to one processor core and wrk to another. Bodies, paths and answers are checked to be alike before
anything is measured. Our server writes to disk, its peer keeps everything in memory.
"""

import argparse
import json
import os
import platform
import re
import secrets
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
SERVER_CORE, CLIENT_CORE = 0, 1
BODY = json.dumps({
    "title": "Security Scan", "description": "Scan example.com for vulnerabilities", "task_type": "security_scan",
    "target": "example.com", "priority": 5, "parameters": {"ports": [22, 80, 443, 8443]}})


def call(method, url, token=None, body=None):
    """One request; answers (status, decoded body)."""
    request = urllib.request.Request(url, method=method, data=body and body.encode())
    if body:
        request.add_header("Content-Type", "application/json")
    if token:
        request.add_header("Authorization", f"Bearer {token}")
    with urllib.request.urlopen(request, timeout=10) as reply:
        return reply.status, json.load(reply)


class Peer:
    """A server under test: how it is started, and how to get its token."""

    def __enter__(self):
        self.folder = Path(tempfile.mkdtemp(prefix=".build-peers-", dir=ROOT))
        self.start()
        self.ids = [self.create() for _ in range(100)]
        return self

    def __exit__(self, *_):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(60)
        shutil.rmtree(self.folder)

    def spawn(self, command, **more):
        command = ["taskset", "-c", str(SERVER_CORE), *map(str, command)]
        self.process = subprocess.Popen(command, **more)

    def create(self):
        status, task = call("POST", f"{self.base}/api/v1/tasks", self.token, BODY)
        assert status == 201, status
        return task["id"]

    def load(self, mode, seconds, connections):
        """One run of wrk."""
        what = [BODY] if mode == "create" else [f"/api/v1/tasks/{one}" for one in self.ids]
        command = ["taskset", "-c", str(CLIENT_CORE), "wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--timeout",
                   "30s", "-s", HERE / "load.lua", self.base, "--", mode, self.token, *what]
        before = self.processor_seconds()
        output = subprocess.run(list(map(str, command)), capture_output=True, text=True, check=True).stdout
        run = json.loads(output.strip().splitlines()[-1])
        if run["bad_status"] or run["socket_errors"] or not run["requests"]:
            sys.exit(f"{self.name}, {mode}: not every request was answered well: {run}")
        return run | {"cpu_us": (self.processor_seconds() - before) / run["requests"] * 1e6}

    def processor_seconds(self):
        """What the server has used so far, in user and kernel mode (proc_pid_stat(5))."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


class Ours(Peer):
    name = "amas"

    def start(self):
        spec = self.folder / "spec"
        shutil.copytree(ROOT / "spec", spec)
        limits = spec / "limits.yaml"
        limits.write_text(re.sub(r"(?m)^(  api:\n    q:) \d+", r"\1 100000000", limits.read_text(), count=1))
        binary = ROOT / os.environ.get("AMAS_BINARY", ".build/release/amas")
        if not binary.exists():
            sys.exit(f"{binary} is not built; run: make build CONFIG=release")
        self.spawn([binary, "serve", "--port", 0, "--admin-port", 0, "--spec", spec, "--agents", ROOT / "agents.yaml",
                    "--data", self.folder / "data", "--log-level", "warning"], stderr=subprocess.PIPE, text=True)
        password = None
        for line in self.process.stderr:
            if found := re.search(r"password: (\S+)", line):
                password = found[1]
            if found := re.match(r"listening on (http://\S+)", line):
                self.base = found[1]
                break
        credentials = json.dumps({"username": "admin", "password": password})
        self.token = call("POST", f"{self.base}/api/v1/auth/login", body=credentials)[1]["access_token"]


class FastAPI(Peer):
    name = "FastAPI on uvicorn"

    def start(self):
        import jwt

        secret, now = secrets.token_hex(32), int(time.time())
        self.token = jwt.encode(
            {"iss": "amas", "aud": "amas", "sub": "admin", "role": "admin", "iat": now, "nbf": now, "exp": now + 7200,
             "jti": secrets.token_hex(16)}, secret, algorithm="HS256")
        with socket.socket() as one:
            one.bind(("127.0.0.1", 0))
            port = one.getsockname()[1]
        self.base = f"http://127.0.0.1:{port}"
        self.spawn([sys.executable, "-m", "uvicorn", "fastapi_peer:app", "--port", port, "--loop", "uvloop", "--http",
                    "httptools", "--no-access-log", "--log-level", "warning"],
                   cwd=HERE, env=os.environ | {"PEER_SECRET": secret})
        self.wait(port)

    def wait(self, port):
        end = time.monotonic() + 60
        while self.process.poll() is None and time.monotonic() < end:
            try:
                return socket.create_connection(("127.0.0.1", port), timeout=1).close()
            except OSError:
                time.sleep(0.05)
        sys.exit("uvicorn did not start")


def same_answers(peers):
    """Stops unless the answers have the same members, and the same values where they do not depend on the moment."""
    own = {"id", "created_at", "updated_at"}
    answers = [call("GET", f"{peer.base}/api/v1/tasks/{peer.ids[0]}", peer.token)[1] for peer in peers]
    kept = [{name: value for name, value in answer.items() if name not in own} for answer in answers]
    if kept[0] != kept[1] or answers[0].keys() != answers[1].keys():
        sys.exit(f"the answers differ: {answers}")


def measure(peers, arguments):
    """{(peer, mode): [run, ...]}, the peers in turns so that a change of the machine meets both."""
    runs = {}
    for mode in ("read", "create"):
        for peer in peers:
            peer.load(mode, arguments.warm_up, arguments.connections)
        for number in range(arguments.runs):
            for peer in peers if number % 2 == 0 else peers[::-1]:
                run = peer.load(mode, arguments.seconds, arguments.connections)
                runs.setdefault((peer.name, mode), []).append(run)
                print(f"{mode} {number + 1}/{arguments.runs} {peer.name}: {run['requests'] / run['seconds']:.0f}/s",
                      file=sys.stderr)
    return runs


COLUMNS = [("{}s/s", "{:,.0f}", lambda run: run["requests"] / run["seconds"]),
           ("p50", "{:.2f} ms", lambda run: run["p50_ms"]), ("p99", "{:.2f} ms", lambda run: run["p99_ms"]),
           ("processor time", "{:.0f} µs", lambda run: run["cpu_us"])]


def table(peers, runs):
    """For each kind of request a table: the medians over the runs, and how many times better ours are."""
    lines = []
    for mode in ("read", "create"):
        heads = [title.format(mode) for title, _, _ in COLUMNS]
        lines += [f"| | {' | '.join(heads)} |", "|---|" + "---:|" * len(heads)]
        rows = [[statistics.median(value(run) for run in runs[peer.name, mode]) for _, _, value in COLUMNS]
                for peer in peers]
        for peer, row in zip(peers, rows):
            cells = [form.format(value) for (_, form, _), value in zip(COLUMNS, row)]
            lines.append(f"| {peer.name} | {' | '.join(cells)} |")
        ratios = [ours / theirs if index == 0 else theirs / ours for index, (ours, theirs) in enumerate(zip(*rows))]
        lines += ["| times better | " + " | ".join(f"{ratio:.1f}" for ratio in ratios) + " |", ""]
    return "\n".join(lines)


def processor():
    names = re.findall(r"(?m)^model name\s*:\s*(.+)$", Path("/proc/cpuinfo").read_text())
    return names[0] if names else platform.machine()


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=5, help="runs of each server and kind")
    parser.add_argument("--seconds", type=int, default=6, help="how long a run takes")
    parser.add_argument("--warm-up", type=int, default=3, help="seconds before the first run")
    parser.add_argument("--connections", type=int, default=64)
    arguments = parser.parse_args()
    if len(os.sched_getaffinity(0)) < 2:
        sys.exit("server and client need a processor core each, and there is only one")
    with Ours() as ours, FastAPI() as theirs:
        peers = [ours, theirs]
        same_answers(peers)
        print(table(peers, measure(peers, arguments)))
    versions = ", ".join(
        f"{name} {version}" for name, version in re.findall(r"(\w+)==(\S+)", (HERE / "requirements.txt").read_text()))
    print(f"Medians of {arguments.runs} runs of {arguments.seconds} s each, in turns; {arguments.connections} connections;"
          f" the server on one core, wrk on another;"
          f" processor time is that of the server for one request; {processor()}. Python {platform.python_version()}, {versions}.")


if __name__ == "__main__":
    main()
