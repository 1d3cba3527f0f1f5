"""documentation_agent beside LinkChecker and BeautifulSoup (on HTML made by markdown-it-py) and openapi-spec-validator."""

import csv
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.parse import unquote

import yaml
from bs4 import BeautifulSoup
from markdown_it import MarkdownIt
from mdit_py_plugins.anchors import anchors_plugin
from openapi_spec_validator import OpenAPIV30SpecValidator, OpenAPIV31SpecValidator
from referencing.exceptions import PointerToNowhere, Unresolvable

from agreement import row

REFERENCE = "LinkChecker for files, BeautifulSoup for anchors"

PLANTED = {
    "README.md": """# The project

See [the guide](docs/guide.md), [a part](docs/guide.md#first-steps), [itself](#usage) and [nothing](docs/gone.md).
A link
[over two
lines](docs/guide.md#missing), ![a picture](docs/picture.png) and ![none](docs/none.png).

## Usage

```sh
echo "[code](never.md)"
```

    [indented](never.md)

Inline `[code](never.md)`, \\[escaped](never.md), <!-- [comment](never.md) --> and <https://nowhere.invalid/x>.

| a | b |
|---|---|
| [cell](docs/guide.md#first-steps) | [dead cell](cell.md) |

[full][one], [one][], [one] and [page](page.html#there) and [page](page.html#nowhere).

[one]: docs/reference.md "a title"
""",
    "docs/guide.md": """First steps
===========

1. [up](../README.md#usage)
   - [far](../README.md#nowhere)

     ```
     [fenced](never.md)
     ```

> [quoted](deep/er.md) and [spaces](<with space.md>) and [encoded](with%20space.md#a--b)

## Twice
## Twice

[second](#twice-1) [third](#twice-2) [folder](deep) [query](guide.md?x=1#twice)

<div>
<a href="html.md">dead html</a> [no link](never.md)
</div>
<a id="named"></a> [named](#named)
""",
    "docs/with space.md": "# A & B\n\n[`code` and *emphasis*](guide.md#first-steps)\n\n## `x` is _y_ z_z\n\n[s](#x-is-y-z_z)\n",
    "docs/deep/other.md": "[up](../guide.md) [root](../../README.md) [self](other.md#) [dead](../deep/)\n",
    "docs/picture.png": "", "docs/reference.md": "Nothing.\n",
    "page.html": "<h1 id='there'>A</h1><a href='docs/gone.html'>b</a><img src='docs/picture.png'><a href='#lost'>c</a>",
}


def plant(folder):
    for name, text in PLANTED.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


def slug(text):
    return re.sub(r"[^\w\- ]", "", text.strip().lower()).replace(" ", "-")


def render(folder, names, output):
    """The folder as HTML: each `x.md` becomes `x.md.html`, and links to it follow."""
    reader = MarkdownIt("commonmark", {"html": True}).enable("table").use(anchors_plugin, max_level=6, slug_func=slug)
    for name in names:
        source, target = folder / name, output / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if name.endswith(".md"):
            html = re.sub(r'((?:href|src)="[^":#?]*\.md)(?=["#?])', r"\1.html", reader.render(source.read_text()))
            target.with_name(target.name + ".html").write_text(f"<html><body>{html}</body></html>")
        else:
            shutil.copy(source, target)


def references(folder, names):
    """What is broken in the HTML: (document, target as written), of files by LinkChecker, of anchors by BeautifulSoup."""
    with tempfile.TemporaryDirectory() as temporary:
        output = Path(temporary) / "site"
        output.mkdir()
        render(folder, names, output)
        # LinkChecker gives up the rights of root, so others must be able to read.
        for path in [Path(temporary), *Path(temporary).rglob("*")]:
            os.chmod(path, 0o755)
        pages = sorted(output.rglob("*.html"))
        found = dead_files(pages, temporary) | dead_anchors(pages)
        named = {(str(page.relative_to(output)), target) for page, target in found}
        return {tuple(text.replace(".md.html", ".md").replace("%20", " ") for text in one) for one in named}


def dead_files(pages, folder):
    """What LinkChecker finds missing; of anchors it tries only some when a page is linked to more than once."""
    broken = set()
    for page in pages:
        done = subprocess.run(
            [Path(sys.executable).with_name("linkchecker"), "--no-status", "-r", "1", "-o", "csv", "-v", page],
            capture_output=True, text=True, timeout=300, cwd=folder)
        lines = [line for line in done.stdout.splitlines() if not line.startswith("#")]
        for one in csv.DictReader(lines, delimiter=";"):
            if one["valid"] == "False" and one["parentname"].endswith(str(page).replace(" ", "%20")):
                broken.add((page, one["urlname"]))
    return broken


def dead_anchors(pages):
    """The links to pages that have no element of that id or name."""
    soups = {page: BeautifulSoup(page.read_text(), "html.parser") for page in pages}
    names = {page: {element.get("id") or element.get("name") for element in soup.find_all(True)}
             for page, soup in soups.items()}
    broken = set()
    for page, soup in soups.items():
        for link in soup.find_all("a", href=True):
            path, _, fragment = link["href"].partition("#")
            target = (page.parent / unquote(path.partition("?")[0])).resolve() if path else page
            if fragment and target in names and unquote(fragment) not in names[target]:
                broken.add((page, link["href"]))
    return broken


def our_links(task, folder):
    rules = ("docs.link.dead", "docs.image.missing", "docs.anchor.missing")
    return {(one["evidence"]["file"].removeprefix(f"{folder}/"), one["evidence"]["target"].replace("%20", " "))
            for one in task["result"]["findings"] if one["rule"] in rules}


