"""The documents that the server serves of itself, judged by checkers that are not ours."""

import hashlib
import subprocess

import requests
import rfc8785
import yaml
from openapi_spec_validator import validate
from openapi_spec_validator.readers import read_from_filename
from pydantic_asyncapi import AsyncAPI

from server import BINARY, ROOT, Server, copy_of_spec, edit
from test_main_road import refused


def references(value):
    """Every `$ref` that is a reference: what stands in an example is data."""
    if isinstance(value, list):
        return [found for one in value for found in references(one)]
    if not isinstance(value, dict):
        return []
    found = [value["$ref"]] if isinstance(value.get("$ref"), str) else []
    return found + [one for key, member in value.items() if key not in ("example", "examples") for one in references(member)]


def lookup(document, reference):
    for token in reference.removeprefix("#/").split("/"):
        document = document[token.replace("~1", "/").replace("~0", "~")]
    return document


def test_the_openapi_document_is_valid_and_whole(shared):
    reply = requests.get(shared.url + "/openapi.json", timeout=10)
    assert reply.status_code == 200 and reply.headers["Content-Type"] == "application/json"
    document = reply.json()
    validate(document)
    found = references(document)
    assert found and all(one.startswith("#/") and lookup(document, one) is not None for one in found)
    assert document["servers"][0]["url"] == "/api/v1"
    create = document["paths"]["/tasks"]["post"]["responses"]
    assert {"201", "400", "401", "403", "422", "429", "default"} <= set(create)
    example = create["429"]["content"]["application/json"]["examples"]["RATE_LIMIT_EXCEEDED"]["value"]
    assert example["status_code"] == 429 and "Retry-After" in create["429"]["headers"]


def test_every_error_that_is_declared_answers_as_its_example(shared, client):
    document = requests.get(shared.url + "/openapi.json", timeout=10).json()
    declared = document["paths"]["/tasks/{task_id}"]["get"]["responses"]["404"]["content"]["application/json"]
    example = declared["examples"]["TASK_NOT_FOUND"]["value"]
    real = refused(client.call("GET", "/tasks/task_20250121_120000_abc12345"), 404, "TASK_NOT_FOUND")
    assert set(real) == set(example) and real["status_code"] == example["status_code"]


def test_the_asyncapi_document_is_valid_and_whole(shared):
    document = requests.get(shared.url + "/asyncapi.json", timeout=10).json()
    assert document["asyncapi"] == "3.0.0"
    AsyncAPI.model_validate(document)
    found = references(document)
    assert found and all(one.startswith("#/") and lookup(document, one) is not None for one in found)
    sent = [lookup(document, one["$ref"]) for one in document["operations"]["sendEvents"]["messages"]]
    names = {lookup(document, one["$ref"])["name"] for one in sent}
    assert {"connected", "task_created", "task_execution_started", "task_progress", "agent_started",
            "agent_completed", "task_completed", "task_failed", "heartbeat"} <= names


def test_a_document_that_is_known_is_not_sent_again(shared):
    for name in ("openapi", "asyncapi"):
        first = requests.get(f"{shared.url}/{name}.json", timeout=10)
        tag = first.headers["ETag"]
        again = requests.get(f"{shared.url}/{name}.json", headers={"If-None-Match": f'"other", W/{tag}'}, timeout=10)
        assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", tag)
        assert requests.get(f"{shared.url}/{name}.json", headers={"If-None-Match": '"other"'}, timeout=10).status_code == 200


def test_the_document_is_that_of_the_files(tmp_path):
    spec, agents = copy_of_spec(tmp_path)
    edit(spec / "errors.yaml", "TASK_NOT_FOUND:\n  status: 404", "TASK_NOT_FOUND:\n  status: 410")
    server = Server(tmp_path, spec=spec, agents=agents).start()
    try:
        document = requests.get(server.url + "/openapi.json", timeout=10).json()
        assert "410" in document["paths"]["/tasks/{task_id}"]["get"]["responses"]
    finally:
        server.kill()


def test_the_files_themselves_are_valid(shared):
    """As they stand in spec/, references between them included."""
    document, base_uri = read_from_filename(str(shared.spec / "openapi.yaml"))
    validate(document, base_uri=base_uri)
    AsyncAPI.model_validate(read_from_filename(str(shared.spec / "asyncapi.yaml"))[0])


def test_the_contract_hash_is_that_of_the_files(shared):
    document = requests.get(shared.url + "/openapi.json", timeout=10).json()
    published = document["info"].pop("x-contract-hash")
    parts = {"openapi": document, "asyncapi": requests.get(shared.url + "/asyncapi.json", timeout=10).json()}
    parts |= {name: yaml.safe_load((ROOT / f"spec/{name}.yaml").read_text()) for name in ("errors", "limits")}
    assert published == "sha256:" + hashlib.sha256(rfc8785.dumps(parts)).hexdigest()
    assert requests.get(shared.url + "/system/health", timeout=10).json()["contract_hash"] == published
    checked = subprocess.run([BINARY, "check"], capture_output=True, text=True, cwd=ROOT)
    assert checked.stdout.splitlines()[-1] == f"contract {published}"


def test_the_contract_hash_changes_with_what_is_promised_and_with_nothing_else(tmp_path):
    spec, agents = copy_of_spec(tmp_path)

    def printed():
        done = subprocess.run([BINARY, "check", "--spec", spec, "--agents", agents], capture_output=True, text=True)
        return done.stdout.splitlines()[-1]

    first = printed()
    limits = spec / "limits.yaml"
    limits.write_text("# A comment more.\n" + limits.read_text())
    assert printed() == first
    edit(limits, "heartbeat_seconds: 20 ", "heartbeat_seconds: 21 ")
    assert printed() != first
