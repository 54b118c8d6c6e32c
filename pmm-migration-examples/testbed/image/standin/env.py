"""Checks the environment by the rules of PMM's parsers (Go's ParseBool and ParseDuration): an invalid value stops the server, an
unknown name only warns. Run before supervisord; leaves what the environment pins for pmm-managed."""
import json
import os
import pathlib
import re
import sys

import release

PINNED = pathlib.Path("/tmp/standin-settings.json")
BOOLEANS = {"1": True, "t": True, "true": True, "0": False, "f": False, "false": False}
UNITS = {"ns": 1e-9, "us": 1e-6, "µs": 1e-6, "μs": 1e-6, "ms": 1e-3, "s": 1, "m": 60, "h": 3600}

# name -> (setting, kind); "not" is an inverted boolean
PMM2 = {
    "DATA_RETENTION": ("retention", "retention"), "METRICS_RESOLUTION": ("hr", "resolution"), "METRICS_RESOLUTION_HR": ("hr", "resolution"),
    "METRICS_RESOLUTION_MR": ("mr", "resolution"), "METRICS_RESOLUTION_LR": ("lr", "resolution"), "DISABLE_UPDATES": ("updates", "not"),
    "DISABLE_TELEMETRY": ("telemetry", "not"), "DISABLE_ALERTING": ("alerting", "not"), "DISABLE_BACKUP_MANAGEMENT": ("backup", "not"),
    "ENABLE_AZUREDISCOVER": ("azure", "bool"), "ENABLE_RBAC": ("rbac", "bool"), "ENABLE_VM_CACHE": ("", "bool"), "ENABLE_DBAAS": ("", "bool"),
    "PMM_PUBLIC_ADDRESS": ("public_address", "text"),
}
PMM3 = {
    "PMM_DATA_RETENTION": ("retention", "retention"), "PMM_METRICS_RESOLUTION": ("hr", "resolution"),
    "PMM_METRICS_RESOLUTION_HR": ("hr", "resolution"), "PMM_METRICS_RESOLUTION_MR": ("mr", "resolution"),
    "PMM_METRICS_RESOLUTION_LR": ("lr", "resolution"), "PMM_ENABLE_UPDATES": ("updates", "bool"), "PMM_ENABLE_TELEMETRY": ("telemetry", "bool"),
    "PMM_ENABLE_ALERTING": ("alerting", "bool"), "PMM_ENABLE_BACKUP_MANAGEMENT": ("backup", "bool"),
    "PMM_ENABLE_AZURE_DISCOVER": ("azure", "bool"), "PMM_ENABLE_ACCESS_CONTROL": ("rbac", "bool"), "PMM_ENABLE_VM_CACHE": ("", "bool"),
    "PMM_ENABLE_NOMAD": ("", "bool"), "PMM_ENABLE_INTERNAL_PG_QAN": ("", "bool"), "PMM_UPDATE_SNOOZE_DURATION": ("", "duration"),
    "PMM_PUBLIC_ADDRESS": ("public_address", "text"),
}
SILENT = {
    "PATH", "HOSTNAME", "HOME", "TERM", "LANG", "PS1", "PWD", "SHLVL", "_", "GF_PLUGIN_DIR", "PERCONA_TELEMETRY_DISABLE", "CONTAINER", "LC_ALL",
    "PMM_DEBUG", "PMM_TRACE", "PMM_VM_URL", "PMM_INSTALL_METHOD", "PMM_DISTRIBUTION_METHOD", "NO_PROXY", "HTTP_PROXY", "HTTPS_PROXY",
    "PMM_WATCHTOWER_HOST", "PMM_WATCHTOWER_TOKEN", "PMM_ENCRYPTION_KEY_PATH", "PMM_ADMIN_PASSWORD", "PMM_INTERFACE_TO_BIND",
    "PMM_DISABLE_BUILTIN_CLICKHOUSE", "PMM_DISABLE_BUILTIN_POSTGRES", "LESS_LOG_NOISE", "OLDPWD",
}
SILENT_PREFIXES = ("GF_", "VM_", "VMAGENT_", "SUPERVISOR_", "KUBERNETES_", "MONITORING_", "PMM_DEV_", "PMM_HA_", "PMM_CLICKHOUSE_",
                   "PMM_POSTGRES_", "STANDIN_", "STANDIN2_", "STANDIN3_", "VMAUTH_", "VMSELECT_", "VMINSERT_", "VMSTORAGE_")


def seconds(text):
    """Go's time.ParseDuration for what PMM is given: raises ValueError for '30d' and for bare numbers."""
    if text == "0":
        return 0.0
    parts = re.findall(r"(\d+(?:\.\d*)?|\.\d+)(ns|us|µs|μs|ms|s|m|h)", text.lstrip("+"))
    if not parts or "".join(n + u for n, u in parts) != text.lstrip("+"):
        raise ValueError(f'time: invalid duration "{text}"')
    return sum(float(number) * UNITS[unit] for number, unit in parts)


def value_of(kind, name, text):
    if kind == "text":
        return text
    if kind in ("bool", "not"):
        if text not in BOOLEANS:
            raise ValueError(f'invalid value "{text}" for environment variable "{name}"')
        return BOOLEANS[text] != (kind == "not")
    try:
        length = seconds(text)
    except ValueError as error:
        raise ValueError(f'environment variable "{name}={text}" has invalid duration {error}') from None
    if kind == "retention" and (length < 86400 or length % 86400):
        raise ValueError(f"data_retention: should be a natural number of days, got {text}")
    if kind == "resolution" and (length < 1 or length % 1):
        raise ValueError(f"{name.lower()}: should be a natural number of seconds, got {text}")
    return f"{length:.0f}s"


def check(environment, major):
    """Settings pinned, errors, warnings."""
    known = PMM2 if major == 2 else PMM3
    pinned, errors, warnings = {}, [], []
    for original, text in environment.items():
        name, lowered = original.upper(), text.lower()
        if name in known:
            setting, kind = known[name]
            try:
                value = value_of(kind, name, lowered)
            except ValueError as error:
                errors.append(str(error))
                continue
            if setting:
                pinned[setting] = value
        elif name in SILENT or name.startswith(SILENT_PREFIXES):
            continue
        elif name.startswith("PERCONA_") and major == 3:
            warnings.append(f'PERCONA_* env variables are NOT SUPPORTED, please use PMM_* env variables, for details please check our documentation: "{name}"')
        elif not (name.startswith("PERCONA_") and major == 2):
            warnings.append(f'unknown environment variable "{original}={text}"')
    return pinned, errors, warnings


def main():
    # An entry without '=' does not survive a shell, so what the container was given is read from the first process.
    given = pathlib.Path("/proc/1/environ").read_bytes().decode(errors="surrogateescape").split("\0")
    pinned, errors, warnings = check(dict(os.environ), release.major())
    errors += [f'failed to parse environment variable "{entry}"' for entry in given if entry and "=" not in entry]
    for warning in warnings:
        print(f'level=warning msg="Configuration warning: {warning}." component=pmm-managed-init', flush=True)
    for error in errors:
        print(f'level=error msg="Configuration error: {error}." component=pmm-managed-init', flush=True)
    if errors:
        sys.exit(1)
    PINNED.write_text(json.dumps(pinned))


if __name__ == "__main__":
    main()
