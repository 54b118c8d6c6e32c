"""Fills a running stand-in with data; run as 'bed seed CONTAINER' or 'docker exec CONTAINER python3 /opt/standin/seed.py'.

Prints one JSON object: what was made, with the secrets of the API keys, which exist nowhere else in clear. Everything but the
secrets and the time stamps follows from the options."""
import argparse
import hashlib
import http.client
import json
import os
import pathlib
import random
import subprocess
import sys
import time
import uuid

import release
import store
from keys import new_key
from pg import literal
from store import GRAFANA, MANAGED

KINDS = [("mysql", 3306, "mysqld_exporter", "qan_mysql_perfschema_agent"), ("postgresql", 5432, "postgres_exporter", "qan_postgresql_pgstatements_agent"),
         ("mongodb", 27017, "mongodb_exporter", "qan_mongodb_profiler_agent"), ("proxysql", 6032, "proxysql_exporter", None),
         ("haproxy", 8404, None, None), ("external", 9100, "external_exporter", None)]
ROLES = ["Admin", "Viewer", "Editor"]
DAY = 86400


def options():
    p = argparse.ArgumentParser(prog="bed seed CONTAINER", formatter_class=argparse.ArgumentDefaultsHelpFormatter)
    p.add_argument("--nodes", type=int, default=2, help="client nodes, each with pmm-agent, vm_agent and node_exporter")
    p.add_argument("--services", type=int, default=6, help="services, spread over the nodes, each with its agents")
    p.add_argument("--client-version", default="2.44.1", help="version of the clients' pmm-agent")
    p.add_argument("--keys", type=int, default=3, help="API keys in each organisation, the last one expired if there are three or more")
    p.add_argument("--orgs", type=int, default=2, help="organisations, the first included")
    p.add_argument("--clash", action="store_true", help="two keys in organisation 1 whose names lead to the same service account")
    p.add_argument("--unconvertible", action="store_true", help="a key in organisation 1 whose conversion fails in every release")
    p.add_argument("--users", type=int, default=2, help="users (login user-N, password user-N)")
    p.add_argument("--dashboards", type=int, default=4, help="dashboards of the user, in a folder of theirs")
    p.add_argument("--rules", type=int, default=2, help="alert rules")
    p.add_argument("--days", type=int, default=20, help="days of metric samples and query analytics, one an hour, up to two hours ago")
    p.add_argument("--files", type=int, default=20, help="files below /srv/seed, with awkward names, links, modes and owners among them")
    p.add_argument("--megabytes", type=int, default=0, help="one more file of that size below /srv/seed")
    p.add_argument("--random", type=int, default=1, help="seed of the random numbers")
    return p.parse_args()


def insert(database, table, columns, rows):
    for start in range(0, len(rows), 1000):
        values = ",".join("(" + ",".join(literal(v) for v in row) + ")" for row in rows[start:start + 1000])
        database.run(f"INSERT INTO {table} ({columns}) VALUES {values}")


def identifier(rng, kind):
    plain = str(uuid.UUID(int=rng.getrandbits(128), version=4))
    return f"/{kind}_id/{plain}" if release.major() == 2 else plain


def inventory(o, rng):
    nodes, services, agents = [], [], []
    for n in range(1, o.nodes + 1):
        node, agent = identifier(rng, "node"), identifier(rng, "agent")
        nodes.append((node, "generic", f"node-{n}", f"10.0.{n // 250}.{n % 250 + 1}", "Debian 12"))
        agents.append((agent, "pmm_agent", node, "", "", "", "RUNNING", 0, o.client_version))
        agents.append((identifier(rng, "agent"), "node_exporter", "", agent, "", node, "RUNNING", 42000, ""))
        agents.append((identifier(rng, "agent"), "vm_agent", "", agent, "", "", "RUNNING", 42001, ""))
    runners = [(row[0], row[2]) for row in agents if row[1] == "pmm_agent"] or [("pmm-server", "pmm-server")]
    for n in range(1, o.services + 1):
        kind, port, *kinds = KINDS[(n - 1) % len(KINDS)]
        agent, node = runners[(n - 1) % len(runners)]
        service = identifier(rng, "service")
        labels = json.dumps({"team": f"team-{n % 3}"})
        services.append((service, kind, f"{kind}-{n}", node, "127.0.0.1", port, "production", f"cluster-{n % 4}", labels))
        for each in kinds:
            if each:
                agents.append((identifier(rng, "agent"), each, "", agent, service, "", "RUNNING", 42002 + n % 1000, ""))
    insert(MANAGED, "nodes", "node_id, node_type, node_name, address, distro", nodes)
    insert(MANAGED, "services", "service_id, service_type, service_name, node_id, address, port, environment, cluster, custom_labels", services)
    insert(MANAGED, "agents", "agent_id, agent_type, runs_on_node_id, pmm_agent_id, service_id, node_id, status, listen_port, version", agents)
    return [row[2] for row in services]


