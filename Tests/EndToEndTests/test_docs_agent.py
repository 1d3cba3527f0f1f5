"""documentation_agent on real folders, beside LinkChecker and openapi-spec-validator."""

import http.server
import threading

import pytest

from agreement import Lab, documentation_agent


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    with Lab(tmp_path_factory.mktemp("docs")) as running:
        yield running


def test_links_and_documents_agree_with_the_references(lab):
    rows = documentation_agent.rows(lab)
    for one in rows:
        assert one.is_explained, f"{one.question}: {one.ours} against {one.theirs} of {one.reference}"
    assert rows[0].agree and len(rows[0].ours) == 11
    assert rows[1].agree and rows[1].ours == []
    assert rows[2].agree and len(rows[2].ours) == len(documentation_agent.FAULTS) - 1


def test_every_finding_names_a_place_that_is_there(lab):
    folder = lab.files / "places"
    documentation_agent.plant(folder)
    task = lab.run(task_type="documentation", target=str(folder))
    for one in task["result"]["findings"]:
        name, line, column = one["location"].rsplit(":", 2)
        text = open(name).read().splitlines()[int(line) - 1]
        assert text[int(column) - 1] in "[<", one


class Web(http.server.BaseHTTPRequestHandler):
    """/there is there, /gone is not, /get is there for GET alone."""

    asked = []

    def answer(self):
        self.asked.append(f"{self.command} {self.path}")
        status = {"/there": 200, "/get": 200 if self.command == "GET" else 405}.get(self.path, 404)
        self.send_response(status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_GET = do_HEAD = answer

    def log_message(self, *_):
        pass


def test_external_links_are_asked_for_once_and_only_when_wanted(lab):
    web = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Web)
    threading.Thread(target=web.serve_forever, daemon=True).start()
    base = f"http://127.0.0.1:{web.server_port}"
    folder = lab.files / "external"
    folder.mkdir()
    links = ["there", "there#part", "gone", "get", "there"]
    (folder / "a.md").write_text(" ".join(f"[x]({base}/{one})" for one in links) + " [y](http://192.0.2.1/)\n")
    try:
        quiet = lab.run(task_type="documentation", target=str(folder))
        assert Web.asked == [] and quiet["result"]["findings"] == []
        task = lab.run(task_type="documentation", target=str(folder), parameters={"external": True})
        dead = [one["evidence"]["target"] for one in task["result"]["findings"]]
        assert dead == [f"{base}/gone"]
        assert sorted(Web.asked) == ["GET /get", "HEAD /get", "HEAD /gone", "HEAD /there", "HEAD /there"]
    finally:
        web.shutdown()
