"""Targets for load whose behaviour under load is known, and wrk to put the same load on them."""

import json
import socket
import subprocess
import threading
import time
from pathlib import Path

from fixtures import free_ports, wait_for_port

CONFIGURATION = """
daemon off; master_process off; pid {folder}/nginx.pid; error_log {folder}/error.log;
events {{ worker_connections 1024; }}
http {{
    access_log off; keepalive_requests 1000000; types {{ }} default_type text/html;
    client_body_temp_path {folder}; proxy_temp_path {folder}; fastcgi_temp_path {folder};
    uwsgi_temp_path {folder}; scgi_temp_path {folder};
    limit_req_zone $server_name zone=pace:64k rate={rate}r/s;
    server {{
        listen 127.0.0.1:{port}; server_name paced; root {folder};
        location = /page.html {{ limit_req zone=pace burst=256; }}
    }}
}}
"""


class PacedHost:
    """nginx that lets `rate` requests through each second and makes the others wait, whatever the machine is doing.

    So with c connections a closed loop must find `rate` answers a second that take c / rate each.
    """

    PAGE = "<p>" + "x" * 2993 + "</p>"

    def __init__(self, folder, rate=400):
        self.folder, self.rate, self.port = Path(folder), rate, free_ports(1)[0]
        (self.folder / "page.html").write_text(self.PAGE)
        (self.folder / "nginx.conf").write_text(
            CONFIGURATION.format(folder=folder, port=self.port, rate=rate))

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}/page.html"

    def __enter__(self):
        self.process = subprocess.Popen(["nginx", "-p", str(self.folder), "-c", str(self.folder / "nginx.conf"),
                                         "-e", str(self.folder / "error.log")], stderr=subprocess.DEVNULL)
        wait_for_port(self.port)
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(10)


class Clockwork:
    """A keep-alive HTTP server that does to its n-th request, counted from 1, what `behaviour(n)` says.

    That is (seconds to wait, status), or (seconds to wait, None) to hang up without an answer. It keeps how long each
    request really took it, so that a slow machine is not taken for a wrong measurement.
    """

    def __init__(self, behaviour):
        self.behaviour, self.took, self.connections = behaviour, [], 0
        self.lock = threading.Lock()
        self.listener = socket.create_server(("127.0.0.1", 0), backlog=128)
        self.port = self.listener.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}/"

    def __enter__(self):
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.listener.shutdown(socket.SHUT_RDWR)  # else the thread in accept() keeps the port open
        self.listener.close()

    def _accept(self):
        while True:
            try:
                connection = self.listener.accept()[0]
            except OSError:
                return
            self.connections += 1
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection):
        with connection:
            buffer = b""
            while True:
                while b"\r\n\r\n" not in buffer:
                    try:
                        data = connection.recv(65536)
                    except OSError:
                        return
                    if not data:
                        return
                    buffer += data
                begin = time.monotonic()
                buffer = buffer[buffer.index(b"\r\n\r\n") + 4:]
                with self.lock:
                    self.took.append(None)
                    number = len(self.took)
                wait, status = self.behaviour(number)
                time.sleep(wait)
                self.took[number - 1] = time.monotonic() - begin
                if status is None:
                    return
                connection.sendall(f"HTTP/1.1 {status} Known\r\nContent-Length: 2\r\n\r\nok".encode())


REPORT = """
function done(summary, latency)
    local errors = summary.errors
    io.write(string.format('{"requests": %d, "requests_per_s": %.3f, "p50_ms": %.3f, "p99_ms": %.3f, "errors": %d}\\n',
        summary.requests, summary.requests / (summary.duration / 1e6), latency:percentile(50) / 1e3,
        latency:percentile(99) / 1e3,
        errors.connect + errors.read + errors.write + errors.timeout + errors.status))
end
"""


def wrk(folder, url, connections, seconds):
    """One closed-loop run of wrk: {requests, requests_per_s, p50_ms, p99_ms, errors}."""
    script = Path(folder) / "report.lua"
    script.write_text(REPORT)
    output = subprocess.run(["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "-s", str(script), url],
                            capture_output=True, text=True, check=True).stdout
    return json.loads(output.strip().splitlines()[-1])


def nearest_rank(values, percent):
    """The smallest value that at least `percent` of all do not exceed."""
    ordered = sorted(values)
    return ordered[max(0, -(-len(ordered) * percent // 100) - 1)]


# How far two measurements of one target may lie apart, as a share of the reference. wrk and this server run one after
# the other on machines that have other things to do, so both may have to try again; a wrong measurement is wrong in
# every try.
BAND = {"requests_per_s": 0.10, "p50_ms": 0.15, "p99_ms": 0.50}


def numbers(measured):
    """What both tools measure, of the result's member `measured`."""
    return {"requests_per_s": measured["throughput"]["requests_per_s"], "p50_ms": measured["latency"]["p50_ms"],
            "p99_ms": measured["latency"]["p99_ms"]}


def apart(ours, theirs):
    """What lies further apart than its band allows: {name: (ours, theirs)}."""
    return {name: (ours[name], theirs[name]) for name, band in BAND.items()
            if abs(ours[name] - theirs[name]) > band * theirs[name]}