def organisations(count):
    for n in range(2, count + 1):
        if not GRAFANA.one("SELECT 1 FROM org WHERE name = ?", f"Organisation {n}"):
            org = GRAFANA.one("INSERT INTO org (name) VALUES (?) RETURNING id", f"Organisation {n}")[0]
            GRAFANA.query("INSERT INTO org_user VALUES (?, 1, 'Admin')", int(org))
    return [int(row[0]) for row in GRAFANA.query("SELECT id FROM org ORDER BY id")][:count]


def api_keys(o, orgs):
    made = []
    for org in orgs:
        names = [f"key {n}" for n in range(1, o.keys + 1)]
        for n, name in enumerate(names):
            expires = int(time.time()) - 3600 if len(names) > 2 and n == len(names) - 1 else None
            made.append({"org": org, "name": name, "role": ROLES[n % 3], "key": new_key(org, name), "expires": expires})
    extra = (["CI Runner", "ci runner"] if o.clash else []) + (["unconvertible key"] if o.unconvertible else [])
    made += [{"org": 1, "name": name, "role": "Editor", "key": new_key(1, name), "expires": None} for name in extra]
    insert(GRAFANA, "api_key", "org_id, name, hash, role, expires",
           [(k["org"], k["name"], store.key_hash(k["key"]), k["role"], k["expires"]) for k in made])
    for k in made:
        k["expired"] = k.pop("expires") is not None
    return made


def grafana(o):
    for n in range(1, o.users + 1):
        login = f"user-{n}"
        user = GRAFANA.one("INSERT INTO users (login, email, name, hash, org_id) VALUES (?, ?, ?, ?, 1) RETURNING id", login, f"{login}@example.org",
                           f"User {n}", store.password_hash(login, login))[0]
        GRAFANA.query("INSERT INTO org_user VALUES (1, ?, ?)", int(user), ["Viewer", "Editor"][n % 2])
    if o.dashboards or o.rules:
        folder = int(GRAFANA.one("INSERT INTO dashboard (org_id, uid, title, is_folder) VALUES (1, 'seed-folder', 'My folder', TRUE) RETURNING id")[0])
        insert(GRAFANA, "dashboard", "org_id, uid, title, is_folder, folder_id, tags",
               [(1, f"seed-{n}", f"My dashboard {n}", False, folder, '["mine"]') for n in range(1, o.dashboards + 1)])
        insert(GRAFANA, "alert_rule", "org_id, uid, title, folder_uid, rule_group, condition",
               [(1, f"rule-{n}", f"My rule {n}", "seed-folder", "my group", "A") for n in range(1, o.rules + 1)])


def metrics(o, services):
    now = int(time.time()) // 3600 * 3600
    times = range(now - o.days * DAY, now - 7200, 3600)
    lines = [f'seed_value{{service_name="{name}"}} {n * 1000 + i} {t * 1000}' for n, name in enumerate(services[:50]) for i, t in enumerate(times)]
    if lines:  # what the server wrote about itself all the time
        lines += [f'up{{instance="pmm-server",job="victoriametrics"}} 1 {t * 1000}' for t in times]
    connection = http.client.HTTPConnection("127.0.0.1", 9090, timeout=60)
    for start in range(0, len(lines), 20000):
        connection.request("POST", "/prometheus/api/v1/import/prometheus", "\n".join(lines[start:start + 20000]) + "\n")
        response = connection.getresponse()
        response.read()
        if response.status != 204:
            sys.exit(f"VictoriaMetrics refused samples: {response.status}")
    connection.request("GET", "/prometheus/internal/force_flush")
    connection.getresponse().read()
    return {"samples": len(lines), "series": min(len(services), 50), "oldest": times[0], "newest": times[-1]} if lines else {"samples": 0}


