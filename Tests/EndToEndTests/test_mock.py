"""amas mock: any OpenAPI document as a server, its answers held against the document by somebody else's validator."""

import json
import os
import re
import subprocess
import threading
from pathlib import Path

import jsonpatch
import jsonschema_rs
import pytest
import requests
import yaml

from server import BINARY, ROOT

DATA = Path(os.environ.get("AMAS_SUITES", ROOT / ".." / "shared" / "data")) / "openapi"

SHOP = """\
openapi: 3.1.1
info: {title: Shop, version: '1'}
servers: [{url: /v1}]
security: [{key: []}]
paths:
  /orders/{id}.json:
    get:
      operationId: getOrder
      parameters:
        - {name: id, in: path, required: true, schema: {type: integer}}
        - {name: fields, in: query, style: pipeDelimited, explode: false, schema: {type: array, items: {enum: [id, note]}}}
      responses:
        '200':
          description: It.
          headers: {X-Total: {required: true, schema: {type: integer, minimum: 3}}}
          content:
            application/json:
              schema: {$ref: '#/components/schemas/Order'}
              examples: {unfit: {value: {id: x}}, fit: {value: {id: 1, state: open}}, other: {value: {id: 2, state: paid}}}
        '404': {description: None., content: {application/json: {schema: {$ref: '#/components/schemas/Problem'}}}}
  /orders:
    post:
      operationId: addOrder
      requestBody:
        required: true
        content:
          application/json: {schema: {$ref: '#/components/schemas/Order'}}
          application/x-www-form-urlencoded: {schema: {$ref: '#/components/schemas/Order'}}
          multipart/form-data: {schema: {$ref: '#/components/schemas/Order'}}
      responses:
        '201': {description: Made., content: {application/json: {schema: {$ref: '#/components/schemas/Order'}}}}
components:
  securitySchemes: {key: {type: apiKey, in: header, name: X-Key}}
  schemas:
    Order:
      type: object
      additionalProperties: false
      required: [id, state]
      properties:
        id: {type: integer, minimum: 1}
        state: {enum: [open, paid]}
        tags: {type: array, items: {type: string}}
        buyer: {type: object, properties: {age: {type: integer}}}
    Problem: {type: object, required: [code], properties: {code: {type: integer}}}
"""


class Mock:
    def __init__(self, spec, *options):
        self.process = subprocess.Popen([str(BINARY), "mock", "--spec", str(spec), "--port", "0", *options],
                                        stderr=subprocess.PIPE, text=True, cwd=ROOT)
        self.said, self.base, ready = [], None, threading.Event()
        # Read to the end: a server whose log nobody takes comes to a stop.
        self.reader = threading.Thread(target=self._read, args=(ready,), daemon=True)
        self.reader.start()
        assert ready.wait(60) and self.base, "".join(self.said)

    def _read(self, ready):
        for line in self.process.stderr:
            self.said.append(line)
            if found := re.search(r"listening on (http://\S+)", line):
                self.base = found.group(1)
                ready.set()
        ready.set()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(30)
        self.reader.join(30)
        self.rest = "".join(self.said)


@pytest.fixture
def shop(tmp_path):
    path = tmp_path / "shop.yaml"
    path.write_text(SHOP)
    with Mock(path) as mock:
        yield mock


KEY = {"X-Key": "k"}


def order_validator():
    order = yaml.safe_load(SHOP)["components"]["schemas"]["Order"]
    return jsonschema_rs.Draft202012Validator(order, validate_formats=True)


def test_it_answers_with_examples_that_fit_and_with_what_is_preferred(shop):
    url = f"{shop.base}/v1/orders/7.json"
    assert requests.get(url).status_code == 401
    answer = requests.get(url, headers=KEY)
    assert (answer.status_code, answer.json()) == (200, {"id": 1, "state": "open"})
    assert int(answer.headers["X-Total"]) >= 3
    assert requests.get(url, headers=KEY | {"Prefer": "example=other"}).json() == {"id": 2, "state": "paid"}
    missing = requests.get(url, headers=KEY | {"Prefer": "code=404"})
    assert missing.status_code == 404 and isinstance(missing.json()["code"], int)
    made = [requests.get(url, headers=KEY | {"Prefer": "dynamic=true"}).json() for _ in range(20)]
    validator = order_validator()
    assert all(validator.is_valid(one) for one in made)
    assert len({json.dumps(one, sort_keys=True) for one in made}) > 5
    assert requests.get(f"{shop.base}/v1/orders/seven.json", headers=KEY).status_code == 400
    assert requests.get(url, params={"fields": "id|note"}, headers=KEY).status_code == 200
    assert requests.get(url, params={"fields": "id|colour"}, headers=KEY).status_code == 400


