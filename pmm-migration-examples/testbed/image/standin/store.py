"""The two databases: their tables, and what each release does to the data of an older one."""
import hashlib
import json
import time
import uuid

import release
from pg import Database, PgError

MANAGED = Database("pmm-managed")
GRAFANA = Database("grafana")

MANAGED_TABLES = """
CREATE TABLE schema_migrations (id int NOT NULL);
CREATE TABLE settings (settings jsonb NOT NULL);
CREATE TABLE nodes (node_id text PRIMARY KEY, node_type text NOT NULL, node_name text NOT NULL UNIQUE,
  address text NOT NULL DEFAULT '', distro text NOT NULL DEFAULT '', region text NOT NULL DEFAULT '');
CREATE TABLE services (service_id text PRIMARY KEY, service_type text NOT NULL, service_name text NOT NULL UNIQUE,
  node_id text NOT NULL REFERENCES nodes ON UPDATE CASCADE, address text NOT NULL DEFAULT '', port int NOT NULL DEFAULT 0,
  environment text NOT NULL DEFAULT '', cluster text NOT NULL DEFAULT '', custom_labels jsonb, version text NOT NULL DEFAULT '');
CREATE TABLE agents (agent_id text PRIMARY KEY, agent_type text NOT NULL, runs_on_node_id text NOT NULL DEFAULT '',
  pmm_agent_id text NOT NULL DEFAULT '', service_id text NOT NULL DEFAULT '', node_id text NOT NULL DEFAULT '',
  username text NOT NULL DEFAULT '', password text NOT NULL DEFAULT '', status text NOT NULL DEFAULT '',
  listen_port int NOT NULL DEFAULT 0, version text NOT NULL DEFAULT '')
"""

GRAFANA_TABLES = """
CREATE TABLE migration_log (id serial PRIMARY KEY, grafana text NOT NULL, release int NOT NULL);
CREATE TABLE org (id serial PRIMARY KEY, name text NOT NULL UNIQUE);
CREATE TABLE users (id serial PRIMARY KEY, login text NOT NULL UNIQUE, email text NOT NULL DEFAULT '', name text NOT NULL DEFAULT '',
  hash text NOT NULL DEFAULT '', is_admin boolean NOT NULL DEFAULT FALSE, is_sa boolean NOT NULL DEFAULT FALSE,
  org_id int NOT NULL, disabled boolean NOT NULL DEFAULT FALSE);
CREATE TABLE org_user (org_id int NOT NULL, user_id int NOT NULL, role text NOT NULL, PRIMARY KEY (org_id, user_id));
CREATE TABLE api_key (id serial PRIMARY KEY, org_id int NOT NULL, name text NOT NULL, hash text NOT NULL UNIQUE, role text NOT NULL,
  expires bigint, sa_id int, UNIQUE (org_id, name));
CREATE TABLE dashboard (id serial PRIMARY KEY, org_id int NOT NULL, uid text NOT NULL, title text NOT NULL, is_folder boolean NOT NULL,
  folder_id int NOT NULL DEFAULT 0, tags jsonb NOT NULL DEFAULT '[]', version int NOT NULL DEFAULT 1);
CREATE TABLE data_source (id serial PRIMARY KEY, org_id int NOT NULL, uid text NOT NULL, name text NOT NULL, type text NOT NULL, url text NOT NULL);
CREATE TABLE alert_rule (id serial PRIMARY KEY, org_id int NOT NULL, uid text NOT NULL, title text NOT NULL, folder_uid text NOT NULL,
  rule_group text NOT NULL, condition text NOT NULL)
"""

DEFAULT_SETTINGS = {"updates": True, "telemetry": True, "alerting": True, "backup": True, "advisors": True, "azure": False, "rbac": False,
                    "hr": "5s", "mr": "10s", "lr": "60s", "retention": "2592000s", "public_address": ""}


class NotReadable(Exception):
    """The data belong to a release that this one cannot follow."""


def wait_for_server(deadline=60):
    """Returns once PostgreSQL takes connections."""
    postgres = Database("postgres")
    for _ in range(deadline * 20):
        try:
            postgres.query("SELECT 1")
            return postgres
        except (OSError, EOFError, PgError):
            time.sleep(0.05)
    raise NotReadable("PostgreSQL does not answer on 127.0.0.1:5432")


def empty(database):
    """True when the database has no tables yet; creates it if it does not exist."""
    postgres = wait_for_server()
    try:
        if not postgres.one("SELECT 1 FROM pg_database WHERE datname = ?", database.name):
            postgres.query(f'CREATE DATABASE "{database.name}"')
    finally:
        postgres.close()
    return database.one("SELECT 1 FROM pg_tables WHERE schemaname = 'public'") is None


