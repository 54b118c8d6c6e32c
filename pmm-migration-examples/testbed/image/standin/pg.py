"""A small client for PostgreSQL's wire protocol (simple queries, trust authentication), so that the images need no driver."""
import contextlib
import socket
import struct
import threading


class PgError(Exception):
    """The server refused a statement; `code` is its SQLSTATE."""

    def __init__(self, fields):
        super().__init__(fields.get("M", "unknown error"))
        self.code = fields.get("C", "")


def literal(value):
    if value is None:
        return "NULL"
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, (int, float)):
        return str(value)
    return "'" + str(value).replace("'", "''") + "'"


class Database:
    """One connection to one database, opened when needed and again after the server went away. Safe for threads."""

    def __init__(self, name, port=5432):
        self.name, self.port = name, port
        self.lock = threading.RLock()
        self.stream = None
        self.inside = False

    @contextlib.contextmanager
    def transaction(self):
        """All statements of the block, or none of them."""
        with self.lock:
            self.run("BEGIN")
            self.inside = True
            try:
                yield
                self.run("COMMIT")
            except BaseException:
                self.close()
                raise
            finally:
                self.inside = False

    def query(self, sql, *values):
        """Runs a statement (`?` stands for a value) and returns its rows as tuples of text or None."""
        parts = sql.split("?")
        return self.run(parts[0] + "".join(literal(v) + p for v, p in zip(values, parts[1:], strict=True)))

    def run(self, text):
        """Runs a statement as it is."""
        with self.lock:
            try:
                return self._send(text)
            except (OSError, EOFError):
                self.close()
                if self.inside:
                    raise
                return self._send(text)

    def one(self, sql, *values):
        rows = self.query(sql, *values)
        return rows[0] if rows else None

    def close(self):
        if self.stream:
            self.stream.close()
        self.stream = None

    def _connect(self):
        connection = socket.create_connection(("127.0.0.1", self.port), timeout=10)
        connection.settimeout(60)
        stream = connection.makefile("rwb")
        connection.close()
        options = f"user\0pmm\0database\0{self.name}\0client_encoding\0UTF8\0\0".encode()
        stream.write(struct.pack("!ii", len(options) + 8, 196608) + options)
        self.stream = stream
        self._result()

    def _send(self, text):
        if self.stream is None:
            self._connect()
        body = text.encode() + b"\0"
        self.stream.write(b"Q" + struct.pack("!i", len(body) + 4) + body)
        return self._result()

    def _result(self):
        self.stream.flush()
        rows, error = [], None
        while True:
            head = self.stream.read(5)
            if len(head) < 5:
                self.close()
                if error:
                    raise error
                raise EOFError("PostgreSQL closed the connection")
            body = self.stream.read(struct.unpack("!i", head[1:])[0] - 4)
            kind = head[:1]
            if kind == b"D":
                rows.append(self._row(body))
            elif kind == b"E":
                error = PgError({f[:1].decode(): f[1:].decode() for f in body.split(b"\0") if f})
            elif kind == b"R" and body[:4] != b"\0\0\0\0":
                raise PgError({"M": "only trust authentication is understood here"})
            elif kind == b"Z":
                if error:
                    raise error
                return rows

    @staticmethod
    def _row(body):
        values, at = [], 2
        for _ in range(struct.unpack("!h", body[:2])[0]):
            size = struct.unpack("!i", body[at:at + 4])[0]
            at += 4
            values.append(None if size < 0 else body[at:at + size].decode())
            at += max(size, 0)
        return tuple(values)
