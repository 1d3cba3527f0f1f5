"""Real services on loopback for the agents to examine."""

import datetime
import socket
import subprocess
import threading
import time
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID


def free_ports(count):
    sockets = [socket.socket() for _ in range(count)]
    for one in sockets:
        one.bind(("127.0.0.1", 0))
    ports = [one.getsockname()[1] for one in sockets]
    for one in sockets:
        one.close()
    return ports


def expired_certificate(folder, name="scan.test"):
    """A self-signed certificate that ran out yesterday; answers (certificate file, key file)."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.datetime.now(datetime.timezone.utc)
    certificate = (
        x509.CertificateBuilder().subject_name(subject).issuer_name(subject).public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=30)).not_valid_after(now - datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .sign(key, hashes.SHA256()))
    certificate_file, key_file = Path(folder) / "certificate.pem", Path(folder) / "key.pem"
    certificate_file.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    key_file.write_bytes(key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()))
    return certificate_file, key_file


CONFIGURATION = """
daemon off; master_process off; pid {folder}/nginx.pid; error_log {folder}/error.log;
events {{ }}
http {{
    access_log off;
    client_body_temp_path {folder}; proxy_temp_path {folder}; fastcgi_temp_path {folder};
    uwsgi_temp_path {folder}; scgi_temp_path {folder};
    server {{
        listen 127.0.0.1:{tls} ssl;
        ssl_certificate {certificate}; ssl_certificate_key {key};
        ssl_protocols TLSv1 TLSv1.1 TLSv1.2; ssl_ciphers ALL:@SECLEVEL=0;
        location / {{ add_header Set-Cookie "session=1"; return 200 "hello"; }}
    }}
    server {{ listen 127.0.0.1:{plain}; location / {{ return 200 "hello"; }} }}
}}
"""


class WeakHost:
    """nginx with an expired certificate and old TLS, a plain HTTP port, and a port that only accepts."""

    def __init__(self, folder):
        self.folder = Path(folder)
        self.tls, self.plain, self.closed, self.also_closed = free_ports(4)
        certificate, key = expired_certificate(folder)
        (self.folder / "nginx.conf").write_text(CONFIGURATION.format(
            folder=folder, tls=self.tls, plain=self.plain, certificate=certificate, key=key))
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.silent = self.listener.getsockname()[1]

    @property
    def open(self):
        return sorted([self.tls, self.plain, self.silent])

    @property
    def ports(self):
        return self.open + [self.closed, self.also_closed]

    def __enter__(self):
        self.process = subprocess.Popen(["nginx", "-p", str(self.folder), "-c", str(self.folder / "nginx.conf"),
                                         "-e", str(self.folder / "error.log")], stderr=subprocess.DEVNULL)
        threading.Thread(target=self._accept, daemon=True).start()
        wait_for_port(self.tls)
        return self

    def _accept(self):
        while True:
            try:
                self.listener.accept()[0].close()
            except OSError:
                return

    def __exit__(self, *_):
        self.listener.close()
        self.process.terminate()
        self.process.wait(10)


class Silence:
    """A port that accepts and then says nothing, so that whoever probes it has to wait."""

    def __enter__(self):
        self.listener = socket.create_server(("127.0.0.1", 0))
        return self.listener.getsockname()[1]

    def __exit__(self, *_):
        self.listener.close()


def wait_for_port(port, seconds=10):
    """Returns when the port accepts; a process of another program offers nothing else to wait on."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.05)
    raise RuntimeError(f"nothing listens on port {port}")
