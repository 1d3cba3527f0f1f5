"""schemathesis, as shipped and tuned, set on a server of the lab.

As shipped: all of its checks and phases, one token. Tuned: also a response time for each operation and two identities
(a Web Fuzzing Commons file), which lets it look for objects of others. Both get the document that test_schemathesis.py
gives it, without the operation that ends the session.
"""

import yaml

from test_schemathesis import ENDS_THE_SESSION, SEED, completed, operations, published

CHECKS = ["--checks", "all", "--seed", str(SEED), "--max-examples", "25", "--max-failures", "1",
          "--request-timeout", "10", "--generation-database", "none", "--no-color", "--output-sanitize", "false"]
# Asked where a fault is in every answer: it shows in any of them, and all of them take minutes.
USUAL = frozenset({"login", "createTask", "listTasks", "getTask", "executeTask", "getAgent", "deleteIntegration"})
# Faults on the way of these alone cannot be seen in a plain request that HTTP libraries send.
UNSEEN = {"head", "event", "command", "frame", "handshake", "write", "stream"}


def is_expressible(fault):
    """Whether the fault is in the way of plain requests at all, which is all that schemathesis sends."""
    return bool(set(fault.hooks) - UNSEEN) and not fault.id.startswith("WS")


class Opinion:
    """Runs schemathesis on labs that share accounts."""

    def __init__(self, lab, folder):
        self.folder = folder
        self.document = folder / "published.yaml"
        document = completed(published(lab.server))
        self.budgets = {one["operationId"]: one["x-slo"]["p95_ms"] / 1000 for one in operations(document) if "x-slo" in one}
        self.document.write_text(yaml.safe_dump(document, sort_keys=False))

    def run(self, lab, operations=USUAL, tuned=False, latency=False, seconds=300):
        """Exit code and what failed first; `operations` are the only ones that are asked."""
        only = [option for name in sorted(operations - ENDS_THE_SESSION) for option in ("--include-operation-id", name)]
        before = self._configuration(lab, latency) if tuned else []
        token = lab.accounts.tokens["olga"]
        header = [] if tuned else ["--header", f"Authorization: Bearer {token}"]
        return lab.schemathesis(self.document, *before, "run", *CHECKS, *header, *only, seconds=seconds)

    def _configuration(self, lab, latency):
        people = [{"name": name, "fixedHeaders": [{"name": "Authorization", "value": f"Bearer {lab.accounts.tokens[name]}"}]}
                  for name in ("olga", "oskar")]
        (lab.folder / "wfc.yaml").write_text(yaml.safe_dump({"auth": people}))
        lines = ["[auth.wfc]", 'path = "wfc.yaml"', 'peers = ["olga", "oskar"]']
        for name, budget in self.budgets.items() if latency else ():
            lines += ["[[operations]]", f'include-operation-id = "{name}"', f"checks.max_response_time = {budget}"]
        (lab.folder / "tuned.toml").write_text("\n".join(lines) + "\n")
        return ["--config-file", lab.folder / "tuned.toml"]
