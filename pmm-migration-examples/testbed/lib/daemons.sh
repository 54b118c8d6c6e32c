# shellcheck shell=bash
# The registry and the engines. Sourced by bed.

# serve_registry DIR PORT [MORE]: a docker-registry over this state folder's storage on loopback, at PORT or the next free one
# after it; state in DIR, the port it took in DIR/port. MORE is appended to its configuration.
serve_registry() {
  local dir=$1 port=$2
  mkdir -p "$dir" "$PMM_TESTBED_DIR/registry/data"
  for _ in 1 2 3 4 5; do
    port=$(free_port "$port")
    cat > "$dir/config.yml" <<CONFIG
version: 0.1
log: {level: warn}
storage: {filesystem: {rootdirectory: $PMM_TESTBED_DIR/registry/data}, delete: {enabled: true}}
http: {addr: "127.0.0.1:$port", secret: pmm-testbed}
${3:-}
CONFIG
    setsid docker-registry serve "$dir/config.yml" > "$dir/log" 2>&1 < /dev/null 9>&- &
    echo $! > "$dir/pid"
    echo "$port" > "$dir/port"
    for _ in $(seq 100); do
      sleep 0.05
      alive "$dir/pid" docker-registry || break
      ! curl -s -o /dev/null "http://127.0.0.1:$port/v2/" || return 0
    done
    stop "$dir/pid" docker-registry
    grep -q 'address already in use' "$dir/log" || break
  done
  die 1 "the registry does not answer: $(tail -3 "$dir/log")"
}

# registry_up: Debian's docker-registry on a free port of loopback, one for all engines of this state folder.
registry_up() {
  local dir=$PMM_TESTBED_DIR/registry
  alive "$dir/pid" docker-registry || serve_registry "$dir" "$(cat "$dir/port" 2>/dev/null || echo 5050)"
  registry=127.0.0.1:$(cat "$dir/port")
}