def analytics(o, rng, services):
    now = int(time.time()) // 3600 * 3600
    rows = []
    for t in range(now - o.days * DAY, now - 7200, 3600):
        for n in range(4):
            rows.append({"time": t, "queryid": hashlib.md5(f"q{n}".encode()).hexdigest().upper(), "fingerprint": f"SELECT * FROM table_{n} WHERE id = ?",
                         "service_name": services[n % len(services)] if services else "", "num_queries": rng.randint(1, 100),
                         "query_time": round(rng.random(), 3)})
    folder = pathlib.Path("/srv/clickhouse/data/pmm/metrics")
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "seed.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    return len(rows)


def owned(path, uid, gid, mode):
    if os.geteuid() == 0:
        os.lchown(path, uid, gid)
    if not os.path.islink(path):
        os.chmod(path, mode)


def files(o, rng):
    """A tree that no server touches, and its list of checksums in /srv/seed.sha256."""
    root = pathlib.Path("/srv/seed")
    root.mkdir(exist_ok=True)
    owners = [(1000, 1000), (998, 996), (26, 26), (0, 0), (0, 1000), (12345, 54321)]
    names = ["plain", "with space", "new\nline", "quote'\"", "-dash", "ümläut", os.fsdecode(b"bytes-\xff\xfe"), "$(dollar)`tick`", "*star?", "tab\there"]
    for n in range(o.files):
        folder = root / f"d{n % 7}"
        folder.mkdir(exist_ok=True)
        path = folder / f"{names[n % len(names)]}.{n}"
        path.write_bytes(rng.randbytes(rng.randint(0, 4096)))
        owned(path, *owners[n % len(owners)], [0o644, 0o600, 0o640, 0o755, 0o444][n % 5])
        os.utime(path, ns=(10**18 + n, 10**18 + n))
    if o.files:
        links(root)
    if o.megabytes:
        with (root / "large").open("wb") as large:
            for _ in range(o.megabytes):
                large.write(rng.randbytes(1 << 20))
    with open("/srv/seed.sha256", "wb") as sums:
        found = subprocess.run("cd /srv && find seed -type f -print0 | sort -z | xargs -0 sha256sum", shell=True, capture_output=True, check=True)
        sums.write(found.stdout if o.files or o.megabytes else b"")
    return found.stdout.count(b"\n")


def links(root):
    (root / "link-inside").symlink_to("d0")
    (root / "link-broken").symlink_to("/nowhere/at/all")
    (root / "link-out").symlink_to("/etc/passwd")
    first = sorted((root / "d0").iterdir())[0]
    os.link(first, root / "hard-link")
    with (root / "sparse").open("wb") as sparse:
        sparse.truncate(64 << 20)
        sparse.seek(32 << 20)
        sparse.write(b"in the middle")
    (root / "empty-folder").mkdir(mode=0o711)
    os.mkfifo(root / "pipe")
    try:
        os.setxattr(root / "sparse", "user.origin", b"seed")
    except OSError:
        pass


def custom(o):
    for path, text in (("/srv/prometheus/rules/custom.yml", "groups: []\n"), ("/srv/alerting/templates/custom.yml", "templates: []\n"),
                       ("/srv/prometheus/prometheus.base.yml", "scrape_configs: []\n")):
        target = pathlib.Path(path)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text)
        owned(target, 1000, 1000, 0o644)


def main():
    o = options()
    rng = random.Random(o.random)
    services = inventory(o, rng)
    orgs = organisations(o.orgs)
    keys = api_keys(o, orgs)
    grafana(o)
    custom(o)
    print(json.dumps({"version": release.version(), "nodes": o.nodes, "services": services if len(services) <= 100 else len(services),
                      "organisations": orgs, "keys": keys, "users": o.users, "dashboards": o.dashboards, "rules": o.rules,
                      "metrics": metrics(o, services), "qan_rows": analytics(o, rng, services), "files": files(o, rng)}))


if __name__ == "__main__":
    main()
