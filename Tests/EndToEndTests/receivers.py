"""HTTP servers on loopback that take what integrations send."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Received:
    """One request as it arrived."""

    def __init__(self, handler, body):
        self.method, self.path, self.headers, self.body = handler.command, handler.path, handler.headers, body

    @property
    def json(self):
        return json.loads(self.body)


class Receiver:
    """Answers each request with what `answer(received, number)` gives: (status, JSON body), or None to say nothing.

    `number` counts from 0. A request that gets no answer is held until the receiver stops.
    """

    def __init__(self, answer=lambda received, number: (200, {})):
        self.answer, self.requests, self.changed = answer, [], threading.Condition()
        self.over = threading.Event()

    def __enter__(self):
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                received = Received(self, body)
                with receiver.changed:
                    number = len(receiver.requests)
                    receiver.requests.append(received)
                    receiver.changed.notify_all()
                answer = receiver.answer(received, number)
                if answer is None:
                    receiver.over.wait()
                    return
                text = json.dumps(answer[1]).encode()
                self.send_response(answer[0])
                for name, value in (answer[2] if len(answer) > 2 else {}).items():
                    self.send_header(name, value)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(text)))
                self.end_headers()
                self.wfile.write(text)

            do_GET = do_PUT = do_POST

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.over.set()
        self.server.shutdown()
        self.server.server_close()

    def wait_for(self, condition, seconds=60):
        """The requests, once `condition(requests)` holds."""
        with self.changed:
            assert self.changed.wait_for(lambda: condition(self.requests), seconds), \
                f"{len(self.requests)} requests came: {[one.body[:200] for one in self.requests]}"
            return list(self.requests)
