"""A real server behind the proxy, and the two judges that are set on it."""

import asyncio
import re
import shutil
import subprocess
import threading
import time
from fnmatch import fnmatch
from pathlib import Path

from server import BINARY, ROOT, Server, copy_of_spec
from test_conform import PEOPLE, add_people
from test_schemathesis import without_rate_limits

from .proxy import Proxy
from .routes import Routes

# Tokens last half an hour.
FRESH_SECONDS = 900


class Accounts:
    """A data folder with the accounts of PEOPLE, logged in: every server of the lab starts with a copy of it.

    `limited` says whether the rate limits are the shipped ones, or so wide that nobody meets them.
    """

    def __init__(self, folder, limited=False):
        self.folder = Path(folder)
        self.folder.mkdir(parents=True)
        self.spec, self.agents = copy_of_spec(self.folder)
        if not limited:
            without_rate_limits(self.spec)
        self.copies = 0
        self._log_in()

    def _log_in(self):
        shutil.rmtree(self.folder / "data", ignore_errors=True)
        server = Server(self.folder, spec=self.spec, agents=self.agents).start()
        self.users = add_people(server)
        self.tokens = {name: server.login(name, f"a password of {name}") for name, _ in PEOPLE}
        self.since = time.monotonic()
        server.stop()

    def copy(self):
        """A folder of its own with the data."""
        if time.monotonic() - self.since > FRESH_SECONDS:
            self._log_in()
        self.copies += 1
        folder = self.folder / str(self.copies)
        shutil.copytree(self.folder / "data", folder / "data")
        return folder


class Lab:
    """One server on fresh data, with one fault in front of it; None for none."""

    def __init__(self, accounts, fault=None):
        self.accounts, self.fault, self.folder = accounts, fault, accounts.copy()
        self.server = Server(self.folder, spec=accounts.spec, agents=accounts.agents)

    def __enter__(self):
        self.server.start()
        host, _, port = self.server.base.removeprefix("http://").rpartition(":")
        secret = (self.server.data / "token-secret").read_bytes()
        routes = Routes(self.accounts.spec / "openapi.yaml")
        self.proxy = Proxy((host, int(port)), routes, secret, self.accounts.tokens, self.fault)
        self.loop = asyncio.new_event_loop()
        threading.Thread(target=self.loop.run_forever, daemon=True).start()
        asyncio.run_coroutine_threadsafe(self.proxy.serve(), self.loop).result(10)
        return self

    def __exit__(self, *_):
        asyncio.run_coroutine_threadsafe(self._hang_up(), self.loop).result(10)
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.server.kill()
        shutil.rmtree(self.folder)

    async def _hang_up(self):
        """Ends the connections that are still open, so that nothing of them outlives the loop."""
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for one in others:
            one.cancel()
        await asyncio.gather(*others, return_exceptions=True)

    @property
    def url(self):
        return f"http://127.0.0.1:{self.proxy.port}"

    def conform(self, rules=(), seconds=300):
        """Asks `amas conform`, or those of its rules, up to the first finding.

        Returns the exit code, None when it was stopped at a finding, and its last line.
        """
        only = [option for rule in rules for option in ("--only", rule)]
        command = [BINARY, "conform", "--url", self.url, "--users", self.accounts.users,
                   "--spec", self.accounts.spec, *only]
        return watched(command, seconds, r"FAILED (.+)")

    def schemathesis(self, document, *options, seconds=300):
        """Asks schemathesis, which stops at its first failure: exit code, and the name of what failed."""
        command = [ROOT / ".build-venv/bin/schemathesis", *options, "--url", self.url + "/api/v1", document]
        done = subprocess.run([str(part) for part in command], capture_output=True, text=True, timeout=seconds,
                              cwd=self.folder)
        failed = re.findall(r"^- (.+)$", done.stdout, re.MULTILINE)
        return done.returncode, failed[0] if failed else done.stdout.strip().rpartition("\n")[2]


def watched(command, seconds, sign):
    """Runs a command until a line of its standard error has the sign; the exit code, None when it was stopped."""
    process = subprocess.Popen([str(part) for part in command], stderr=subprocess.PIPE, stdout=subprocess.DEVNULL,
                               text=True, cwd=ROOT)
    stop = threading.Timer(seconds, process.kill)
    stop.start()
    last = ""
    try:
        for line in process.stderr:
            if found := re.match(sign, line):
                return None, found[1]
            last = line.strip() or last
        return process.wait(10), last
    finally:
        stop.cancel()
        process.kill()
        process.wait(10)


def known_rules():
    """The ids of the rules of `amas conform`."""
    listed = subprocess.run([BINARY, "conform", "--rules"], capture_output=True, text=True, check=True).stdout
    return [line.split("\t")[0] for line in listed.splitlines()]


def that_exist(globs, rules):
    """Those of the globs that name a rule."""
    return tuple(glob for glob in globs if any(fnmatch(rule, glob) for rule in rules))
