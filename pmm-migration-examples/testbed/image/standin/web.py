"""What the HTTP services share: routing, JSON, errors in the shapes of PMM and of Grafana."""
import json
import re
import urllib.parse
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

HTTP_OF_CODE = {3: 400, 5: 404, 6: 409, 7: 403, 9: 400, 13: 500, 14: 503, 16: 401}


class ApiError(Exception):
    """A refusal: HTTP status and JSON body."""

    def __init__(self, status, body):
        super().__init__(str(body))
        self.status, self.body = status, body


def grpc_error(code, message):
    """An error as gRPC-gateway writes it."""
    return ApiError(HTTP_OF_CODE[code], {"error": message, "code": code, "message": message, "details": []})


def grafana_error(status, message):
    return ApiError(status, {"message": message})


class Request:
    """What a route's function is given."""

    def __init__(self, handler, path, query, body):
        self.method, self.path, self.query = handler.command, path, query
        self.headers, self.raw = handler.headers, body
        self.args = ()

    def json(self):
        """The body as an object; an empty body is an empty object."""
        try:
            value = json.loads(self.raw or b"{}")
        except ValueError:
            raise grpc_error(3, "invalid JSON") from None
        return value if isinstance(value, dict) else {}

    def param(self, name, default=""):
        return self.query.get(name, [default])[0]


class Raw:
    """A reply that is not JSON."""

    def __init__(self, status, body, kind, headers=None):
        self.status, self.body, self.kind, self.headers = status, body, kind, headers or {}


class Router:
    """Routes by method and a pattern that must match the whole path."""

    def __init__(self, not_found):
        self.routes = []
        self.not_found = not_found

    def on(self, method, pattern):
        def register(function):
            self.routes.append((method, re.compile(pattern), function))
            return function
        return register

    def answer(self, request):
        for method, pattern, function in self.routes:
            match = pattern.fullmatch(request.path)
            if match and method in (request.method, "*"):
                request.args = match.groups()
                return function(request)
        raise self.not_found


def _handler(router):
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def _handle(self):
            parts = urllib.parse.urlsplit(self.path)
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            query = urllib.parse.parse_qs(parts.query, keep_blank_values=True)
            try:
                reply = router.answer(Request(self, urllib.parse.unquote(parts.path), query, body))
            except ApiError as error:
                reply = (error.status, error.body)
            except Exception as error:  # the caller gets the answer a crashed handler gives, the log gets the reason
                self.log_error("%s %s: %r", self.command, self.path, error)
                reply = (500, grpc_error(13, "Internal server error.").body)
            self._write(reply)

        do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = _handle

        def _write(self, reply):
            if not isinstance(reply, Raw):
                status, value = reply if isinstance(reply, tuple) else (200, reply)
                reply = Raw(status, json.dumps(value, separators=(",", ":"), ensure_ascii=False).encode(), "application/json")
            self.send_response(reply.status)
            self.send_header("Content-Type", reply.kind)
            self.send_header("Content-Length", str(len(reply.body)))
            for name, value in reply.headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(reply.body)

        def log_request(self, code="-", size="-"):
            pass

    return Handler


def serve(port, router):
    """Serves for ever on loopback."""
    ThreadingHTTPServer.request_queue_size = 128
    ThreadingHTTPServer(("127.0.0.1", port), _handler(router)).serve_forever()
