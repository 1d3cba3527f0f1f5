"""Judges what the validator made of injected faults with another validator, jsonschema-rs, and prints Markdown tables.

Reads the lines of RepairFigures from standard input; the arguments are the OpenAPI documents. A fault counts if
jsonschema-rs refuses the changed body and accepts the body it was made from. OpenAPI 3.0 is translated here, on its own.
Exits 1 unless every patch that was offered is accepted.
"""

import json
import os
import statistics
import sys
from collections import Counter, defaultdict

import jsonpatch
import jsonschema_rs
import yaml

Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class StringDates(Loader):
    """YAML 1.2 has no dates: they are text."""


StringDates.yaml_implicit_resolvers = {
    key: [(tag, pattern) for tag, pattern in rules if tag != "tag:yaml.org,2002:timestamp"]
    for key, rules in Loader.yaml_implicit_resolvers.items()}


class Document:
    """One OpenAPI document as schemas of JSON Schema 2020-12, for bodies of requests."""

    def __init__(self, path):
        text = open(path, encoding="utf-8").read()
        self.root = json.loads(text) if path.endswith(".json") else yaml.load(text, StringDates)
        self.is30 = str(self.root["openapi"]).startswith("3.0")
        self.registry = jsonschema_rs.Registry(
            [("urn:document", {"$schema": "https://json-schema.org/draft/2020-12/schema", **self.schemas(self.root)})])
        self.validators = {}

    def accepts(self, pointer, value):
        if pointer not in self.validators:
            self.validators[pointer] = jsonschema_rs.Draft202012Validator(
                {"$ref": "urn:document#" + "".join("/" + escape(part) for part in pointer.split("/")[1:])},
                registry=self.registry, validate_formats=True)
        return self.validators[pointer].is_valid(value)

    def target(self, reference):
        node = self.root
        for part in reference.lstrip("#").split("/")[1:]:
            part = unescape(part)
            node = node[int(part)] if isinstance(node, list) else node[part]
        return node

    def schemas(self, node, is_schema=False, is_map=False):
        """A copy in which every schema is one of JSON Schema 2020-12."""
        if isinstance(node, list):
            return [self.schemas(one, is_schema) for one in node]
        if not isinstance(node, dict):
            return node
        if is_map:
            return {key: self.schemas(value, True) for key, value in node.items()}
        if is_schema:
            return self.schema(node)
        copy = {}
        for key, value in node.items():
            key = str(key)
            if key in ("example", "examples"):
                continue
            copy[key] = self.schemas(value, is_schema=key == "schema", is_map=key == "schemas")
        return copy

    def schema(self, node):
        if "$ref" in node and self.is30:
            return {"$ref": uri(node["$ref"])}
        copy = {}
        for key, value in node.items():
            if key in ("properties", "patternProperties", "$defs", "definitions", "dependentSchemas"):
                copy[key] = self.schemas(value, is_map=True)
            elif key in ("items", "additionalProperties", "not", "allOf", "anyOf", "oneOf", "if", "then", "else",
                         "contains", "propertyNames", "prefixItems", "unevaluatedProperties", "unevaluatedItems"):
                copy[key] = self.schemas(value, is_schema=True)
            elif key == "$ref":
                copy[key] = uri(value)
            elif key in ("example", "examples", "default", "xml", "externalDocs", "discriminator", "id"):
                continue
            else:
                copy[key] = value
        if self.is30 and copy.pop("nullable", False) is True and isinstance(copy.get("type"), str):
            copy["type"] = [copy["type"], "null"]
        exclusive_flags(copy)
        for name in self.read_only(node):
            copy["required"] = [one for one in copy.get("required", []) if one != name]
            if name in copy.get("properties", {}):
                copy["properties"][name] = False
        return copy

    def read_only(self, node, depth=0):
        """Members that the server owns, here and in what `allOf` and `$ref` add."""
        found = {name for name, value in (node.get("properties") or {}).items() if self.is_read_only(value)}
        if depth < 6:
            for part in node.get("allOf", []) + ([self.target(node["$ref"])] if "$ref" in node else []):
                if isinstance(part, dict):
                    found |= self.read_only(part, depth + 1)
        return found

    def is_read_only(self, node, depth=0):
        if not isinstance(node, dict) or depth > 6:
            return False
        if node.get("readOnly") is True and not (self.is30 and "$ref" in node):
            return True
        parts = [] if self.is30 and "$ref" in node else node.get("allOf", [])
        return any(self.is_read_only(part, depth + 1)
                   for part in parts + ([self.target(node["$ref"])] if "$ref" in node else []))


def exclusive_flags(schema):
    """Bounds made exclusive by a flag, as OpenAPI 3.0 has them, and documents of 3.1 that were written before it."""
    for bound, exclusive in (("minimum", "exclusiveMinimum"), ("maximum", "exclusiveMaximum")):
        flag = schema.get(exclusive)
        if isinstance(flag, bool):
            del schema[exclusive]
            if flag and bound in schema:
                schema[exclusive] = schema.pop(bound)