def open_managed():
    """Opens pmm-managed's database and brings it to this release's layout, which no older release can read afterwards."""
    if empty(MANAGED):
        with MANAGED.transaction():
            MANAGED.run(MANAGED_TABLES)
            MANAGED.query("INSERT INTO schema_migrations VALUES (?)", release.schema())
            MANAGED.query("INSERT INTO settings VALUES (?)", json.dumps(DEFAULT_SETTINGS))
            _add_own_server()
        return
    found = int(MANAGED.one("SELECT id FROM schema_migrations")[0])
    own = release.schema()
    if found > own:
        raise NotReadable(f"no migration found for version {found}: file does not exist (this release knows {own})")
    if release.major() == 2 and found < 231 <= 233 < own:
        raise NotReadable(f"data of layout {found} must be upgraded by 2.32.0 first")
    if found < 244 and release.major() == 3:
        raise NotReadable(f"data of layout {found} are too old: PMM 2.44 must have upgraded them first")
    with MANAGED.transaction():
        if found < 300 <= own:
            _strip_id_prefixes()
        MANAGED.query("UPDATE schema_migrations SET id = ?", own)


def _strip_id_prefixes():
    """The irreversible step of PMM 3: identifiers lose their '/service_id/' prefixes."""
    for table, columns in (("nodes", ("node_id",)), ("services", ("service_id",)),
                           ("agents", ("agent_id", "runs_on_node_id", "pmm_agent_id", "service_id", "node_id"))):
        for column in columns:
            MANAGED.query(f"UPDATE {table} SET {column} = regexp_replace({column}, '^/[a-z]+_id/', '') WHERE {column} LIKE '/%'")


def _add_own_server():
    prefix = (lambda kind: f"/{kind}_id/") if release.major() == 2 else (lambda kind: "")
    service, exporter = prefix("service") + str(uuid.uuid4()), prefix("agent") + str(uuid.uuid4())
    MANAGED.query("INSERT INTO nodes VALUES ('pmm-server', 'generic', 'pmm-server', '127.0.0.1')")
    MANAGED.query("INSERT INTO services VALUES (?, 'postgresql', 'pmm-server-postgresql', 'pmm-server', '127.0.0.1', 5432)", service)
    MANAGED.query("INSERT INTO agents (agent_id, agent_type, runs_on_node_id, status, version) VALUES "
                  "('pmm-server', 'pmm_agent', 'pmm-server', 'RUNNING', ?)", release.version())
    MANAGED.query("INSERT INTO agents (agent_id, agent_type, pmm_agent_id, service_id, status, listen_port) VALUES "
                  "(?, 'postgres_exporter', 'pmm-server', ?, 'RUNNING', 42002)", exporter, service)


def password_hash(login, password):
    return hashlib.sha256(f"{login}\0{password}".encode()).hexdigest()


def key_hash(secret):
    return hashlib.sha256(secret.encode()).hexdigest()


def open_grafana(admin_password):
    """Opens Grafana's database; a later Grafana converts it once and for all."""
    own = release.schema()
    if empty(GRAFANA):
        with GRAFANA.transaction():
            GRAFANA.run(GRAFANA_TABLES)
            _first_organisation(admin_password)
    else:
        found = int(GRAFANA.one("SELECT max(release) FROM migration_log")[0])
        if found > own:
            raise NotReadable(f"grafana: the database was migrated by a later Grafana (layout {found}, this one knows {own})")
    GRAFANA.query("INSERT INTO migration_log (grafana, release) SELECT ?, ? WHERE NOT EXISTS "
                  "(SELECT 1 FROM migration_log WHERE release = ?)", release.grafana(), own, own)


def _first_organisation(admin_password):
    GRAFANA.query("INSERT INTO org (name) VALUES ('Main Org.')")
    GRAFANA.query("INSERT INTO users (login, email, hash, is_admin, org_id) VALUES ('admin', 'admin@localhost', ?, TRUE, 1)",
                  password_hash("admin", admin_password))
    GRAFANA.query("INSERT INTO org_user VALUES (1, 1, 'Admin')")
    for uid, name, kind, url in (("P1", "Metrics", "prometheus", "http://127.0.0.1:9090/prometheus/"),
                                 ("P2", "ClickHouse", "vertamedia-clickhouse-datasource", "http://127.0.0.1:8123")):
        GRAFANA.query("INSERT INTO data_source (org_id, uid, name, type, url) VALUES (1, ?, ?, ?, ?)", uid, name, kind, url)
    _ship_dashboards()


def _ship_dashboards():
    folder = GRAFANA.one("INSERT INTO dashboard (org_id, uid, title, is_folder) VALUES (1, 'pmm-insight', 'Insight', TRUE) RETURNING id")[0]
    for uid, title in (("pmm-home", "Home Dashboard"), ("pmm-qan", "PMM Query Analytics"), ("node-instance-summary", "Node Summary")):
        GRAFANA.query("INSERT INTO dashboard (org_id, uid, title, is_folder, folder_id, tags) VALUES (1, ?, ?, FALSE, ?, '[\"Percona\"]')",
                      uid, title, folder)
