"""pmm-managed: version, readiness, settings, inventory, updates, and nginx's question who may do what (127.0.0.1:7772)."""
import base64
import http.client
import io
import json
import pathlib
import subprocess
import sys
import time
import zipfile

import inventory
import release
import store
import updates
from env import PINNED
from web import ApiError, Raw, Router, grpc_error, serve

ROLES = ["None", "Viewer", "Editor", "Admin"]
RULES2 = {"/v1/version": "Viewer", "/v1/Updates/Check": "Viewer", "/v1/Settings/Get": "Admin", "/v0/qan": "Viewer", "/": "Admin"}
RULES3 = {"/v1/server/version": "Viewer", "/v1/server/updates": "Viewer", "/v1/server/settings/readonly": "Viewer", "/v1/qan": "Viewer",
          "/v1/server/updates:start": "Admin", "/v1/version": "Viewer", "/": "Admin"}

router = Router(ApiError(404, {"error": "Not Found", "code": 5, "message": "Not Found", "details": []}))


def on(method, pattern, major):
    """Registers a route of one major; the other answers 404."""
    return router.on(method, pattern) if release.major() == major else lambda function: function


# ---- who may do what -------------------------------------------------------------------------------------------------------------

def grafana(path, headers):
    """A call to Grafana inside; status and parsed body."""
    connection = http.client.HTTPConnection("127.0.0.1", 3000, timeout=3)
    try:
        connection.request("GET", path, headers=headers)
        response = connection.getresponse()
        return response.status, json.loads(response.read() or b"null")
    finally:
        connection.close()


def credentials(headers):
    """What Grafana must be shown, and whether it is a key or token rather than a user."""
    given = headers.get("Authorization", "")
    passed = {name: headers[name] for name in ("Authorization", "Cookie", "X-Grafana-Org-Id") if headers.get(name)}
    if given.startswith("Basic "):
        try:
            user, _, secret = base64.b64decode(given[6:]).decode().partition(":")
        except ValueError:
            user, secret = "", ""
        if user in ("api_key", "service_token"):
            return passed | {"Authorization": "Bearer " + secret}, True
    return passed, given.startswith("Bearer ")


def role_of(headers):
    """The caller's role, or a refusal with code 16."""
    passed, token = credentials(headers)
    if token:
        paths = ["/api/auth/serviceaccount", "/api/auth/key"]
        for path in paths:
            status, body = grafana(path, passed)
            if status == 200 and body and body.get("role"):
                return body["role"]
        raise grpc_error(16, "Unauthorized")
    status, body = grafana("/api/user", passed)
    if status != 200:
        raise grpc_error(16, (body or {}).get("message", "Unauthorized"))
    if body.get("isGrafanaAdmin"):
        return "Admin"
    status, orgs = grafana("/api/user/orgs", passed)
    return next((org["role"] for org in orgs or [] if org["orgId"] == body["orgId"]), "None")


def needed(path):
    rules = RULES2 if release.major() == 2 else RULES3
    best = max((rule for rule in rules if path.startswith(rule)), key=len)
    return rules[best]


@router.on("*", "/auth_request")
def auth_request(request):
    path = request.headers.get("X-Original-Uri", "/").split("?")[0]
    if updates.seconds_up() < float(release.fault("UNAUTHORIZED_SECONDS", "0")):
        return refuse(16, "Unauthorized")
    try:
        role = role_of(request.headers)
    except ApiError as error:
        return refuse(error.body["code"], error.body["message"])
    if ROLES.index(role) < ROLES.index(needed(path)):
        return refuse(7, "Access denied.")
    return Raw(200, b"", "application/json")


def refuse(code, message):
    """nginx builds the reply's body from these headers; a role too low is 401 as well."""
    return Raw(401, b"", "application/json", {"X-Auth-Code": str(code), "X-Auth-Message": message.replace('"', "'")})


# ---- version and readiness -------------------------------------------------------------------------------------------------------

def version_reply():
    shown = release.fault("WRONG_VERSION") or release.version()
    stamp = release.timestamp(shown)
    if release.major() == 2:
        full, method = f"{shown}-20.{stamp[2:4]}{stamp[5:7]}{stamp[8:10]}0957.c8d4286.{release.fault('BASE', 'el9')}", "DOCKER"
    else:
        full, method = shown, "DISTRIBUTION_METHOD_DOCKER"
    return {"version": shown, "server": {"version": shown, "full_version": full, "timestamp": stamp},
            "managed": {"version": shown, "full_version": "c8d428681f4a4b1d9d1a0bd3a6e4d1b5c0c7a911", "timestamp": stamp},
            "distribution_method": method}


def alive(port, path):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=3)
    try:
        connection.request("GET", path)
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()


def ready():
    checks = [(3000, "/api/health"), (9090, "/prometheus/health"), (8880, "/health")]
    if release.major() == 2:
        checks.append((9093, "/health"))
    return not release.flag("NEVER_READY") and all(alive(*check) for check in checks)


def readyz(_):
    try:
        store.MANAGED.query("SELECT 1")
    except Exception:
        raise grpc_error(13, "PMM Server is not ready yet.") from None
    if not ready():
        raise grpc_error(13, "PMM Server is not ready yet.")
    return {}


