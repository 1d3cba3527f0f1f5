"""Starts the built server as an operator would, and talks to it as a client would."""

import json
import os
import re
import shutil
import signal
import subprocess
import threading
from pathlib import Path

import requests
from websockets.sync.client import connect

ROOT = Path(__file__).resolve().parents[2]
BINARY = ROOT / os.environ.get("AMAS_BINARY", ".build/debug/amas")


class Server:
    """One `amas serve` process on free ports; its standard error is kept line by line."""

    def __init__(self, folder, spec=ROOT / "spec", agents=ROOT / "agents.yaml", dev=True, port=0, admin_port=0):
        self.folder, self.spec, self.agents = Path(folder), Path(spec), Path(agents)
        self.options = ["--port", port, "--admin-port", admin_port] + (["--dev"] if dev else [])
        self.data = self.folder / "data"
        self.password, self.lines, self.process, self.base = None, [], None, None

    def spawn(self):
        """The process, with nobody yet who reads what it writes."""
        command = [BINARY, "serve", *self.options, "--spec", self.spec, "--agents", self.agents,
                   "--data", self.data]
        self.process = subprocess.Popen([str(part) for part in command], stderr=subprocess.PIPE, text=True, cwd=ROOT)
        return self.process

    def start(self, seconds=30):
        self.spawn()
        self.lines, self.base, ready = [], None, threading.Event()
        threading.Thread(target=self._read, args=(self.process.stderr, ready), daemon=True).start()
        if not ready.wait(seconds) or self.base is None:
            self.kill()
            raise RuntimeError("the server did not start:\n" + "\n".join(self.lines))
        return self

    def _read(self, stream, ready):
        for line in stream:
            self.lines.append(line.rstrip("\n"))
            if found := re.search(r"password: (\S+)", line):
                self.password = found[1]
            if found := re.match(r"listening on (http://\S+)", line):
                self.base = found[1]
                ready.set()
        ready.set()

    @property
    def url(self):
        return self.base + "/api/v1"

    def stop(self):
        """SIGTERM, as an operator's service manager does; returns the exit code."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(40)

    def kill(self):
        if self.process and self.process.poll() is None:
            self.process.kill()
            self.process.wait(10)

    def login(self, username="admin", password=None):
        reply = requests.post(self.url + "/auth/login", timeout=10,
                              json={"username": username, "password": password or self.password})
        assert reply.status_code == 200, reply.text
        return reply.json()["access_token"]

    def client(self, username="admin", password=None):
        return Client(self, self.login(username, password))


class Client:
    """Requests with a token."""

    def __init__(self, server, token):
        self.server, self.token = server, token
        self.session = requests.Session()
        self.session.headers["Authorization"] = f"Bearer {token}"

    def call(self, method, path, **more):
        return self.session.request(method, self.server.url + path, timeout=30, **more)

    def create(self, **body):
        reply = self.call("POST", "/tasks", json={"title": "Scan", "task_type": "security_scan",
                                                  "target": "127.0.0.1"} | body)
        assert reply.status_code == 201, reply.text
        return reply.json()

    def execute(self, task_id):
        reply = self.call("POST", f"/tasks/{task_id}/execute")
        assert reply.status_code == 202, reply.text
        return reply.json()

    def task(self, task_id):
        reply = self.call("GET", f"/tasks/{task_id}")
        assert reply.status_code == 200, reply.text
        return reply.json()

    def socket(self):
        address = self.server.base.replace("http://", "ws://")
        return connect(f"{address}/ws?token={self.token}", open_timeout=10, close_timeout=5)

    def run(self, seconds=60, **body):
        """Creates and executes a task while watching it; answers the finished task and its events."""
        with self.socket() as socket:
            hello = json.loads(socket.recv(10))
            assert hello["event"] == "connected"
            task = self.create(**body)
            self.execute(task["id"])
            return self.watch(socket, task["id"], seconds)

    def watch(self, socket, task_id, seconds=60):
        events = []
        while not events or events[-1]["event"] not in ("task_completed", "task_failed"):
            event = json.loads(socket.recv(seconds))
            if event.get("task_id") == task_id:
                events.append(event)
        return self.task(task_id), events


def copy_of_spec(folder):
    """A copy of spec/ and agents.yaml that a test may edit; answers (spec folder, agents file)."""
    spec, agents = Path(folder) / "spec", Path(folder) / "agents.yaml"
    shutil.copytree(ROOT / "spec", spec)
    shutil.copy(ROOT / "agents.yaml", agents)
    return spec, agents


def edit(path, old, new):
    """Replaces one text that must be there exactly once."""
    text = path.read_text()
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path}"
    path.write_text(text.replace(old, new))
