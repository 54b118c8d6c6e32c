"""Who calls Grafana: a user, an API key or a service account's token, and in which organisation."""
import base64
import time
from dataclasses import dataclass

import release
import store
from store import GRAFANA
from web import grafana_error

RANK = {"None": 0, "Viewer": 1, "Editor": 2, "Admin": 3}


@dataclass
class Caller:
    org_id: int
    role: str
    user_id: int = 0
    server_admin: bool = False
    key_id: int = 0
    account: bool = False


def caller(request):
    """The caller, or Grafana's 401."""
    given = request.headers.get("Authorization", "")
    if given.startswith("Bearer "):
        return by_key(given[7:].strip())
    if not given.startswith("Basic "):
        raise grafana_error(401, "Unauthorized")
    try:
        login, _, secret = base64.b64decode(given[6:]).decode().partition(":")
    except ValueError:
        raise grafana_error(401, "Invalid Basic Auth Header") from None
    if login == "api_key":
        return by_key(secret)
    return by_password(login, secret, request.headers.get("X-Grafana-Org-Id"))


def by_password(login, secret, org):
    row = GRAFANA.one("SELECT id, hash, is_admin, org_id FROM users WHERE login = ? AND NOT is_sa AND NOT disabled", login)
    if row is None or row[1] != store.password_hash(login, secret):
        raise grafana_error(401, "Invalid username or password")
    org_id = int(org) if org and org.isdigit() and int(org) else int(row[3])
    role = GRAFANA.one("SELECT role FROM org_user WHERE org_id = ? AND user_id = ?", org_id, row[0])
    if role is None and not GRAFANA.one("SELECT 1 FROM org WHERE id = ?", org_id):
        raise grafana_error(401, "Unauthorized")
    return Caller(org_id, role[0] if role else "None", user_id=int(row[0]), server_admin=row[2] == "t")


def by_key(secret):
    row = GRAFANA.one("SELECT k.id, k.org_id, k.role, k.expires, k.sa_id, u.disabled, o.role FROM api_key k LEFT JOIN users u ON u.id = k.sa_id "
                      "LEFT JOIN org_user o ON o.user_id = k.sa_id AND o.org_id = k.org_id WHERE k.hash = ?", store.key_hash(secret))
    if row is None or (row[4] is None and release.minor() >= (3, 8)):
        raise grafana_error(401, "Invalid API key")
    if row[3] and int(row[3]) < time.time():
        raise grafana_error(401, "Expired API key")
    if row[5] == "t":
        raise grafana_error(401, "Service account is disabled")
    if row[4] is None:
        return Caller(int(row[1]), row[2], key_id=int(row[0]))
    return Caller(int(row[1]), row[6], key_id=int(row[0]), user_id=int(row[4]), account=True)


def need(who, role="Viewer", server_admin=False):
    """The caller again, or Grafana's 403."""
    if server_admin:
        allowed = who.server_admin
    else:
        allowed = RANK[who.role] >= RANK[role]
    if not allowed:
        raise grafana_error(403, "Permission denied" if release.major() == 2 else "You'll need additional permissions to perform this action.")
    return who