def document(path):
    """A document of OpenAPI as the validator wants it: keys that are numbers in YAML become texts."""
    if path.suffix == ".json":
        return json.loads(path.read_bytes())
    return json.loads(json.dumps(yaml.load(path.read_bytes(), Loader=Plain)))


class Plain(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
    """YAML without dates, which JSON does not have."""


Plain.yaml_implicit_resolvers = {
    key: [(tag, expression) for tag, expression in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for key, resolvers in Plain.yaml_implicit_resolvers.items()}


def validator_errors(path, limit=50):
    """What openapi-spec-validator says is wrong; one line for a document of Swagger."""
    read = document(path)
    if "openapi" not in read:
        return ["no OpenAPI"]
    kind = OpenAPIV31SpecValidator if read["openapi"].startswith("3.1") else OpenAPIV30SpecValidator
    errors = []
    try:
        for error in kind(read).iter_errors():
            errors.append(getattr(error, "message", str(error))[:120])
            if len(errors) == limit:
                break
    except (PointerToNowhere, Unresolvable) as error:  # how it says that a reference leads nowhere
        errors.append(type(error).__name__)
    return errors


SOUND = """openapi: 3.0.3
info: {title: T, version: "1"}
servers: [{url: "https://a.test/v1"}]
paths:
  /a/{id}:
    get:
      operationId: getA
      parameters:
        - {name: id, in: path, required: true, schema: {type: string}}
      responses:
        "200":
          description: D
          content: {application/json: {schema: {$ref: "#/components/schemas/A"}}}
    delete:
      operationId: deleteA
      parameters:
        - {name: id, in: path, required: true, schema: {type: string}}
      responses: {"204": {description: D}}
components:
  schemas:
    A: {type: object, required: [k], properties: {k: {type: string, enum: [x, y]}}}
"""

FAULTS = {  # what is written instead of what
    "sound": ("", ""), "no-title": ("title: T, ", ""), "no-version": (', version: "1"', ""),
    "wrong-in": ("in: path, required: true, schema: {type: string}}\n      responses:\n", "in: pth, required: true, schema: {type: string}}\n      responses:\n"),
    "undeclared": ("/a/{id}:", "/a/{id}/{other}:"), "optional": ("in: path, required: true", "in: path, required: false"),
    "no-description": ("          description: D\n", ""), "same-id": ("deleteA", "getA"),
    "broken-ref": ("schemas/A\"", "schemas/B\""), "wrong-type": ("type: object", "type: objct"),
    "unknown-key": ("operationId: getA", "operationID: getA"), "empty-required": ("required: [k]", "required: []"),
    "bad-status": ('"204"', '"2045"'), "no-responses": ('      responses: {"204": {description: D}}\n', ""),
    "paths-list": ("paths:\n", "paths: []\nx-old:\n"), "bad-server": ("[{url: ", "[{uri: "),
    "bad-enum": ("enum: [x, y]", "enum: x"),
}


def plant_documents(folder):
    folder.mkdir(parents=True, exist_ok=True)
    for name, (old, new) in FAULTS.items():
        assert not old or old in SOUND, name
        (folder / f"{name}.yaml").write_text(SOUND.replace(old, new, 1) if old else SOUND)


# Documents of vendors, and planted faults, on which the two differ, each with the reason.
DIFFERENCES = {
    "stripe.yaml": "a key stands twice (20725:7), which PyYAML overlooks",
    "kubernetes-core-v1.json": "defaults `{}` lack members that their schemas require; of 3.0 we check no defaults",
}


def validity(lab, folder, label):
    task = lab.run(task_type="documentation", target=str(folder), seconds=300)
    assert task["status"] == "completed", task
    ours = {Path(one["path"]).name: one["valid"] for one in task["result"]["openapi"]}
    theirs = {path.name: not validator_errors(path) for path in sorted(folder.iterdir())}
    assert ours.keys() == theirs.keys()
    why = {name: DIFFERENCES.get(name, "") for name in ours if ours[name] != theirs[name]}
    explained = "; ".join(f"{name}: {reason}" for name, reason in why.items()) if all(why.values()) else ""
    invalid = lambda found: sorted(Path(name).stem for name, valid in found.items() if not valid)
    return row("documentation_agent", f"invalid documents, {label}", "openapi-spec-validator", invalid(ours),
               invalid(theirs), explained)


def rows(lab):
    name, folder = "documentation_agent", lab.files / "planted"
    plant(folder)
    task = lab.run(task_type="documentation", target=str(folder))
    assert task["status"] == "completed", task
    names = sorted(PLANTED)
    result = [row(name, "broken links, planted", REFERENCE, sorted(our_links(task, folder)),
                  sorted(references(folder, names)))]
    task = lab.run(task_type="documentation", target=str(lab.root), seconds=300)
    assert task["status"] == "completed", task
    paths = [path.relative_to(lab.root) for path in lab.root.rglob("*") if path.is_file()]
    names = sorted(str(path) for path in paths if not any(part.startswith(".") for part in path.parts))
    own = sum(name.endswith(".md") for name in names)
    assert own == task["result"]["documents"]
    result.append(row(name, f"broken links in the {own} documents of this repository", REFERENCE,
                      sorted(our_links(task, lab.root)), sorted(references(lab.root, names))))
    plant_documents(lab.files / "openapi")
    result.append(validity(lab, lab.files / "openapi", "planted"))
    vendors = Path(os.environ.get("AMAS_SUITES", lab.root / "../shared/data")) / "openapi"
    if vendors.is_dir():
        published = lab.files / "vendors"
        shutil.copytree(vendors, published, dirs_exist_ok=True)
        result.append(validity(lab, published, "published by vendors"))
    else:
        print(f"skipped the vendors' OpenAPI documents: {vendors} is not there; see AMAS_SUITES", file=sys.stderr)
    return result
