"""Updates: PMM 2's in-place update (Check, Start, Status) and PMM 3's notice of newer images."""
import pathlib
import secrets
import subprocess
import time

import release
from web import grpc_error

STARTED = time.monotonic()
TOKEN = pathlib.Path("/tmp/pmm-update-auth-token")
LOG = pathlib.Path("/srv/logs/pmm-update-perform.log")
NEWS = "https://per.co.na/pmm"


def seconds_up():
    return time.monotonic() - STARTED


def latest():
    return release.fault("LATEST") or ("2.44.1" if release.major() == 2 else "3.12.0")


def now():
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())


def running():
    """True while the updater runs: its program's state, as supervisord tells it."""
    status = subprocess.run(["supervisorctl", "status", "pmm-update-perform"], capture_output=True, text=True, timeout=20, check=False)
    return any(state in status.stdout for state in (" RUNNING", " STARTING", " STOPPING"))


def package(version):
    return {"version": version, "full_version": f"{version}-20.2504241003.8f0a2a3.el9", "timestamp": release.timestamp(version)}


def register(router, settings):
    if release.major() == 2:
        _register_v2(router, settings)
    else:
        _register_v3(router, settings)


def _newer(settings):
    return settings()["updates"] and release.parse(latest()) > release.parse(release.version())


def _register_v2(router, settings):
    @router.on("POST", "/v1/Updates/Check")
    def check(request):
        if release.flag("UPDATE_CHECK_FAILS"):
            raise grpc_error(14, "failed to check for updates")
        if request.json().get("only_installed_version"):
            return {"installed": package(release.version()), "last_check": now()}
        reply = {"installed": package(release.version()), "latest": package(latest()), "last_check": now()}
        if _newer(settings):
            reply |= {"update_available": True, "latest_news_url": NEWS}
        return reply

    @router.on("POST", "/v1/Updates/Start")
    def start(_):
        if not settings()["updates"]:
            raise grpc_error(9, "Updates are disabled via DISABLE_UPDATES environment variable.")
        if running():
            raise grpc_error(9, "Update is already running.")
        offset = LOG.stat().st_size if LOG.exists() else 0
        token = secrets.token_hex(16)
        TOKEN.write_text(token)
        TOKEN.chmod(0o600)
        subprocess.run(["supervisorctl", "start", "pmm-update-perform"], capture_output=True, timeout=30, check=False)
        return {"auth_token": token} | ({"log_offset": offset} if offset else {})

    @router.on("POST", "/v1/Updates/Status")
    def status(request):
        body = request.json()
        if not TOKEN.exists() or not secrets.compare_digest(TOKEN.read_text(), str(body.get("auth_token", ""))):
            raise grpc_error(7, "Invalid authentication token.")
        return _poll(int(body.get("log_offset", 0)), float(release.fault("UPDATE_POLL_SECONDS", "30")))


def _poll(offset, limit):
    """Answers as soon as there are new lines or the updater has ended, at the latest after the limit."""
    deadline = time.monotonic() + limit
    while True:
        lines, position = _lines(offset)
        if lines or time.monotonic() > deadline:
            reply = {"log_lines": lines} if lines else {}
            return reply | ({"log_offset": position} if position else {})
        if not running():
            lines, position = _lines(offset)
            done = {} if lines else {"done": True}
            return ({"log_lines": lines} if lines else {}) | {"log_offset": position} | done
        time.sleep(0.2)


def _lines(offset):
    """Whole lines from the offset on, and where the next call goes on."""
    if not LOG.exists():
        return [], offset
    with LOG.open("rb") as file:
        file.seek(offset)
        data = file.read()
    whole = data[:data.rfind(b"\n") + 1]
    return whole.decode(errors="replace").splitlines(), offset + len(whole)


def _register_v3(router, settings):
    @router.on("GET", "/v1/server/updates")
    def check(request):
        own = release.version()
        installed = {"version": own, "full_version": own, "timestamp": release.timestamp(own)}
        if request.param("only_installed_version") == "true":
            return {"installed": installed, "latest": None, "update_available": False, "latest_news_url": "", "last_check": None}
        found = latest()
        return {"installed": installed, "update_available": bool(_newer(settings)), "latest_news_url": NEWS, "last_check": now(),
                "latest": {"version": found, "tag": f"percona/pmm-server:{found}", "timestamp": release.timestamp(found),
                           "release_notes_url": f"{NEWS}/pmm-{found}", "release_notes_text": ""}}

    @router.on("GET", "/v1/server/updates/changelogs")
    def changelogs(_):
        return {"updates": [], "last_check": now()}

    if release.minor() < (3, 9):
        @router.on("POST", "/v1/server/updates:(start|getStatus)")
        def watchtower(_):
            raise grpc_error(9, "Watchtower is not configured.")
