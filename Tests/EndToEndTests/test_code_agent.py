"""The agent code_analysis on this repository and a planted corpus, beside cloc, lizard and detect-secrets."""

import pytest

from agreement import Lab, code_analysis
from agreement.code_analysis import (POLYGLOT, analyse, differences, functions_of_lizard, functions_of_ours, lines_of_cloc,
                                     lines_of_ours, plant, planted, polyglot, secrets_of_ours)


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    with Lab(tmp_path_factory.mktemp("lab")) as running:
        yield running


@pytest.fixture(scope="module")
def sources(lab):
    return analyse(lab, lab.root / "Sources")


@pytest.mark.parametrize("folder", ["Sources", "Tests", "spec", "docs", "scripts"])
def test_lines_are_those_that_cloc_counts(lab, folder):
    path = lab.root / folder
    theirs = lines_of_cloc(lab, path)
    assert theirs
    assert lines_of_ours(analyse(lab, path)) == theirs


def test_functions_are_those_that_lizard_measures(lab, sources):
    theirs = functions_of_lizard(lab, lab.root / "Sources")
    assert len(theirs) > 1000
    assert differences(functions_of_ours(sources), theirs) == []


def test_other_languages_are_measured_alike(lab):
    folder = polyglot(lab)
    theirs = functions_of_lizard(lab, folder)
    assert {place[0] for place in theirs} == set(POLYGLOT)
    assert differences(functions_of_ours(analyse(lab, folder)), theirs) == []


def test_findings_name_their_place_and_remedy(lab):
    folder = lab.files / "tangled"
    folder.mkdir()
    (folder / "a.py").write_text("def f(a):\n" + "    if a:\n        pass\n" * 40)
    task = analyse(lab, folder)
    assert [(one["rule"], one["severity"], one["location"]) for one in task["result"]["findings"]] == [
        ("code.complexity.high", "high", "a.py:1")]
    assert all(one["title"] and one["evidence"] and one["remedy"] for one in task["result"]["findings"])


def test_every_planted_secret_is_found_and_none_is_told(lab):
    lines = planted()
    folder, places = plant(lab, lines)
    task = analyse(lab, folder)
    assert secrets_of_ours(task) == {place for place, line in places.items() if line.secret}
    events = lab.client.call("GET", f"/tasks?limit=100").text
    told = str(task) + events + "\n".join(lab.server.lines)
    for line in lines:
        if line.secret and not line.secret.startswith("-----"):
            assert line.secret not in told, line.kind


@pytest.mark.parametrize("target", ["/etc", "/etc/passwd", "../..", "/proc/self/environ"])
def test_other_folders_are_refused(lab, target):
    task = lab.run(title="Read", task_type="code_analysis", target=target)
    assert (task["status"], task["error"]["error_code"]) == ("failed", "TARGET_NOT_ALLOWED"), task


def test_the_servers_own_data_is_never_read(tmp_path_factory):
    folder = tmp_path_factory.mktemp("own")
    with Lab(folder) as lab:
        target = lab.server.data
        task = lab.run(title="Read", task_type="code_analysis", target=str(target))
        assert task["error"]["error_code"] == "TARGET_NOT_ALLOWED", task


def test_a_link_out_of_the_folder_is_not_followed(lab):
    folder = lab.files / "linked"
    folder.mkdir()
    (folder / "out").symlink_to("/etc")
    (folder / "a.py").write_text("x = 1\n")
    assert lines_of_ours(analyse(lab, folder)) == {"Python": (1, 0, 0, 1)}
    task = lab.run(title="Read", task_type="code_analysis", target=str(folder / "out"))
    assert task["error"]["error_code"] == "TARGET_NOT_ALLOWED", task


def test_every_difference_in_the_table_is_explained(lab):
    assert [one for one in code_analysis.rows(lab) if not one.is_explained] == []
