"""Which operation of openapi.yaml a request is for."""

import re

import yaml

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")


class Routes:
    def __init__(self, file):
        document = yaml.safe_load(file.read_text())
        self.base = document["servers"][0]["url"]
        self.entries = []
        for path, item in document["paths"].items():
            pattern = re.compile(re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>[^/]+)", re.escape(self.base + path)))
            for method in METHODS:
                if method in item:
                    self.entries.append((method.upper(), pattern, item[method]["operationId"]))
        self.entries.sort(key=lambda entry: entry[1].pattern.count("?P<"))

    def find(self, method, path):
        """The operationId and the parameters of its path; HEAD is for the operation of GET."""
        wanted = "GET" if method == "HEAD" else method
        for one, pattern, operation in self.entries:
            if one == wanted and (found := pattern.fullmatch(path)):
                return operation, found.groupdict()
        return None, {}

    def is_path(self, path):
        return any(pattern.fullmatch(path) for _, pattern, _ in self.entries)
