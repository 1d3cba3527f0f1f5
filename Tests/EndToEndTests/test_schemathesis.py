"""Other people's judges of the contract: openapi-spec-validator on the files, schemathesis on the live server.

Schemathesis derives requests from the published openapi.yaml alone: examples, every boundary of every schema, random
bodies, chains of operations, and for each a broken twin; then it holds every answer against the document. It runs with
all of its checks, a fixed seed, and a bound on its time. Three things are set up around it:

- The server runs with rate limits out of the way (test_promises.py counts those), so that 429 hides nothing.
- What agents.yaml adds to a task, the types there are and the parameters each takes, is written into the document that
  schemathesis gets: no client can know it from openapi.yaml, and the server rightly refuses what breaks it.
- Operations that withdraw the token everything else runs with are left out.
"""

import re
import subprocess

import pytest
import yaml
from openapi_spec_validator import validate

from server import ROOT, Server, copy_of_spec

SECONDS = 60
SEED = 20261124
ENDS_THE_SESSION = {"logout"}


def documents():
    return yaml.safe_load((ROOT / "spec/openapi.yaml").read_text()), yaml.safe_load((ROOT / "agents.yaml").read_text())


def operations(document):
    methods = {"get", "put", "post", "delete", "options", "head", "patch", "trace"}
    return [operation for path in document["paths"].values() for method, operation in path.items() if method in methods]


def test_the_document_is_valid_openapi():
    validate(documents()[0])


def without_rate_limits(spec):
    limits = spec / "limits.yaml"
    limits.write_text(re.sub(r"^    q: \d+$", "    q: 1000000", limits.read_text(), flags=re.MULTILINE))


def with_agents(document, agents):
    """The document with what one agent takes in place of what some agent might take."""
    name, agent = next(iter(agents["agents"].items()))
    task = document["components"]["schemas"]["NewTask"]["properties"]
    task["task_type"] = {"type": "string", "enum": agent["task_types"]}
    task["parameters"] = agent.get("input_schema", {"type": "object"}) | {"default": {}}
    return document


@pytest.fixture(scope="module")
def judged(tmp_path_factory):
    folder = tmp_path_factory.mktemp("schemathesis")
    spec, agents = copy_of_spec(folder)
    without_rate_limits(spec)
    server = Server(folder, spec=spec, agents=agents).start()
    document = folder / "published.yaml"
    document.write_text(yaml.safe_dump(with_agents(*documents()), sort_keys=False))
    yield server, document
    server.kill()


def schemathesis(server, document, *more):
    token = server.login()
    left_out = [operation["operationId"] for operation in operations(documents()[0])
                if operation["operationId"] in ENDS_THE_SESSION]
    options = [option for name in left_out for option in ("--exclude-operation-id", name)]
    command = [str(ROOT / ".build-venv/bin/schemathesis"), "run", str(document), "--url", server.url,
               "--header", f"Authorization: Bearer {token}", "--checks", "all", "--seed", str(SEED),
               "--max-examples", "25", "--request-timeout", "10", "--max-time", str(SECONDS), "--generation-database", "none", "--no-color",
               *options, *more]
    done = subprocess.run(command, capture_output=True, text=True, cwd=server.folder, timeout=10 * SECONDS)
    return done.returncode, done.stdout + done.stderr, len(operations(documents()[0])) - len(left_out)


def test_schemathesis_finds_no_failure(judged):
    code, output, expected = schemathesis(*judged)
    assert code == 0, output
    assert re.search(rf"Tested: +{expected}\b", output), output
    assert int(re.search(r"(\d+) generated", output)[1]) > 500, output


def test_schemathesis_would_find_one(judged):
    """The same run against a document that promises something else, so that silence means something."""
    server, document = judged
    other = yaml.safe_load(document.read_text())
    other["components"]["schemas"]["Health"]["required"].append("mood")
    wrong = document.with_name("wrong.yaml")
    wrong.write_text(yaml.safe_dump(other, sort_keys=False))
    code, output, _ = schemathesis(server, wrong, "--include-operation-id", "getHealth", "--phases", "examples,coverage")
    assert code == 1 and "mood" in output, output
