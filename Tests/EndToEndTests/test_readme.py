"""The tour of README.md, copied line by line."""

import json
import re
import subprocess

from server import ROOT, Server


def test_the_tour_works_as_written(tmp_path):
    readme = (ROOT / "README.md").read_text()
    blocks = re.findall(r"^```sh\n(.*?)^```$", readme, re.MULTILINE | re.DOTALL)
    assert len(blocks) == 7
    script = "\n".join(block for block in blocks if "amas check" not in block)
    # The README shows pretty-printed JSON last; the test reads the same bytes.
    server = Server(tmp_path, port=8000, admin_port=8001).start()
    try:
        done = subprocess.run(["bash", "-eu", "-c", script], input=server.password + "\n", cwd=ROOT, text=True,
                              capture_output=True, timeout=120)
    finally:
        server.kill()
    assert done.returncode == 0, done.stderr
    assert '"keyword":"maximum"' in done.stdout and 'did you mean \\"title\\"?' in done.stdout
    assert re.search(r"^\d+ task_progress \d+ %", done.stdout, re.MULTILINE), done.stdout
    assert re.search(r"^\d+ task_completed completed$", done.stdout, re.MULTILINE), done.stdout
    task = json.loads(done.stdout[done.stdout.rindex("\n{\n"):])
    open_ports = [one["evidence"]["number"] for one in task["result"]["findings"] if one["rule"] == "tcp.port.open"]
    assert sorted(open_ports) == [8000, 8001]
    # The log is as the README shows it, and the tour has put nothing secret into it.
    shown = re.search(r"^```text\n(.*?)^```$", readme, re.MULTILINE | re.DOTALL)[1]
    log = [line for line in server.lines if "password: " not in line]
    executed = next(line for line in log if "/execute" in line)
    assert re.sub(r'"[^"]*"|^\S+', "", executed) == re.sub(r'"[^"]*"|^\S+', "", shown.strip())
    assert not any(secret in line for line in log for secret in (server.password, "eyJ", "token=", "Bearer"))
