#!/bin/bash
# Starts a PMM 2 stand-in: root, several owners below /srv, data of older PMM 2 releases upgraded, newer data refused.
set -o errexit
. /opt/standin/lib.sh

if flag CRASH_LOOP; then
  echo "FATAL: the stand-in was told to crash" >&2
  exit 1
fi
umask 022
[ -e /srv/pmm-distribution ] || echo docker > /srv/pmm-distribution
# folder NAME OWNER MODE: made with its owner when it is missing; what is there keeps the owner it has.
folder() {
  [ -d "/srv/$1" ] || install -d -o "${2%:*}" -g "${2#*:}" -m "$3" "/srv/$1"
}
folder alertmanager pmm:pmm 775
folder alertmanager/data pmm:pmm 775
folder alerting root:root 755
folder alerting/templates pmm:pmm 775
folder backup root:root 755
folder clickhouse root:pmm 775
folder grafana grafana:grafana 775
folder grafana/plugins grafana:grafana 775
folder ia pmm:pmm 775
folder logs pmm:pmm 775
folder nginx root:root 755
folder prometheus pmm:pmm 775
folder prometheus/rules pmm:pmm 775
folder victoriametrics pmm:pmm 775
folder victoriametrics/data pmm:pmm 775
# The original brings a finished cluster in its image; here it is made at the first start, and cannot be left half made.
if [ -z "$(ls -A /srv/postgres14 2>/dev/null)" ]; then
  rm -rf /srv/.postgres14
  folder .postgres14 postgres:postgres 700
  initialise_postgres /srv/.postgres14 chroot --userspec=postgres:postgres --skip-chdir /
  mv -T /srv/.postgres14 /srv/postgres14
fi
[ -e /srv/grafana/PERCONA_DASHBOARDS_VERSION ] || install -o grafana -g grafana -m 644 /opt/standin/VERSION /srv/grafana/PERCONA_DASHBOARDS_VERSION
[ -e /srv/logs/postgresql14.log ] || install -o postgres -g postgres -m 640 /dev/null /srv/logs/postgresql14.log
certificates
chown pmm:pmm /tmp/standin-settings.json 2>/dev/null || true
touch /tmp/standin-maintenance
python3 /opt/standin/env.py
serve
