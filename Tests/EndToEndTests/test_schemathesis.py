"""Other people's judges of the contract: openapi-spec-validator on its document, schemathesis on the live server.

Schemathesis derives requests from the published document alone: examples, every boundary of every schema, random
bodies, chains of operations, and for each a broken twin; then it holds every answer against the document. It runs with
all of its checks, a fixed seed, and a bound on its time. Four things are set up around it:

- The server runs with rate limits out of the way (test_promises.py counts those), so that 429 hides nothing.
- What agents.yaml adds to a task and integrations.yaml to an integration is written into the document that
  schemathesis gets: no client can know it from openapi.yaml, and the server rightly refuses what breaks it.
- Idempotency-Key is left out: schemathesis sends its example with different bodies, which the server rightly refuses
  (test_idempotency.py has it).
- Operations that withdraw the token everything else runs with are left out.
"""

import re
import subprocess

import pytest
import requests
import yaml
from openapi_spec_validator import validate

from server import ROOT, Server, copy_of_spec

SECONDS = 60
SEED = 20261124
ENDS_THE_SESSION = {"logout"}


def read(name):
    return yaml.safe_load((ROOT / name).read_text())


def published(server):
    return requests.get(server.url + "/openapi.json", timeout=10).json()


def operations(document):
    methods = {"get", "put", "post", "delete", "options", "head", "patch", "trace"}
    return [operation for path in document["paths"].values() for method, operation in path.items() if method in methods]


def test_the_document_is_valid_openapi(judged):
    validate(published(judged[0]))


def without_rate_limits(spec):
    limits = spec / "limits.yaml"
    limits.write_text(re.sub(r"^    q: \d+$", "    q: 1000000", limits.read_text(), flags=re.MULTILINE))


def completed(document):
    """The document with what one agent and one platform take in place of what some might take."""
    agent = next(iter(read("agents.yaml")["agents"].values()))
    schemas = document["components"]["schemas"]
    for name in ("NewTask", "PredictionRequest"):
        task = schemas[name]["properties"]
        task["task_type"] = {"type": "string", "enum": agent["task_types"]}
        task["parameters"] = agent["input_schema"] | {"default": {}}
    platform = read("spec/integrations.yaml")["platforms"]["github"]
    integration = schemas["NewIntegration"]["properties"]
    integration["platform"] = {"type": "string", "enum": ["github"]}
    integration["credentials"], integration["settings"] = platform["credentials"], platform["settings"]
    schemas["EventName"] = {"type": "string", "enum": platform["delivery"]["events"]}
    for member in ("credentials", "settings"):
        del schemas["IntegrationChange"]["properties"][member]
    for operation in operations(document):
        operation["parameters"] = [one for one in operation.get("parameters", []) if not is_key(one, document)]
        for content in operation.get("requestBody", {}).get("content", {}).values():
            if content["schema"].get("$ref", "").endswith(("/IntegrationChange", "/NewIntegration")):
                content.pop("example", None), content.pop("examples", None)
    return document


def is_key(parameter, document):
    name = parameter.get("$ref", "").rsplit("/", 1)[-1]
    return document["components"]["parameters"].get(name, parameter).get("name") == "Idempotency-Key"


@pytest.fixture(scope="module")
def judged(tmp_path_factory):
    folder = tmp_path_factory.mktemp("schemathesis")
    spec, agents = copy_of_spec(folder)
    without_rate_limits(spec)
    server = Server(folder, spec=spec, agents=agents).start()
    document = folder / "published.yaml"
    document.write_text(yaml.safe_dump(completed(published(server)), sort_keys=False))
    # Logged in once: wrong passwords that schemathesis tries make the account wait.
    yield server, document, server.login()
    server.kill()


def schemathesis(server, document, token, *more):
    promised = [operation["operationId"] for operation in operations(published(server))]
    left_out = [name for name in promised if name in ENDS_THE_SESSION]
    options = [option for name in left_out for option in ("--exclude-operation-id", name)]
    command = [str(ROOT / ".build-venv/bin/schemathesis"), "run", str(document), "--url", server.url,
               "--header", f"Authorization: Bearer {token}", "--checks", "all", "--seed", str(SEED),
               "--max-examples", "25", "--request-timeout", "10", "--max-time", str(SECONDS),
               "--generation-database", "none", "--no-color",
               *options, *more]
    done = subprocess.run(command, capture_output=True, text=True, cwd=server.folder, timeout=10 * SECONDS)
    return done.returncode, done.stdout + done.stderr, len(promised) - len(left_out)


def test_schemathesis_finds_no_failure(judged):
    code, output, expected = schemathesis(*judged)
    assert code == 0, output
    assert re.search(rf"Tested: +{expected}\b", output), output
    assert int(re.search(r"(\d+) generated", output)[1]) > 500, output


def test_schemathesis_would_find_one(judged):
    """The same run against a document that promises something else, so that silence means something."""
    server, document, token = judged
    other = yaml.safe_load(document.read_text())
    other["components"]["schemas"]["Health"]["required"].append("mood")
    wrong = document.with_name("wrong.yaml")
    wrong.write_text(yaml.safe_dump(other, sort_keys=False))
    code, output, _ = schemathesis(server, wrong, token, "--include-operation-id", "getHealth", "--phases", "examples,coverage")
    assert code == 1 and "mood" in output, output
