"""Nodes, services and agents in the shapes of PMM 2 and PMM 3."""
import json
import time

import release
from store import MANAGED

STARTED = time.monotonic()
SERVICE_GROUPS = ["mysql", "mongodb", "postgresql", "proxysql", "haproxy", "external"]
NODE_GROUPS = ["generic", "container", "remote", "remote_rds", "remote_azure_database"]
AGENT_GROUPS = ["pmm_agent", "vm_agent", "node_exporter", "mysqld_exporter", "mongodb_exporter", "postgres_exporter", "proxysql_exporter",
                "qan_mysql_perfschema_agent", "qan_mysql_slowlog_agent", "qan_mongodb_profiler_agent", "qan_postgresql_pgstatements_agent",
                "qan_postgresql_pgstatmonitor_agent", "rds_exporter", "external_exporter", "azure_database_exporter"]


def _rows(table, order):
    if release.flag("EMPTY_INVENTORY"):
        return []
    rows = MANAGED.query(f"SELECT row_to_json(t) FROM {table} t ORDER BY {order}")
    rows = [json.loads(row[0]) for row in rows]
    lost = int(release.fault("LOSE_SERVICES", "0")) if table == "services" else 0
    return rows[lost:]


def nodes():
    return _rows("nodes", "node_name")


def services():
    return _rows("services", "service_name")


def agents():
    return _rows("agents", "agent_type, agent_id")


def settled():
    """False for a moment after the start: statuses follow the first scrapes."""
    return time.monotonic() - STARTED > float(release.fault("STATUS_SECONDS", "1"))


def _status(agent):
    plain = (agent["status"] or "UNKNOWN") if settled() else "UNKNOWN"
    return plain if release.major() == 2 else "AGENT_STATUS_" + plain


def _node(row):
    node = {"node_id": row["node_id"], "node_name": row["node_name"], "address": row["address"], "machine_id": "", "distro": row["distro"],
            "node_model": "", "region": row["region"], "az": "", "custom_labels": {}}
    return row["node_type"], node


def _service(row):
    service = {"service_id": row["service_id"], "service_name": row["service_name"], "node_id": row["node_id"], "address": row["address"],
               "port": row["port"], "socket": "", "environment": row["environment"], "cluster": row["cluster"], "replication_set": "",
               "custom_labels": row["custom_labels"] or {}}
    if release.major() == 3:
        service["version"] = row["version"]
    return row["service_type"], service


def _agent(row):
    agent = {"agent_id": row["agent_id"]}
    if row["agent_type"] == "pmm_agent":
        agent |= {"runs_on_node_id": row["runs_on_node_id"], "custom_labels": {}, "connected": row["status"] == "RUNNING"}
        return row["agent_type"], agent
    agent |= {"pmm_agent_id": row["pmm_agent_id"], "disabled": False, "custom_labels": {}, "status": _status(row),
              "process_exec_path": "", "log_level": "LOG_LEVEL_UNSPECIFIED"}
    if row["service_id"]:
        agent |= {"service_id": row["service_id"], "username": row["username"], "tls": False, "tls_skip_verify": False}
    if row["listen_port"]:
        agent["listen_port"] = row["listen_port"]
    return row["agent_type"], agent


def _grouped(rows, shape, groups):
    result = {group: [] for group in groups}
    for row in rows:
        kind, value = shape(row)
        result.setdefault(kind, []).append(value)
    return result


def listing(kind):
    """The reply of an inventory list call, every field present."""
    if kind == "nodes":
        return _grouped(nodes(), _node, NODE_GROUPS)
    if kind == "services":
        groups = SERVICE_GROUPS + (["valkey"] if release.minor() >= (3, 5) else [])
        return _grouped(services(), _service, groups)
    groups = AGENT_GROUPS + (["nomad_agent", "valkey_exporter"] if release.minor() >= (3, 5) else [])
    return _grouped(agents(), _agent, groups)


def without_zeros(value):
    """PMM 2's JSON: false, 0, "" and empty lists or objects are left out."""
    if isinstance(value, dict):
        cleaned = {name: without_zeros(each) for name, each in value.items()}
        return {name: each for name, each in cleaned.items() if not _zero(each)}
    if isinstance(value, list):
        return [without_zeros(each) for each in value]
    return value


def _zero(value):
    return value in (False, 0, "", None, [], {}) or (isinstance(value, str) and value.endswith("_UNSPECIFIED"))


def managed_services():
    """GET /v1/management/services of PMM 3."""
    names = {node["node_id"]: node["node_name"] for node in nodes()}
    by_service = {}
    for agent in agents():
        by_service.setdefault(agent["service_id"], []).append(agent)
    return {"services": [_managed_service(row, names, by_service.get(row["service_id"], [])) for row in services()]}


def _managed_service(row, names, own):
    up = any(agent["status"] == "RUNNING" for agent in own)
    status = ("STATUS_UP" if up else "STATUS_DOWN") if settled() else "STATUS_UNKNOWN"
    return {"service_id": row["service_id"], "service_type": row["service_type"], "service_name": row["service_name"], "database_name": "",
            "node_id": row["node_id"], "node_name": names.get(row["node_id"], ""), "environment": row["environment"], "cluster": row["cluster"],
            "replication_set": "", "custom_labels": row["custom_labels"] or {}, "external_group": "", "address": row["address"],
            "port": row["port"], "socket": "", "created_at": "2025-01-01T00:00:00Z", "updated_at": "2025-01-01T00:00:00Z",
            "agents": [_managed_agent(agent) for agent in own], "status": status, "version": row["version"]}


def _managed_agent(row):
    return {"agent_id": row["agent_id"], "agent_type": row["agent_type"], "status": _status(row), "is_connected": row["status"] == "RUNNING",
            "pmm_agent_id": row["pmm_agent_id"], "service_id": row["service_id"], "runs_on_node_id": row["runs_on_node_id"],
            "disabled": False, "listen_port": row["listen_port"], "username": row["username"]}


def managed_nodes():
    """GET /v1/management/nodes of PMM 3."""
    status = "STATUS_UP" if settled() else "STATUS_UNKNOWN"
    return {"nodes": [_node(row)[1] | {"node_type": row["node_type"], "status": status, "agents": [], "services": []} for row in nodes()]}


def managed_agents():
    """GET /v1/management/agents of PMM 3."""
    return {"agents": [_managed_agent(row) for row in agents()]}


def agent_versions():
    """GET /v1/management/agents/versions of PMM 3."""
    names = {node["node_id"]: node["node_name"] for node in nodes()}
    return {"agent_versions": [{"agent_id": row["agent_id"], "version": row["version"], "node_name": names.get(row["runs_on_node_id"], ""),
                                "severity": _severity(row["version"])} for row in agents() if row["agent_type"] == "pmm_agent"]}


def _severity(version):
    if not version:
        return "UPDATE_SEVERITY_UNSPECIFIED"
    client, server = release.parse(version), release.parse(release.version())
    if client[0] < server[0]:
        return "UPDATE_SEVERITY_CRITICAL"
    if client > server:
        return "UPDATE_SEVERITY_UNSUPPORTED"
    return "UPDATE_SEVERITY_UP_TO_DATE" if client == server else "UPDATE_SEVERITY_REQUIRED"