for path in ("/v1/readyz", "/v1/leaderHealthCheck", "/ping") if release.major() == 2 else ("/v1/server/readyz", "/v1/server/leaderHealthCheck"):
    router.on("GET", path)(readyz)


@router.on("GET", "/v1/version" if release.major() == 2 else "/v1/server/version")
def version(_):
    return version_reply()


# ---- settings --------------------------------------------------------------------------------------------------------------------

def settings():
    stored = json.loads(store.MANAGED.one("SELECT settings FROM settings")[0])
    if release.flag("LOSE_SETTINGS"):
        stored |= {"retention": "604800s", "mr": "30s", "advisors": not stored["advisors"]}
    return stored | (json.loads(PINNED.read_text()) if PINNED.exists() else {})


def save_pinned():
    """What the environment pins is stored, as PMM does, and so survives the variable."""
    store.MANAGED.query("UPDATE settings SET settings = ?", json.dumps(settings()))


@on("POST", "/v1/Settings/Get", 2)
def settings_v2(_):
    s = settings()
    return {"settings": inventory.without_zeros({
        "updates_disabled": not s["updates"], "telemetry_enabled": s["telemetry"],
        "metrics_resolutions": {"hr": s["hr"], "mr": s["mr"], "lr": s["lr"]}, "data_retention": s["retention"],
        "aws_partitions": ["aws"], "stt_enabled": s["advisors"], "alerting_enabled": s["alerting"], "pmm_public_address": s["public_address"],
        "stt_check_intervals": {"standard_interval": "86400s", "rare_interval": "280800s", "frequent_interval": "14400s"},
        "backup_management_enabled": s["backup"], "azurediscover_enabled": s["azure"], "enable_access_control": s["rbac"],
        "default_role_id": 1})}


@on("GET", "/v1/server/settings", 3)
def settings_v3(_):
    s = settings()
    return {"settings": {
        "updates_enabled": s["updates"], "telemetry_enabled": s["telemetry"],
        "metrics_resolutions": {"hr": s["hr"], "mr": s["mr"], "lr": s["lr"]},
        "advisor_run_intervals": {"standard_interval": "86400s", "rare_interval": "280800s", "frequent_interval": "14400s"},
        "data_retention": s["retention"], "ssh_key": "", "aws_partitions": ["aws"], "advisor_enabled": s["advisors"], "platform_email": "",
        "alerting_enabled": s["alerting"], "pmm_public_address": s["public_address"], "backup_management_enabled": s["backup"],
        "azurediscover_enabled": s["azure"], "connected_to_platform": False, "telemetry_summaries": [],
        "enable_access_control": s["rbac"], "default_role_id": 1}}


@on("GET", "/v1/server/settings/readonly", 3)
def settings_readonly(_):
    s = settings()
    return {"settings": {"updates_enabled": s["updates"], "telemetry_enabled": s["telemetry"], "advisor_enabled": s["advisors"],
                         "alerting_enabled": s["alerting"], "pmm_public_address": s["public_address"],
                         "backup_management_enabled": s["backup"], "azurediscover_enabled": s["azure"], "enable_access_control": s["rbac"]}}


# ---- inventory -------------------------------------------------------------------------------------------------------------------

@on("POST", "/v1/inventory/(Nodes|Services|Agents)/List", 2)
def list_v2(request):
    return inventory.without_zeros(inventory.listing(request.args[0].lower()))


@on("GET", "/v1/inventory/(nodes|services|agents)", 3)
def list_v3(request):
    return inventory.listing(request.args[0])


@on("GET", "/v1/management/(nodes|services|agents|agents/versions)", 3)
def management(request):
    return {"nodes": inventory.managed_nodes, "services": inventory.managed_services, "agents": inventory.managed_agents,
            "agents/versions": inventory.agent_versions}[request.args[0]]()


# ---- logs ------------------------------------------------------------------------------------------------------------------------

@router.on("GET", "/logs.zip" if release.major() == 2 else "/v1/server/logs.zip")
def logs(_):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(pathlib.Path("/srv/logs").glob("*.log")):
            archive.writestr(file.name, file.read_bytes()[-1_000_000:])
        status = subprocess.run(["supervisorctl", "status"], capture_output=True, timeout=20, check=False)
        archive.writestr("supervisorctl_status.log", status.stdout)
        archive.writestr("version.json", json.dumps(version_reply(), indent=1))
    return Raw(200, buffer.getvalue(), "application/zip", {"Content-Disposition": 'attachment; filename="pmm-server.zip"'})


updates.register(router, settings)


def main():
    for attempt in range(100):
        try:
            store.open_managed()
            break
        except store.NotReadable as error:
            print(f'level=fatal msg="Failed to migrate database: {error}" component=pmm-managed', flush=True)
            sys.exit(1)
        except Exception as error:
            print(f'level=warning msg="PostgreSQL: {error}" component=pmm-managed', flush=True)
            time.sleep(0.1)
    else:
        sys.exit(1)
    save_pinned()
    serve(7772, router)


if __name__ == "__main__":
    main()
