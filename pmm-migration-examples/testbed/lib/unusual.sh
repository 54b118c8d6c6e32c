# shellcheck shell=bash
# Engines that are not a dockerd run by root: a rootless one, and Podman. Sourced by bed.

# What runs as an engine, for alive and stop.
engine_program='\(dockerd\|podman\)'
rootless_user=pmm-testbed

# needs COMMAND PACKAGE...: ends when a command is not there.
needs() {
  while [ $# -gt 0 ]; do
    command -v "$1" > /dev/null || die 3 "$1: apt-get install $2"
    shift 2
  done
}

# rootless_start NAME: engine 20 for a user of its own, who is made once and stays: in a user namespace with the ranges of
# /etc/subuid, and with a network in user space, where 10.0.2.2 is this machine's loopback. It publishes on loopback by slirp4netns'
# neighbour in rootlesskit, and ports from 1024 on.
rootless_start() {
  local name=$1 dir=$PMM_TESTBED_DIR/engines/$1 mirror=10.0.2.2:${registry#*:} uid
  needs rootlesskit rootlesskit slirp4netns slirp4netns newuidmap uidmap setpriv util-linux
  id -u "$rootless_user" > /dev/null 2>&1 || useradd --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin "$rootless_user" ||
    die 1 "the user $rootless_user could not be made"
  grep -q "^$rootless_user:" /etc/subuid || die 3 "$rootless_user has no range in /etc/subuid: usermod --add-subuids 200000-265535 --add-subgids 200000-265535 $rootless_user"
  uid=$(id -u "$rootless_user")
  chown -R --from=0:0 "$uid:$uid" "$dir/data" "$run/$name"
  setpriv --reuid "$uid" --regid "$uid" --clear-groups test -x "$dir/data" ||
    die 3 "$rootless_user cannot get to $dir/data: set PMM_TESTBED_DIR to a folder that everybody can enter"
  XDG_RUNTIME_DIR=$run/$name HOME=$run/$name PATH=/usr/sbin:/usr/bin:/sbin:/bin setsid setpriv --reuid "$uid" --regid "$uid" --clear-groups \
    rootlesskit --state-dir "$run/$name/rootlesskit" --net=slirp4netns --port-driver=builtin --copy-up=/etc --copy-up=/run --propagation=rslave \
    sh -c 'rm -f /run/docker /run/containerd /run/xtables.lock; exec dockerd --rootless "$@"' sh \
    --config-file "$dir/daemon.json" -H "unix://$run/$name/docker.sock" --data-root "$dir/data" --exec-root "$run/$name/exec" \
    --pidfile "$run/$name/pid" --iptables=false --ip6tables=false --ip-masq=false \
    --registry-mirror "http://$mirror" --insecure-registry "$mirror" --log-level warn \
    > "$dir/log" 2>&1 < /dev/null 9>&- &
}

# podman_start NAME: Debian's Podman, run by root, speaking Docker's interface.
podman_start() {
  local name=$1 dir=$PMM_TESTBED_DIR/engines/$1
  needs podman podman
  cat > "$dir/containers.conf" <<'CONFIG'
[containers]
default_ulimits=["nofile=4096:4096","nproc=4096:4096"]
[engine]
cgroup_manager="cgroupfs"
events_logger="file"
CONFIG
  cat > "$dir/registries.conf" <<CONFIG
unqualified-search-registries=["docker.io"]
[[registry]]
prefix="docker.io"
location="$registry"
insecure=true
[[registry]]
location="$registry"
insecure=true
CONFIG
  podman_of "$name"
  setsid "${podman[@]}" system service --time=0 "unix://$run/$name/docker.sock" > "$dir/log" 2>&1 < /dev/null 9>&- &
  echo $! > "$dir/pid"
}

# podman_of NAME: makes podman the command on that engine's storage.
podman_of() {
  local dir=$PMM_TESTBED_DIR/engines/$1
  podman=(env "CONTAINERS_CONF=$dir/containers.conf" "CONTAINERS_REGISTRIES_CONF=$dir/registries.conf"
    podman --root "$dir/data" --runroot "$run/$1/root" --tmpdir "$run/$1/tmp")
}

# clones NAME SIZE: puts that engine's data on an XFS that can share blocks between files; lost when the engine ends.
clones() {
  local dir=$PMM_TESTBED_DIR/engines/$1
  needs mkfs.xfs xfsprogs
  rm -f "$dir/disk.xfs"
  truncate -s "$2" "$dir/disk.xfs"
  mkfs.xfs -q -m reflink=1 "$dir/disk.xfs" || die 1 "no XFS of $2 could be made: 300m at least"
  mount -o loop "$dir/disk.xfs" "$dir/data"
  chmod 711 "$dir/data"
}
