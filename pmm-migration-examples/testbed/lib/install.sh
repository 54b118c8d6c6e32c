# shellcheck shell=bash
# bed install: packages for a bare Debian bookworm. Sourced by bed.

[ "$(id -u)" = 0 ] || die 3 "bed install needs root (it calls apt-get)"
command -v apt-get > /dev/null || die 3 "bed install knows Debian's apt-get only; 'bed doctor' lists what to install"

# Debian's packages start their services at installation, docker-registry even on every address. Not here.
policy=""
if [ ! -e /usr/sbin/policy-rc.d ]; then
  policy=/usr/sbin/policy-rc.d
  printf '#!/bin/sh\nexit 101\n' > "$policy"
  chmod 755 "$policy"
  trap 'rm -f "$policy"' EXIT
fi

export DEBIAN_FRONTEND=noninteractive
apt-get -qq update
wanted="docker.io docker-registry apache2-utils iproute2 curl ca-certificates openssl xz-utils unzip procps openssh-client openssh-server"
command -v mvn > /dev/null || [ -s "$cache/$postgres_jar" ] || [ -n "$(stored_postgres)" ] || wanted+=" maven"
lacking=""
for package in $wanted; do
  dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null | grep -qx installed || lacking+=" $package"
done
if [ -n "$lacking" ]; then
  say "installing$lacking"
  # shellcheck disable=SC2086
  apt-get install -y -qq --no-install-recommends $lacking > "${TMPDIR:-/tmp}/bed-install.log" 2>&1 ||
    die 1 "apt-get failed: $(tail -3 "${TMPDIR:-/tmp}/bed-install.log")"
fi
say "everything is installed"
