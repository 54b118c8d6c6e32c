"""Grafana's API on 127.0.0.1:3000 (nginx serves it below /graph)."""
import json
import os
import sys
import time

import keys
import release
import store
from identity import caller, need
from store import GRAFANA
from web import Raw, Router, grafana_error, serve

router = Router(grafana_error(404, "Not found"))


@router.on("GET", "/api/health")
def health(_):
    return {"commit": "5d4f8b3d3e", "database": "ok", "version": release.grafana()}


@router.on("GET", "/(login)?")
def login_page(_):
    return Raw(200, b"<!DOCTYPE html><html><head><title>PMM</title></head><body>Percona Monitoring and Management</body></html>", "text/html")


# ---- who am I --------------------------------------------------------------------------------------------------------------------

@router.on("GET", "/api/user")
def user(request):
    who = caller(request)
    if who.key_id and not who.user_id:
        raise grafana_error(404, "User not found")
    row = GRAFANA.one("SELECT login, email, name, is_admin FROM users WHERE id = ?", who.user_id)
    return {"id": who.user_id, "login": row[0], "email": row[1], "name": row[2], "isGrafanaAdmin": row[3] == "t", "orgId": who.org_id,
            "isDisabled": False, "theme": "", "authLabels": []}


@router.on("GET", "/api/user/orgs")
def user_orgs(request):
    who = caller(request)
    rows = GRAFANA.query("SELECT o.id, o.name, u.role FROM org o JOIN org_user u ON u.org_id = o.id WHERE u.user_id = ? ORDER BY o.id", who.user_id)
    return [{"orgId": int(row[0]), "name": row[1], "role": row[2]} for row in rows]


@router.on("GET", "/api/auth/key")
def own_key(request):
    who = caller(request)
    if not who.key_id:
        raise grafana_error(404, "API key not found")
    row = GRAFANA.one("SELECT id, org_id, name, role FROM api_key WHERE id = ?", who.key_id)
    return {"id": int(row[0]), "orgId": int(row[1]), "name": row[2], "role": who.role}


@router.on("GET", "/api/auth/serviceaccount")
def own_account(request):
    who = caller(request)
    if not who.account:
        return Raw(200, b"null", "application/json")
    row = GRAFANA.one("SELECT login, name, org_id FROM users WHERE id = ?", who.user_id)
    return {"id": who.user_id, "login": row[0], "name": row[1], "orgId": int(row[2]), "role": who.role, "isDisabled": False}


# ---- organisations and users -----------------------------------------------------------------------------------------------------

@router.on("GET", "/api/orgs")
def orgs(request):
    need(caller(request), server_admin=True)
    return [{"id": int(row[0]), "name": row[1]} for row in GRAFANA.query("SELECT id, name FROM org ORDER BY id")]


@router.on("POST", "/api/orgs")
def create_org(request):
    who = need(caller(request), server_admin=True)
    name = request.json().get("name", "")
    if GRAFANA.one("SELECT 1 FROM org WHERE name = ?", name):
        raise grafana_error(409, "Organization name taken")
    created = int(GRAFANA.one("INSERT INTO org (name) VALUES (?) RETURNING id", name)[0])
    GRAFANA.query("INSERT INTO org_user VALUES (?, ?, 'Admin')", created, who.user_id)
    return {"message": "Organization created", "orgId": created}


@router.on("GET", "/api/org")
def own_org(request):
    who = caller(request)
    return {"id": who.org_id, "name": GRAFANA.one("SELECT name FROM org WHERE id = ?", who.org_id)[0]}


@router.on("GET", "/api/users")
def users(request):
    need(caller(request), server_admin=True)
    rows = GRAFANA.query("SELECT id, login, email, name, is_admin, disabled FROM users WHERE NOT is_sa ORDER BY id")
    page, size = int(request.param("page", "1")), int(request.param("perpage", "1000"))
    return [{"id": int(r[0]), "login": r[1], "email": r[2], "name": r[3], "isAdmin": r[4] == "t", "isDisabled": r[5] == "t",
             "avatarUrl": "", "authLabels": []} for r in rows[(page - 1) * size:page * size]]


@router.on("GET", "/api/org/users")
def org_users(request):
    who = need(caller(request), role="Admin")
    rows = GRAFANA.query("SELECT u.id, u.login, u.email, u.name, o.role FROM users u JOIN org_user o ON o.user_id = u.id "
                         "WHERE o.org_id = ? AND NOT u.is_sa ORDER BY u.id", who.org_id)
    return [{"orgId": who.org_id, "userId": int(r[0]), "login": r[1], "email": r[2], "name": r[3], "role": r[4]} for r in rows]


@router.on("POST", "/api/admin/users")
def create_user(request):
    need(caller(request), server_admin=True)
    body = request.json()
    login = body.get("login") or body.get("email", "")
    if GRAFANA.one("SELECT 1 FROM users WHERE login = ?", login):
        raise grafana_error(412, f"User with email '{body.get('email', '')}' or username '{login}' already exists")
    org = int(body.get("OrgId", 1))
    created = int(GRAFANA.one("INSERT INTO users (login, email, name, hash, org_id) VALUES (?, ?, ?, ?, ?) RETURNING id", login,
                              body.get("email", ""), body.get("name", ""), store.password_hash(login, body.get("password", "")), org)[0])
    GRAFANA.query("INSERT INTO org_user VALUES (?, ?, 'Viewer')", org, created)
    return {"id": created, "message": "User created"}


