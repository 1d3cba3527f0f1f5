"""The command line, as operators and CI jobs use it."""

import json
import os
import stat
import subprocess

from websockets.exceptions import ConnectionClosed

from server import BINARY, ROOT, Server, copy_of_spec, edit


def amas(*arguments, **more):
    return subprocess.run([str(BINARY), *map(str, arguments)], capture_output=True, text=True, cwd=ROOT, timeout=60, **more)


def add_user(server, name, role, folder):
    """Adds `name` with the password "<name> has a password" while the server runs."""
    file = folder / f"{name}.password"
    file.write_text(f"{name} has a password\n")
    done = amas("users", "add", name, "--role", role, "--password-file", file, "--data", server.data)
    assert done.returncode == 0, done.stderr
    return done


def test_the_shipped_files_are_clean():
    done = amas("check")
    assert done.returncode == 0 and "0 errors, 0 warnings" in done.stdout, done.stdout


def test_users_are_added_listed_and_changed_while_the_server_runs(server, tmp_path):
    add_user(server, "ann", "operator", tmp_path)
    client = server.client("ann", "ann has a password")
    assert client.create()["owner"] == "ann"
    listed = amas("users", "list", "--data", server.data).stdout.split("\n")
    assert [line.split("\t")[:2] for line in listed if line] == [["admin", "admin"], ["ann", "operator"]]
    again = amas("users", "add", "ann", "--role", "viewer", "--data", server.data)
    assert again.returncode == 2 and "ann is there already" in again.stderr
    changed = amas("users", "passwd", "ann", "--data", server.data)
    assert server.login("ann", changed.stdout.split("password: ")[1].split()[0])


def test_the_password_is_shown_once_and_the_secret_is_private(tmp_path):
    server = Server(tmp_path).start()
    first = server.password
    assert first and server.login()
    token = server.login()
    secret = server.data / "token-secret"
    assert stat.S_IMODE(os.stat(secret).st_mode) == 0o600
    assert stat.S_IMODE(os.stat(server.data).st_mode) == 0o700
    assert server.stop() == 0
    server.start()
    assert not any("password:" in line for line in server.lines)
    assert server.login("admin", first)
    assert not any(token in line or secret.read_text() in line for line in server.lines)
    server.stop()
    os.chmod(secret, 0o644)
    refused = amas("serve", "--port", 0, "--admin-port", 0, "--data", server.data)
    assert refused.returncode == 2 and f"chmod 600 {secret}" in refused.stderr


def test_a_second_server_on_the_same_data_refuses(server):
    refused = amas("serve", "--port", 0, "--admin-port", 0, "--data", server.data)
    assert refused.returncode == 2 and f"in use by process {server.process.pid}" in refused.stderr, refused.stderr


def test_a_port_in_use_is_one_clear_line(server, tmp_path):
    port = server.base.rsplit(":", 1)[1]
    refused = amas("serve", "--port", port, "--admin-port", 0, "--data", tmp_path / "other")
    assert refused.returncode == 2 and f"127.0.0.1:{port}" in refused.stderr, refused.stderr


def test_mistakes_come_in_every_format(tmp_path):
    spec, agents = copy_of_spec(tmp_path)
    edit(agents, "uses: dns.lookup", "uses: dns.lokup")
    options = ("check", "--spec", spec, "--agents", agents)
    text = amas(*options)
    assert text.returncode == 1 and 'did you mean "dns.lookup"' in text.stdout, text.stdout
    found = json.loads(amas(*options, "--format", "json").stdout)
    assert [(one["file"], one["severity"]) for one in found] == [(str(agents), "error")]
    sarif = json.loads(amas(*options, "--format", "sarif").stdout)
    region = sarif["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"]
    assert (region["startLine"], region["startColumn"]) == (found[0]["line"], found[0]["column"])
    github = amas(*options, "--format", "github").stdout
    assert github.startswith(f"::error file={agents},line={found[0]['line']},col={found[0]['column']},")


PETS = """\
openapi: 3.0.3
info: {title: Pets, version: '1'}
paths:
  /pets/{id}:
    get:
      operationId: getPet
      parameters: [{name: id, in: path, required: true, schema: {type: string, format: petid}}]
      responses: {'200': {$ref: 'shared/responses.yaml#/Pet'}}
"""


def test_check_takes_any_openapi_document_with_its_files(tmp_path):
    folder = tmp_path / "api"
    (folder / "shared").mkdir(parents=True)
    document, shared = folder / "pets.yaml", folder / "shared" / "responses.yaml"
    document.write_text(PETS)
    shared.write_text("Pet: {description: The pet.}\n")
    options = ("check", "--spec", document, "--agents", tmp_path / "none")
    done = amas(*options)
    assert done.returncode == 0 and 'warning: format "petid" is not known' in done.stdout, done.stdout
    assert done.stdout.endswith("2 files read, 1 of 1 operation compiled: 0 errors, 1 warning\n"), done.stdout
    outside = tmp_path / "secret.yaml"
    outside.write_text("Pet: {description: Secret.}\n")
    for way in ("../secret.yaml#/Pet", f"{outside}#/Pet", "shared/link.yaml#/Pet", "https://example.com/a.yaml#/Pet"):
        if way.startswith("shared/link"):
            (folder / "shared" / "link.yaml").symlink_to(outside)
        document.write_text(PETS.replace("shared/responses.yaml#/Pet", way))
        done = amas(*options)
        assert done.returncode == 1 and f"{document}:8:" in done.stdout and "Secret" not in done.stdout, done.stdout
        assert "1 file" in done.stdout and "0 of 1 operation compiled: 1 error," in done.stdout, done.stdout
    document.write_text('{"swagger": "2.0", "paths": {}}')
    done = amas(*options)
    assert done.returncode == 1 and done.stdout.count("error") == 2 and "Swagger 2.0" in done.stdout, done.stdout


def test_a_missing_file_is_not_a_finding(tmp_path):
    done = amas("check", "--spec", tmp_path / "nowhere")
    assert done.returncode == 2 and "no such file" in done.stderr


def test_sigterm_closes_sockets_with_1001_and_ends_cleanly(tmp_path):
    server = Server(tmp_path).start()
    with server.client().socket() as socket:
        socket.recv(5)
        assert server.stop() == 0
        try:
            socket.recv(5)
        except ConnectionClosed as closed:
            assert closed.rcvd.code == 1001, closed
        else:
            raise AssertionError("the socket is still open")
