"""The agent that ships, on a host with known faults, beside sslyze and nmap on the same host."""

import subprocess
import xml.etree.ElementTree as ET

import pytest
from sslyze import (Scanner, ScanCommand, ServerNetworkConfiguration, ServerNetworkLocation, ServerScanRequest)

from fixtures import WeakHost
from server import Server

MISSING_HEADERS = {"http.csp.", "http.hsts.", "http.x_frame_options.", "http.x_content_type_options.",
                   "http.referrer_policy."}


@pytest.fixture(scope="module")
def scan(tmp_path_factory):
    """(host, finished task, its events), one scan for all questions below."""
    with WeakHost(tmp_path_factory.mktemp("host")) as host:
        server = Server(tmp_path_factory.mktemp("server")).start()
        try:
            task, events = server.client().run(parameters={"ports": host.ports})
            yield host, task, events
        finally:
            server.kill()


def rules(task, prefix):
    return {finding["rule"] for finding in task["result"]["findings"] if finding["rule"].startswith(prefix)}


def test_events_come_in_order_with_rising_percentages(scan):
    _, task, events = scan
    kinds = [event["event"] for event in events]
    assert kinds[:3] == ["task_created", "task_execution_started", "agent_started"]
    assert kinds[-2:] == ["agent_completed", "task_completed"]
    assert set(kinds[3:-2]) == {"task_progress"}
    sequence = [event["seq"] for event in events]
    assert sequence == sorted(set(sequence))
    percentages = [event["data"]["percentage"] for event in events if event["event"] == "task_progress"]
    assert percentages == sorted(percentages) and 0 < percentages[0] and percentages[-1] <= 100
    assert task["status"] == "completed" and task["progress"] == 100
    assert events[-1]["data"]["result"] == task["result"]


def test_every_finding_is_complete(scan):
    _, task, _ = scan
    for finding in task["result"]["findings"]:
        assert finding["severity"] in ("critical", "high", "medium", "low", "info")
        assert finding["rule"] and finding["title"] and finding["remedy"] and finding["evidence"], finding


def test_the_open_ports_are_exactly_those_nmap_finds(scan):
    host, task, _ = scan
    ports = ",".join(map(str, host.ports))
    report = subprocess.run(["nmap", "-sT", "-Pn", "-n", "-p", ports, "-oX", "-", "127.0.0.1"],
                            capture_output=True, text=True, check=True).stdout
    theirs = sorted(int(port.get("portid")) for port in ET.fromstring(report).iter("port")
                    if port.find("state").get("state") == "open")
    ours = sorted(finding["evidence"]["number"] for finding in task["result"]["findings"]
                  if finding["rule"] == "tcp.port.open")
    assert ours == theirs == host.open


def test_protocols_and_certificate_agree_with_sslyze(scan):
    host, task, _ = scan
    protocols = {ScanCommand.SSL_3_0_CIPHER_SUITES: "ssl3", ScanCommand.TLS_1_0_CIPHER_SUITES: "tls1_0",
                 ScanCommand.TLS_1_1_CIPHER_SUITES: "tls1_1", ScanCommand.TLS_1_3_CIPHER_SUITES: "tls1_3"}
    scanner = Scanner()
    scanner.queue_scans([ServerScanRequest(
        server_location=ServerNetworkLocation(hostname="127.0.0.1", port=host.tls, ip_address="127.0.0.1"),
        network_configuration=ServerNetworkConfiguration(tls_server_name_indication="scan.test"),
        scan_commands={ScanCommand.CERTIFICATE_INFO, *protocols})])
    result = next(scanner.get_results()).scan_result
    accepted = {name for command, name in protocols.items()
                if getattr(result, command.value).result.accepted_cipher_suites}
    assert accepted == {"tls1_0", "tls1_1"}
    assert rules(task, "tls.protocol.") == {"tls.protocol.tls1_0", "tls.protocol.tls1_1", "tls.protocol.no_tls1_3"}

    deployment = result.certificate_info.result.certificate_deployments[0]
    leaf = deployment.received_certificate_chain[0]
    import datetime
    assert leaf.issuer == leaf.subject and leaf.not_valid_after_utc < datetime.datetime.now(datetime.timezone.utc)
    assert not any(path.was_validation_successful for path in deployment.path_validation_results)
    assert {"tls.cert.expired", "tls.cert.self_signed", "tls.cert.wrong_host"} <= rules(task, "tls.cert.")


def test_each_missing_header_is_named(scan):
    _, task, _ = scan
    found = rules(task, "http.")
    for prefix in MISSING_HEADERS:
        assert any(rule.startswith(prefix) for rule in found), f"{prefix} is not in {found}"
    assert any(rule.startswith("http.cookies.") for rule in found), found