def test_it_reads_every_kind_of_body(shop):
    url = f"{shop.base}/v1/orders"
    form = {"id": "3", "state": "paid", "tags": ["a", "b"], "buyer[age]": "7"}
    for good in [{"json": {"id": 3, "state": "paid"}}, {"data": form},
                 {"files": [("id", (None, "3")), ("state", (None, "paid")),
                            ("buyer", (None, '{"age": 7}', "application/json"))]}]:
        answer = requests.post(url, headers=KEY, **good)
        assert answer.status_code == 201, answer.text
        assert order_validator().is_valid(answer.json())
    for bad, pointer in [({"json": {"id": 0, "state": "paid"}}, "/id"), ({"data": form | {"id": "x"}}, "/id"),
                         ({"data": form | {"buyer[age]": "old"}}, "/buyer/age"),
                         ({"files": [("id", (None, "3")), ("state", (None, "lost"))]}, "/state")]:
        answer = requests.post(url, headers=KEY, **bad)
        assert answer.status_code == 400
        fault = answer.json()["errors"][0]
        assert (fault["in"], fault["pointer"]) == ("body", pointer)


# What the fields write, the patch of it, holes.
FORMS = [
    ({"id": 3, "state": "Paid"}, [{"op": "replace", "path": "/state", "value": "paid"}], []),
    ({"id": "3.0", "state": "paid"}, [{"op": "replace", "path": "/id", "value": 3}], []),
    ({"id": 3, "stat": "paid"}, [{"op": "move", "from": "/stat", "path": "/state"}], []),
    ({"state": "open"}, [{"op": "add", "path": "/id", "value": 1}], ["/id"]),
]


@pytest.mark.parametrize("fields, patch, holes", FORMS)
def test_a_refused_form_is_mended(shop, tmp_path, fields, patch, holes):
    url = f"{shop.base}/v1/orders"
    refused = requests.post(url, headers=KEY, data=fields)
    assert refused.status_code == 400
    assert refused.json()["patch"] == patch
    assert refused.json().get("holes", []) == holes
    assert requests.post(url, headers=KEY, data=jsonpatch.apply_patch(fields, patch)).status_code == 201
    words = [str(BINARY), "fix", "--spec", str(tmp_path / "shop.yaml"), "--", "curl", "-s", url, "-H", "X-Key: k"]
    words += [word for name, value in fields.items() for word in ("--data-urlencode", f"{name}={value}")]
    fixed = subprocess.run(words, capture_output=True, text=True, timeout=60, cwd=ROOT)
    assert fixed.returncode == 0, fixed.stderr
    sent = subprocess.run(fixed.stdout, shell=True, capture_output=True, text=True, timeout=30)
    assert order_validator().is_valid(json.loads(sent.stdout)), fixed.stdout + sent.stdout


def schema_of(document, operation):
    for status, response in operation["responses"].items():
        if str(status).startswith("2"):
            content = response.get("content", {}).get("application/json", {})
            return status, content.get("schema")
    return None, None


def readable(value):
    """Without what the other validator takes for no schema: the flags that OpenAPI 3.0 had beside bounds."""
    if isinstance(value, dict):
        return {key: readable(one) for key, one in value.items() if not (key.startswith("exclusive") and one in (True, False))}
    return [readable(one) for one in value] if isinstance(value, list) else value


@pytest.mark.parametrize("name", ["openai.json", "adyen-management.json"])
def test_answers_of_real_documents_satisfy_somebody_elses_validator(name):
    path = DATA / name
    if not path.exists():
        pytest.skip(f"{path} is not here")
    text = path.read_text()
    document = readable(json.loads(text) if name.endswith(".json") else yaml.safe_load(text))
    headers = {"Authorization": "Bearer abc", "X-API-Key": "k"}
    prefix = re.sub(r"^https?://[^/]+", "", document["servers"][0]["url"]).rstrip("/")
    checked = 0
    with Mock(path) as mock:
        for route, item in document["paths"].items():
            operation = item.get("get")
            if not operation or "{" in route or "?" in route:
                continue
            parameters = operation.get("parameters", []) + item.get("parameters", [])
            if any(one.get("required") or "$ref" in one for one in parameters):
                continue
            status, schema = schema_of(document, operation)
            if not schema:
                continue
            answer = requests.get(mock.base + prefix + route, headers=headers | {"Accept": "application/json"})
            assert answer.status_code == int(status), f"{route}: {answer.text[:300]}"
            validator = jsonschema_rs.Draft202012Validator(
                {"$ref": schema["$ref"], "components": document.get("components", {})} if "$ref" in schema
                else schema | {"components": document.get("components", {})}, validate_formats=True)
            faults = [fault.message for fault in validator.iter_errors(answer.json())]
            assert not faults, f"{route}: {faults[:3]}"
            checked += 1
    assert checked > 5, checked
