#!/bin/bash
# Starts a PMM 3 stand-in: uid 1000, the checks of the original's entrypoint in their order.
set -o errexit
. /opt/standin/lib.sh

if flag CRASH_LOOP; then
  echo "FATAL: the stand-in was told to crash" >&2
  exit 1
fi
if [ ! -w /srv ]; then
  echo "FATAL: /srv is not writable for pmm user." >&2
  echo "Please make sure that /srv is owned by uid 1000 and gid 0 and try again." >&2
  echo "You can change ownership by running: sudo chown -R 1000:0 /srv" >&2
  exit 1
fi
umask 002
if [ ! -f /srv/pmm-distribution ]; then
  echo "File /srv/pmm-distribution doesn't exist. Initiating the first run..."
  echo docker > /srv/pmm-distribution
  mkdir -p /srv/backup /srv/clickhouse /srv/grafana/plugins /srv/logs /srv/nginx /srv/prometheus/rules /srv/victoriametrics/data
  cp /opt/standin/VERSION /srv/grafana/PERCONA_DASHBOARDS_VERSION
  mkdir -p /srv/postgres14
  initialise_postgres /srv/postgres14
fi
chmod 750 /srv/postgres14 || true
certificates
mkdir -p /srv/logs
nginx -t -q -c /opt/standin/nginx.conf
python3 /opt/standin/env.py
if [ ! -e /srv/pmm-encryption.key ]; then
  (umask 077; openssl rand -base64 32 > /srv/pmm-encryption.key)
fi
if [ "$(printf '%s\n3.6\n' "$VERSION" | sort -V | head -1)" = 3.6 ] && [ ! -e /srv/.postgres_password ]; then
  (umask 077; openssl rand -hex 16 > /srv/.postgres_password)
fi
mkdir -p /srv/grafana/plugins
cp /opt/standin/VERSION /srv/grafana/plugins/.pmm-synced-version
cp /opt/standin/VERSION /srv/grafana/PERCONA_DASHBOARDS_VERSION
touch /tmp/standin-maintenance
serve