def uri(reference):
    return reference if not reference.startswith("#") else "urn:document" + reference


def escape(part):
    return "".join(c if c.isalnum() or c in "-._~!$&'()*+,;=:@/?" else "".join(f"%{b:02X}" for b in c.encode())
                   for c in part)


def unescape(part):
    from urllib.parse import unquote
    return unquote(part).replace("~1", "/").replace("~0", "~")


class Figures:
    def __init__(self):
        self.count = Counter()
        self.steps = []

    def add(self, line, patched_ok):
        self.count["faults"] += 1
        self.count["detected"] += line["detected"]
        self.count["named"] += line["named"]
        if "patch" in line:
            self.count["offered"] += 1
            self.count["accepted"] += patched_ok
            self.count["holes"] += "holes" in line and bool(line["holes"])
            self.count["losses"] += "losses" in line and bool(line["losses"])
            self.steps.append(len(line["patch"]))

    def row(self, name):
        count = self.count
        share = lambda part, whole: f"{100 * part / whole:.1f} %" if whole else "-"
        mean = f"{statistics.mean(self.steps):.2f}" if self.steps else "-"
        return (f"| {name} | {count['faults']} | {share(count['detected'], count['faults'])} | "
                f"{share(count['named'], count['faults'])} | {share(count['offered'], count['faults'])} | "
                f"{share(count['accepted'], count['offered'])} | {share(count['holes'], count['offered'])} | "
                f"{share(count['losses'], count['offered'])} | {mean} |")


def main():
    documents = {os.path.basename(path): Document(path) for path in sys.argv[1:]}
    kinds, files, total = defaultdict(Figures), defaultdict(Figures), Figures()
    bodies, valid, skipped, times, misses = defaultdict(Counter), {}, Counter(), [], []
    for text in sys.stdin:
        line = json.loads(text)
        name, operation = line["document"], line["operation"]
        if line["record"] == "body":
            state = line["state"]
            if state == "ok":
                good = documents[name].accepts(line["schema"], line["valid"])
                valid[name, operation] = good
                state = "ok" if good else "refused by jsonschema-rs"
                if not good:
                    misses.append(("base", line))
            bodies[name][state] += 1
            continue
        if not valid[name, operation]:
            continue
        if documents[name].accepts(line["schema"], line["faulty"]):
            skipped["no fault to jsonschema-rs" if not line["detected"] else "fault to us alone"] += 1
            if line["detected"]:
                misses.append(("ours alone", line))
            continue
        patched_ok = False
        if "patch" in line:
            patched = jsonpatch.apply_patch(line["faulty"], line["patch"])
            patched_ok = documents[name].accepts(line["schema"], patched)
        times.append((line["validate_us"], line["repair_us"]))
        for what, bad in (("undetected", not line["detected"]), ("not named", not line["named"]),
                          ("no patch", line["detected"] and "patch" not in line),
                          ("patch refused", "patch" in line and not patched_ok)):
            if bad:
                misses.append((what, line))
        for figures in (kinds[line["kind"]], files[name], total):
            figures.add(line, patched_ok)
    head = ("| {} | faults | detected | named first | patch offered | accepted | with holes | with losses | operations |\n"
            "|---|---|---|---|---|---|---|---|---|")
    print(head.format("kind of fault"))
    for kind in sorted(kinds):
        print(kinds[kind].row(kind))
    print(total.row("**all**"))
    print()
    print(head.format("document"))
    for name in sorted(files):
        print(files[name].row(name))
    print()
    print("| document | bodies | with a valid instance | none generated | refused by jsonschema-rs | not compiled |")
    print("|---|---|---|---|---|---|")
    for name, count in sorted(bodies.items()):
        print(f"| {name} | {sum(count.values())} | {count['ok']} | {count['no instance']} | "
              f"{count['refused by jsonschema-rs']} | {count['not compiled']} |")
    print()
    for what, index in (("To find every fault", 0), ("To search a patch", 1)):
        ordered = sorted(one[index] for one in times)
        at = lambda share: ordered[min(len(ordered) - 1, int(share * len(ordered)))]
        print(f"{what}: median {at(0.5)} us, 99 of 100 within {at(0.99)} us, at most {ordered[-1]} us.")
    print(f"\nNot counted: {dict(skipped)}.")
    if os.environ.get("MISSES"):
        with open(os.environ["MISSES"], "w", encoding="utf-8") as out:
            for what, line in misses:
                out.write(json.dumps({"miss": what, **line}) + "\n")
    if total.count["accepted"] != total.count["offered"]:
        sys.exit(1)


if __name__ == "__main__":
    main()