# ---- dashboards, folders, data sources, alert rules ------------------------------------------------------------------------------

@router.on("GET", "/api/search")
def search(request):
    who = need(caller(request), role="Viewer")
    wanted, text = request.param("type"), request.param("query").lower()
    rows = GRAFANA.query("SELECT d.id, d.uid, d.title, d.is_folder, d.tags, f.id, f.uid, f.title FROM dashboard d "
                         "LEFT JOIN dashboard f ON f.id = d.folder_id WHERE d.org_id = ? ORDER BY d.is_folder DESC, d.title, d.id", who.org_id)
    page, limit = int(request.param("page", "1")), min(int(request.param("limit", "1000")), 5000)
    found = [] if release.flag("LOSE_DASHBOARDS") else [_hit(row) for row in rows if text in row[2].lower()]
    found = [hit for hit in found if wanted in ("", hit["type"])]
    return found[(page - 1) * limit:page * limit]


def _hit(row):
    folder = row[3] == "t"
    slug = "-".join(row[2].lower().split())
    hit = {"id": int(row[0]), "uid": row[1], "title": row[2], "uri": f"db/{slug}", "url": f"/graph/{'dashboards/f' if folder else 'd'}/{row[1]}/{slug}",
           "slug": "", "type": "dash-folder" if folder else "dash-db", "tags": json.loads(row[4]), "isStarred": False, "sortMeta": 0}
    if row[5]:
        hit |= {"folderId": int(row[5]), "folderUid": row[6], "folderTitle": row[7], "folderUrl": f"/graph/dashboards/f/{row[6]}"}
    return hit


@router.on("GET", "/api/folders")
def folders(request):
    who = need(caller(request), role="Viewer")
    rows = GRAFANA.query("SELECT id, uid, title FROM dashboard WHERE org_id = ? AND is_folder ORDER BY title", who.org_id)
    page, limit = int(request.param("page", "1")), int(request.param("limit", "1000"))
    return [{"id": int(r[0]), "uid": r[1], "title": r[2]} for r in rows[(page - 1) * limit:page * limit]]


@router.on("GET", "/api/dashboards/uid/([^/]+)")
def dashboard(request):
    who = need(caller(request), role="Viewer")
    row = GRAFANA.one("SELECT id, uid, title, tags, version, is_folder, folder_id FROM dashboard WHERE org_id = ? AND uid = ?",
                      who.org_id, request.args[0])
    if row is None:
        raise grafana_error(404, "Dashboard not found")
    return {"meta": {"isFolder": row[5] == "t", "folderId": int(row[6]), "version": int(row[4])},
            "dashboard": {"id": int(row[0]), "uid": row[1], "title": row[2], "tags": json.loads(row[3]), "version": int(row[4]), "panels": []}}


@router.on("GET", "/api/datasources")
def data_sources(request):
    who = need(caller(request), role="Admin")
    rows = GRAFANA.query("SELECT id, uid, name, type, url FROM data_source WHERE org_id = ? ORDER BY name", who.org_id)
    return [{"id": int(r[0]), "uid": r[1], "orgId": who.org_id, "name": r[2], "type": r[3], "typeName": r[3], "access": "proxy", "url": r[4],
             "user": "", "database": "", "basicAuth": False, "isDefault": r[2] == "Metrics", "jsonData": {}, "readOnly": False} for r in rows]


def _rules(org):
    return GRAFANA.query("SELECT a.uid, a.title, a.folder_uid, a.rule_group, a.condition, a.id, d.title FROM alert_rule a LEFT JOIN dashboard d "
                         "ON d.uid = a.folder_uid AND d.org_id = a.org_id WHERE a.org_id = ? ORDER BY a.id", org)


@router.on("GET", "/api/v1/provisioning/alert-rules")
def provisioning_rules(request):
    who = need(caller(request), role="Admin")
    return [{"id": int(r[5]), "uid": r[0], "orgID": who.org_id, "folderUID": r[2], "ruleGroup": r[3], "title": r[1], "condition": r[4], "data": [],
             "noDataState": "NoData", "execErrState": "Alerting", "for": "5m", "isPaused": False} for r in _rules(who.org_id)]


@router.on("GET", "/api/ruler/grafana/api/v1/rules")
def ruler_rules(request):
    who = need(caller(request), role="Viewer")
    reply = {}
    for r in _rules(who.org_id):
        groups = reply.setdefault(r[6] or "General", {})
        group = groups.setdefault(r[3], {"name": r[3], "interval": "1m", "rules": []})
        group["rules"].append({"expr": "", "for": "5m", "grafana_alert": {"id": int(r[5]), "orgId": who.org_id, "title": r[1], "condition": r[4],
                               "uid": r[0], "namespace_uid": r[2], "rule_group": r[3]}})
    return {folder: list(groups.values()) for folder, groups in reply.items()}


keys.register(router)


def main():
    password = os.environ.get("GF_SECURITY_ADMIN_PASSWORD", "admin")
    for _ in range(100):
        try:
            store.open_grafana(password)
            break
        except store.NotReadable as error:
            print(f"logger=migrator level=error msg={json.dumps(str(error))}", flush=True)
            sys.exit(1)
        except Exception as error:
            print(f"logger=sqlstore level=warn msg={json.dumps(str(error))}", flush=True)
            time.sleep(0.1)
    else:
        sys.exit(1)
    keys.convert_at_start()
    serve(3000, router)


if __name__ == "__main__":
    main()