registry_down() {
  local each
  for each in "$PMM_TESTBED_DIR"/registries/*/; do
    [ ! -d "$each" ] || extra_registry_stop "$(basename "$each")"
  done
  stop "$PMM_TESTBED_DIR/registry/pid" docker-registry
}

# extra_registry_start NAME [OPTIONS]: a registry with the same images and a fault of its own; prints its address.
extra_registry_start() {
  local name=$1 dir=$PMM_TESTBED_DIR/registries/$1 user="" password="" more="" port=$PMM_TESTBED_DIR/registry/port
  local -a proxy=()
  shift
  while [ $# -gt 0 ]; do
    case $1 in
      --user) user=${2:?}; shift 2 ;;
      --password) password=${2:?}; shift 2 ;;
      --rate | --stall-after | --cut-after | --cuts | --latency) proxy+=("$1" "${2:?}"); shift 2 ;;
      *) die 2 "bed registry start NAME [--user U --password P] [--rate BYTES/S] [--latency SECONDS] [--stall-after BYTES] [--cut-after BYTES [--cuts N]]" ;;
    esac
  done
  extra_registry_stop "$name"
  mkdir -p "$dir"
  if [ -n "$user" ]; then
    command -v htpasswd > /dev/null || die 3 "htpasswd: apt-get install apache2-utils"
    htpasswd -iBn "$user" <<< "$password" > "$dir/htpasswd"
    more="auth: {htpasswd: {realm: testbed, path: $dir/htpasswd}}"
  fi
  if [ -n "$user" ] || [ ${#proxy[@]} = 0 ]; then
    serve_registry "$dir" 5150 "$more"
    port=$dir/port
  fi
  if [ ${#proxy[@]} -gt 0 ]; then
    fault_proxy "$dir" "$(cat "$port")" "${proxy[@]}"
    port=$dir/proxy.port
  fi
  echo "127.0.0.1:$(cat "$port")"
}

extra_registry_stop() {
  local dir=$PMM_TESTBED_DIR/registries/$1
  stop "$dir/pid" docker-registry
  stop "$dir/proxy.pid" python3
  rm -rf "$dir"
}

# fault_proxy DIR PORT OPTIONS...: tools/faultproxy.py in front of a port of loopback, run by the images' own Python so that
# this machine needs none; its port is in DIR/proxy.port.
fault_proxy() {
  local dir=$1 target=$2 port
  shift 2
  port=$(free_port 5250)
  setsid chroot "$cache/root" python3 -c "$(cat "$here/tools/faultproxy.py")" --listen "$port" --target "$target" "$@" \
    > "$dir/proxy.log" 2>&1 < /dev/null 9>&- &
  echo $! > "$dir/proxy.pid"
  echo "$port" > "$dir/proxy.port"
  for _ in $(seq 100); do
    ! grep -qs listening "$dir/proxy.log" || return 0
    sleep 0.05
  done
  die 1 "the proxy did not start: $(tail -3 "$dir/proxy.log")"
}

# fetch_packages SUITE FOLDER PACKAGE...: Debian packages of another suite, unpacked (not installed) into a folder; apt's own
# lists stay untouched.
fetch_packages() {
  local suite=$1 dir=$2 w=$cache/apt-$1 mirror options deb
  shift 2
  mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 'Origin: Debian' 'Codename: bookworm' | sort -u | head -1)
  [ -n "$mirror" ] || die 3 "no Debian package source found for $*: apt-get update"
  mkdir -p "$w/lists/partial" "$w/debs" "$dir.part"
  : > "$w/status"
  printf 'Types: deb\nURIs: %s\nSuites: %s\nComponents: main\nSigned-By: /usr/share/keyrings/debian-archive-keyring.gpg\n' \
    "$mirror" "$suite" > "$w/$suite.sources"
  options="-o Dir::Etc::sourcelist=$w/$suite.sources -o Dir::Etc::sourceparts=/dev/null -o Dir::State::lists=$w/lists
    -o Dir::State::status=$w/status -o Dir::Cache::pkgcache= -o Dir::Cache::srcpkgcache= -o Debug::NoLocking=1
    -o Acquire::Languages=none -o Acquire::Check-Valid-Until=false -o APT::Sandbox::User=root"
  # shellcheck disable=SC2086
  apt-get $options -qq update && (cd "$w/debs" && apt-get $options -qq download "$@") ||
    die 1 "$* could not be downloaded from $suite"
  for deb in "$w"/debs/*.deb; do dpkg-deb -x "$deb" "$dir.part"; done
  mv "$dir.part" "$dir"
  rm -rf "$w/debs"
}

# fetch_engine 26|28: that engine, below the cache.
fetch_engine() {
  local suite dir=$cache/engine-$1
  case $1 in 26) suite=trixie ;; 28) suite=sid ;; *) die 2 "no engine $1: 20, 26, 28, rootless or podman" ;; esac
  [ -x "$dir/usr/sbin/dockerd" ] || fetch_packages "$suite" "$dir" docker.io docker-cli containerd tini
}

compose=$cache/compose/usr/libexec/docker/cli-plugins/docker-compose

fetch_compose() { [ -x "$compose" ] || fetch_packages trixie "$cache/compose" docker-compose; }

# network NAME: a /16 for this engine that no route of the machine touches: its number below 10.
network() {
  local number routes
  routes=$(ip -4 route show)
  number=$((200 + 0x$(printf %s "$bed_id$1" | sha256sum | cut -c1-4) % 55))
  while grep -q "10\.$number\." <<< "$routes"; do number=$((number + 1)); done
  echo "$number"
}

# engine_up NAME MAJOR: an engine of its own: socket, data, network; it answers when this returns.
engine_up() {
  local name=$1 major=$2 dir=$PMM_TESTBED_DIR/engines/$1
  if alive "$dir/pid" "$engine_program"; then
    [ "$(cat "$dir/major")" = "$major" ] || die 2 "bed $name runs engine $(cat "$dir/major") already: bed down --name $name first, or take another --name"
    return 0
  fi
  engine_down "$name"
  mkdir -p "$dir/data" "$run/$name"
  chmod 711 "$run" "$run/$name"
  [ -z "${disk:-}" ] || mount -t tmpfs -o "size=$disk,mode=711" pmm-testbed "$dir/data"
  [ -z "${xfs:-}" ] || clones "$name" "$xfs"
  printf '%s\n' "${PMM_TESTBED_DAEMON_JSON:-{\}}" > "$dir/daemon.json"
  case $major in
    rootless) rootless_start "$name" ;;
    podman) podman_start "$name" ;;
    *) dockerd_start "$name" "$major" ;;
  esac
  echo "$major" > "$dir/major"
  for _ in $(seq 300); do
    if curl -sf -o /dev/null --unix-socket "$run/$name/docker.sock" http://engine/_ping; then
      [ "$major" != rootless ] || cat "$run/$name/pid" > "$dir/pid"
      return 0
    fi
    alive "$dir/pid" "$engine_program" || kill -0 $! 2>/dev/null || break
    sleep 0.1
  done
  die 1 "the engine did not start: $(tail -5 "$dir/log")"
}

# dockerd_start NAME MAJOR: a dockerd with a bridge, no packet filter, ports on loopback, the registry as mirror.
# (Engine 20 publishes on all addresses for containers in networks of the user: name the address there, 127.0.0.1:443:443.)
# PMM_TESTBED_ENGINE_FLAGS are more flags, PMM_TESTBED_DAEMON_JSON is the content of its configuration file.
dockerd_start() {
  local name=$1 major=$2 dir=$PMM_TESTBED_DIR/engines/$1 path=$PATH bridge number loopback=""
  local -a mirror=(--registry-mirror "http://$registry")
  [ "$PMM_TESTBED_IMAGES" != real ] || mirror=()
  if [ "$major" != 20 ]; then
    fetch_engine "$major"
    path=$cache/engine-$major/usr/sbin:$cache/engine-$major/usr/bin:$PATH
  else
    path=/usr/sbin:/usr/bin:/sbin:/bin:$PATH
  fi
  number=$(network "$name")
  [ "$major" = 20 ] || loopback="--default-network-opt bridge=com.docker.network.bridge.host_binding_ipv4=127.0.0.1"
  bridge=pmm${bed_id:0:6}$number
  echo "$bridge" > "$dir/bridge"
  ip link add "$bridge" type bridge
  ip addr add "10.$number.0.1/24" dev "$bridge"
  ip link set "$bridge" up
  PATH=$path setsid dockerd --config-file "$dir/daemon.json" -H "unix://$run/$name/docker.sock" --data-root "$dir/data" --exec-root "$run/$name/exec" \
    --pidfile "$dir/pid" --bridge "$bridge" --default-address-pool "base=10.$number.128.0/17,size=24" --iptables=false --ip6tables=false \
    --ip-masq=false --ip-forward=false --ip 127.0.0.1 "${mirror[@]}" --log-level warn $loopback ${PMM_TESTBED_ENGINE_FLAGS:-} \
    > "$dir/log" 2>&1 < /dev/null 9>&- &
}

# engine_down NAME: containers, daemon, its containerd, mounts and bridge; data stay for the next start unless reset.
engine_down() {
  local name=$1 dir=$PMM_TESTBED_DIR/engines/$1 pid bridge
  if alive "$dir/pid" podman; then
    podman_of "$name"
    "${podman[@]}" rm --all --force --time 0 > /dev/null 2>&1 || true
  elif alive "$dir/pid" dockerd; then
    kill_containers "$name"
  fi
  stop "$dir/pid" "$engine_program"
  # A killed dockerd leaves its containerd and the shims of its containers behind; all of them name this exec root, and the
  # first process of each container is a child of its shim.
  for pid in $(pgrep -f -- "^[^ ]*containerd[^ ]* .*$run/$name/exec/" || true); do
    pkill -KILL -P "$pid" || true
    kill -KILL "$pid" 2>/dev/null || true
  done
  # Podman leaves a watcher for five minutes behind for each command that was run in a container.
  for pid in $(pgrep -f -- "^[^ ]*conmon .*$run/$name/root " || true); do
    kill -KILL "$pid" 2>/dev/null || true
  done
  awk -v a="$dir/" -v b="$run/$name/" 'index($2, a) == 1 || index($2, b) == 1 { print $2 }' /proc/mounts | sort -r | while read -r mount; do
    umount -l "$mount" 2>/dev/null || true
  done
  bridge=$(cat "$dir/bridge" 2>/dev/null || true)
  if [ -n "$bridge" ] && ip link show "$bridge" > /dev/null 2>&1; then ip link del "$bridge"; fi
  rm -rf "$run/$name"
  rm -f "$dir/bridge" "$dir/disk.xfs"
  rmdir "$run" 2>/dev/null || true
}

# kill_containers NAME: ends them at once, so that a graceful stop of 300 s does not hold up the end of a bed.
kill_containers() {
  local socket=$run/$1/docker.sock id
  for id in $({ api "$socket" '/containers/json' || true; } | grep -o '"Id":"[0-9a-f]*"' | cut -d'"' -f4 || true); do
    curl -s -o /dev/null --unix-socket "$socket" -X POST "http://engine/containers/$id/update" -H 'Content-Type: application/json' \
      -d '{"RestartPolicy":{"Name":"no"}}'
    curl -s -o /dev/null --unix-socket "$socket" -X POST "http://engine/containers/$id/kill"
  done
}

api() { curl -sf --unix-socket "$1" "http://engine$2"; }
