"""API keys and service accounts, and the conversion of the one into the other as each Grafana release offers it."""
import base64
import json
import secrets
import time

import release
import store
from identity import caller, need
from pg import PgError
from store import GRAFANA
from web import grafana_error

# Grafana of PMM 3.8 has neither API keys nor their conversion any more.
KEYS_SERVED = release.minor() < (3, 8)


def key_name_fails(name):
    """A switch: conversion of keys with this text in their name fails, in every release."""
    text = release.fault("MIGRATE_FAILS_FOR", "unconvertible")
    return bool(text) and text in name


def new_key(org, name):
    """A key in the form of Grafana 9: base64 of name, organisation and secret."""
    return base64.b64encode(json.dumps({"k": secrets.token_urlsafe(24), "n": name, "id": org}, separators=(",", ":")).encode()).decode()


def iso(seconds):
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(int(seconds)))


def convert(key_id, org, name, role, retry):
    """Makes the key the token of a new service account; the secret stays. Raises ValueError with Grafana's reason."""
    if key_name_fails(name):
        raise ValueError("failed to create service account")
    base = f"sa-autogen-{org}-{'-'.join(name.lower().split(' '))}"
    for suffix in ["", *([f"-{n:03d}" for n in range(1, 11)] if retry else [])]:
        if GRAFANA.one("SELECT 1 FROM users WHERE login = ?", base + suffix):
            continue
        with GRAFANA.transaction():
            account = int(GRAFANA.one("INSERT INTO users (login, name, is_sa, org_id) VALUES (?, ?, TRUE, ?) RETURNING id", base + suffix,
                                      f"sa-autogen-{name}{suffix}", org)[0])
            GRAFANA.query("INSERT INTO org_user VALUES (?, ?, ?)", org, account, role)
            GRAFANA.query("UPDATE api_key SET sa_id = ? WHERE id = ?", account, key_id)
        return
    raise ValueError("failed to create service account")


def convert_all(org, retry):
    """The result of converting every key of the organisation that has no account yet."""
    rows = GRAFANA.query("SELECT id, name, role FROM api_key WHERE org_id = ? AND sa_id IS NULL ORDER BY id", org)
    result = {"total": len(rows), "migrated": 0, "failed": 0, "failedApikeyIDs": [], "failedDetails": []}
    for key_id, name, role in rows:
        try:
            convert(int(key_id), org, name, role, retry)
            result["migrated"] += 1
        except (ValueError, PgError) as error:
            result["failed"] += 1
            result["failedApikeyIDs"].append(int(key_id))
            result["failedDetails"].append(f"API key name: {name} - Error: {error}")
    return result


def convert_at_start():
    """Grafana 11.6 converts by itself, in all organisations. Whether 12.4 still does is not known: a switch, off by default."""
    does = (3, 2) <= release.minor() < (3, 8) or (release.minor() >= (3, 8) and release.flag("GRAFANA12_CONVERTS"))
    if not does:
        return
    for (org,) in GRAFANA.query("SELECT id FROM org ORDER BY id"):
        result = convert_all(int(org), retry=True)
        if result["total"]:
            print(f"logger=serviceaccounts level=info msg=\"migrated API keys\" org={org} {json.dumps(result)}", flush=True)


def register(router):
    if KEYS_SERVED:
        _register_keys(router)
        _register_conversion(router)
    _register_accounts(router)


def _register_keys(router):
    @router.on("GET", "/api/auth/keys")
    def listing(request):
        who = need(caller(request), role="Admin")
        expired = request.param("includeExpired") in ("true", "1")
        rows = GRAFANA.query("SELECT id, name, role, expires FROM api_key WHERE org_id = ? AND sa_id IS NULL ORDER BY name", who.org_id)
        rows = [row for row in rows if expired or not row[3] or int(row[3]) >= time.time()]
        return [{"id": int(r[0]), "name": r[1], "role": r[2]} | ({"expiration": iso(r[3])} if r[3] else {}) for r in rows]

    @router.on("POST", "/api/auth/keys")
    def create(request):
        who = need(caller(request), role="Admin")
        body = request.json()
        name, life = body.get("name", ""), int(body.get("secondsToLive", 0))
        secret = new_key(who.org_id, name)
        try:
            key_id = GRAFANA.one("INSERT INTO api_key (org_id, name, hash, role, expires) VALUES (?, ?, ?, ?, ?) RETURNING id", who.org_id, name,
                                 store.key_hash(secret), body.get("role", "Viewer"), int(time.time()) + life if life else None)[0]
        except PgError as error:
            if error.code != "23505":
                raise
            raise grafana_error(409, "API key, organization ID and name must be unique") from None
        return {"id": int(key_id), "name": name, "key": secret}

    @router.on("DELETE", r"/api/auth/keys/(\d+)")
    def delete(request):
        who = need(caller(request), role="Admin")
        if not GRAFANA.query("DELETE FROM api_key WHERE id = ? AND org_id = ? AND sa_id IS NULL RETURNING id", int(request.args[0]), who.org_id):
            raise grafana_error(404, "Failed to delete API key")
        return {"message": "API key deleted"}


