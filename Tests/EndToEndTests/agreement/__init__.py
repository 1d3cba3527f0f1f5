"""How far the agents agree with reference checkers: one module here for each agent.

A module has one function, `rows(lab)`, which answers a list of `Row`. `lab.run(**task)` runs a task on a server that may
read the repository (`lab.root`) and `lab.folder`, and answers the finished task; `lab.command(*words)` runs a reference
checker. A row in which the two differ must say why: `scripts/agreement` ends with 1 if one does not.
"""

import importlib
import pkgutil
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from server import ROOT, Server


@dataclass
class Row:
    """One question that an agent and a reference checker both answered."""

    agent: str
    question: str
    reference: str
    ours: object
    theirs: object
    agree: bool
    why: str = ""

    @property
    def is_explained(self):
        return self.agree or bool(self.why)


def row(agent, question, reference, ours, theirs, why=""):
    """A row that agrees if the answers are equal; `why` explains the difference and is dropped if there is none."""
    agree = ours == theirs
    return Row(agent, question, reference, ours, theirs, agree, "" if agree else why)


class Lab:
    """A running server, and a folder for what the checkers look at."""

    root = ROOT

    def __init__(self, folder):
        self.folder = Path(folder)
        self.files = self.folder / "files"
        self.files.mkdir(exist_ok=True)
        (self.folder / "server").mkdir(exist_ok=True)
        self.server = Server(self.folder / "server", agents=self._agents())

    def _agents(self):
        """The shipped agents, allowed to read the folder beside the repository."""
        text = (ROOT / "agents.yaml").read_text()
        closed = "files:\n  allow: []\n"
        assert text.count(closed) == 1
        path = self.folder / "agents.yaml"
        path.write_text(text.replace(closed, f"files:\n  allow: [{self.files}]\n"))
        return path

    def __enter__(self):
        self.server.start()
        self.client = self.server.client()
        return self

    def __exit__(self, *_):
        self.server.kill()

    def run(self, seconds=120, **task):
        """Runs a task; answers it when it is finished. Asks for it, as a result may be larger than an event."""
        client, end = self.client, time.monotonic() + seconds
        made = client.create(**task)
        client.execute(made["id"])
        while (found := client.task(made["id"]))["status"] not in ("completed", "failed", "cancelled"):
            if time.monotonic() > end:
                raise TimeoutError(f"{task} is {found['status']} after {seconds} s")
            time.sleep(0.1)
        return found

    def command(self, *words, **more):
        """What a reference checker prints."""
        done = subprocess.run([str(word) for word in words], capture_output=True, text=True, timeout=300, **more)
        if done.returncode not in (0, 1):
            raise RuntimeError(f"{words[0]} ended with {done.returncode}: {done.stderr[-2000:]}")
        return done.stdout

    def python(self, *words, **more):
        """What a Python module prints: `lab.python("lizard", "--csv", path)`."""
        return self.command(sys.executable, "-m", *words, **more)


def modules(names=()):
    """The modules of the agents, all or those named, in the order of their names."""
    found = sorted(module.name for module in pkgutil.iter_modules(__path__) if module.name != "__main__")
    unknown = set(names) - set(found)
    if unknown:
        raise SystemExit(f"no module {', '.join(sorted(unknown))}; there are {', '.join(found)}")
    return [importlib.import_module(f"{__name__}.{name}") for name in (names or found)]


def table(rows):
    """The rows as a Markdown table."""
    def cell(value):
        return str(value).replace("|", "\\|").replace("\n", " ")

    lines = ["| agent | question | reference | ours | theirs | agree | why |", "|---|---|---|---|---|---|---|"]
    for one in rows:
        agree = "yes" if one.agree else "no"
        cells = [one.agent, one.question, one.reference, one.ours, one.theirs, agree, one.why]
        lines.append("| " + " | ".join(map(cell, cells)) + " |")
    return "\n".join(lines)
