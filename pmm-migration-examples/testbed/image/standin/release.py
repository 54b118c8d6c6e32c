"""Which release this container is, and what that means."""
import os
import pathlib

VERSION_FILE = pathlib.Path("/opt/standin/VERSION")
FAULT_FILE = pathlib.Path("/srv/standin.env")

GRAFANA = [((2, 0), "9.2.20"), ((3, 0), "11.1.8"), ((3, 2), "11.6.3"), ((3, 7), "11.6.13"), ((3, 8), "12.4.3")]
CLICKHOUSE = [((2, 0), 2308), ((3, 5), 2503)]
TIMESTAMPS = {
    "2.30.0": "2022-08-22T10:11:12Z", "2.32.0": "2022-11-14T10:11:12Z", "2.41.2": "2024-03-20T08:50:02Z",
    "2.44.1": "2025-04-24T10:03:21Z", "3.0.0": "2025-01-30T09:14:28Z", "3.7.0": "2026-03-12T09:30:11Z",
    "3.8.1": "2026-06-25T11:20:40Z", "3.12.0": "2026-11-19T10:00:00Z",
}


def version():
    return VERSION_FILE.read_text().strip()


def parse(text):
    """'3.0.0-beta' -> (3, 0, 0)"""
    return tuple(int(part) for part in text.split("-")[0].split("."))


def major():
    return parse(version())[0]


def minor():
    return parse(version())[:2]


def schema(text=None):
    """The number of the database layout: 244 for 2.44, 308 for 3.8."""
    first, second = parse(text or version())[:2]
    return first * 100 + second


def _of(table):
    return [value for since, value in table if minor() >= since][-1]


def grafana():
    return _of(GRAFANA)


def clickhouse():
    return _of(CLICKHOUSE)


def timestamp(text):
    return TIMESTAMPS.get(text, "2025-01-01T00:00:00Z")


def fault(name, default=""):
    """A switch of the stand-in: STANDIN2_NAME or STANDIN3_NAME for one major, else STANDIN_NAME; from the environment,
    else from /srv/standin.env."""
    names = (f"STANDIN{major()}_{name}", f"STANDIN_{name}")
    stored = {}
    if FAULT_FILE.exists():
        stored = dict(line.split("=", 1) for line in FAULT_FILE.read_text().splitlines() if "=" in line)
    for source in (os.environ, stored):
        for each in names:
            if each in source:
                return source[each]
    return default


def flag(name):
    return fault(name).lower() in ("1", "true", "yes", "on")