def _register_conversion(router):
    @router.on("POST", "/api/serviceaccounts/migrate")
    def migrate(request):
        who = need(caller(request), role="Admin")
        result = convert_all(who.org_id, retry=release.minor() >= (3, 2))
        if release.major() == 2:
            if result["failed"]:
                raise grafana_error(500, "Internal Server Error")
            return {"message": "Service accounts migrated"}
        return result

    @router.on("POST", "/api/serviceaccounts/migrate/([^/]+)")
    def migrate_one(request):
        who = need(caller(request), role="Admin")
        if not request.args[0].isdigit():
            raise grafana_error(400, "Key ID is invalid")
        row = GRAFANA.one("SELECT id, name, role FROM api_key WHERE id = ? AND org_id = ? AND sa_id IS NULL", int(request.args[0]), who.org_id)
        if row:
            try:
                convert(int(row[0]), who.org_id, row[1], row[2], retry=release.minor() >= (3, 2))
            except ValueError:
                raise grafana_error(500, "Internal Server Error") from None
        return {"message": "Service accounts migrated"}

    if release.major() == 2:
        @router.on("POST", "/api/serviceaccounts/hideApiKeys")
        def hide(request):
            need(caller(request), role="Admin")
            return {"message": "API keys hidden"}


def _account(row):
    return {"id": int(row[0]), "name": row[1], "login": row[2], "orgId": int(row[3]), "isDisabled": row[4] == "t", "role": row[5],
            "tokens": int(row[6]), "avatarUrl": "/graph/avatar/" + store.key_hash(row[2])[:32]}


ACCOUNTS = ("SELECT u.id, u.name, u.login, u.org_id, u.disabled, o.role, (SELECT count(*) FROM api_key k WHERE k.sa_id = u.id) "
            "FROM users u JOIN org_user o ON o.user_id = u.id AND o.org_id = u.org_id WHERE u.is_sa AND u.org_id = ?")


def _find(org, account):
    row = GRAFANA.one(ACCOUNTS + " AND u.id = ?", org, int(account))
    if row is None:
        raise grafana_error(404, "Service account not found")
    return row


def _register_accounts(router):
    @router.on("GET", "/api/serviceaccounts/search")
    def search(request):
        who = need(caller(request), role="Admin")
        page, size = max(int(request.param("page", "1")), 1), int(request.param("perpage", "1000"))
        text = request.param("query").lower()
        rows = [row for row in GRAFANA.query(ACCOUNTS + " ORDER BY u.name, u.id", who.org_id) if text in row[1].lower() or text in row[2].lower()]
        return {"totalCount": len(rows), "serviceAccounts": [_account(row) for row in rows[(page - 1) * size:page * size]], "page": page,
                "perPage": size}

    @router.on("POST", "/api/serviceaccounts")
    def create(request):
        who = need(caller(request), role="Admin")
        body = request.json()
        name = body.get("name", "")
        login = f"sa-{'' if release.major() == 2 else str(who.org_id) + '-'}" + "-".join(name.lower().split(" "))
        if not name or GRAFANA.one("SELECT 1 FROM users WHERE login = ?", login):
            raise grafana_error(400, "service account already exists")
        account = GRAFANA.one("INSERT INTO users (login, name, is_sa, org_id, disabled) VALUES (?, ?, TRUE, ?, ?) RETURNING id", login, name,
                              who.org_id, bool(body.get("isDisabled")))[0]
        GRAFANA.query("INSERT INTO org_user VALUES (?, ?, ?)", who.org_id, account, body.get("role") or "Viewer")
        return 201, _account(_find(who.org_id, account))

    @router.on("GET", r"/api/serviceaccounts/(\d+)")
    def retrieve(request):
        return _account(_find(need(caller(request), role="Admin").org_id, request.args[0]))

    @router.on("DELETE", r"/api/serviceaccounts/(\d+)")
    def delete(request):
        row = _find(need(caller(request), role="Admin").org_id, request.args[0])
        for statement in ("DELETE FROM api_key WHERE sa_id = ?", "DELETE FROM org_user WHERE user_id = ?", "DELETE FROM users WHERE id = ?"):
            GRAFANA.query(statement, int(row[0]))
        return {"message": "Service account deleted"}

    @router.on("GET", r"/api/serviceaccounts/(\d+)/tokens")
    def tokens(request):
        row = _find(need(caller(request), role="Admin").org_id, request.args[0])
        found = GRAFANA.query("SELECT id, name, role, expires FROM api_key WHERE sa_id = ? ORDER BY id", int(row[0]))
        return [{"id": int(r[0]), "name": r[1], "role": r[2], "created": "2025-01-01T00:00:00Z", "expiration": iso(r[3]) if r[3] else None,
                 "secondsUntilExpiration": max(int(r[3]) - int(time.time()), 0) if r[3] else 0,
                 "hasExpired": bool(r[3]) and int(r[3]) < time.time()} for r in found]

    @router.on("POST", r"/api/serviceaccounts/(\d+)/tokens")
    def create_token(request):
        who = need(caller(request), role="Admin")
        row = _find(who.org_id, request.args[0])
        body = request.json()
        secret, life = "glsa_" + secrets.token_urlsafe(24) + "_" + secrets.token_hex(4), int(body.get("secondsToLive", 0))
        try:
            token = GRAFANA.one("INSERT INTO api_key (org_id, name, hash, role, expires, sa_id) VALUES (?, ?, ?, ?, ?, ?) RETURNING id", who.org_id,
                                body.get("name", ""), store.key_hash(secret), row[5], int(time.time()) + life if life else None, int(row[0]))[0]
        except PgError as error:
            if error.code != "23505":
                raise
            raise grafana_error(409, "service account token with given name already exists") from None
        return {"id": int(token), "name": body.get("name", ""), "key": secret}
