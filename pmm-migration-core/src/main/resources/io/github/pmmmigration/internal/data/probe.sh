# probe [chown UID GID]: facts about the data, quick to learn: nothing is walked, nothing is changed.
# Runs in a helper and, by exec, inside the running server. With "chown", and only then, a file is created in /srv for a
# moment to see whether its owner can be changed.
# Prints one "key=value" a line. A value with anything but harmless characters is printed as base64:... instead.
set -eu
LC_ALL=C
export LC_ALL
PATH="${PATH:+$PATH:}/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
export PATH
SRV=${PMM_MIGRATION_SRV:-/srv}
BACKUP=${PMM_MIGRATION_BACKUP:-/pmm-migration/backup}

fact() { # KEY VALUE
    case $2 in
    *[!A-Za-z0-9._:/@+,' '-]*) printf '%s=base64:%s\n' "$1" "$(printf %s "$2" | base64 -w 0)" ;;
    *) printf '%s=%s\n' "$1" "$2" ;;
    esac
}

yes_or_no() { # KEY TEST...
    key=$1
    shift
    if [ "$@" ]; then fact "$key" yes; else fact "$key" no; fi
}

contents() { # KEY FILE
    if [ -f "$2" ]; then fact "$1" "$(head -c 64 -- "$2" 2>/dev/null | tr -d '\0')"; else fact "$1" absent; fi
}

entry() { # KEY PATH: owner, group, mode, size, type
    if [ -e "$2" ] || [ -L "$2" ]; then
        fact "$1" "$(stat -c '%u:%g:%a:%s:%F' -- "$2" 2>/dev/null || echo unreadable)"
    else
        fact "$1" absent
    fi
}

space() { # KEY DIRECTORY
    set -- "$1" $(df -k --output=fstype,used,avail,iused,iavail "$2" 2>/dev/null)
    [ $# -eq 11 ] || return 0
    fact "$1.filesystem" "$7"
    fact "$1.used.kib" "$8"
    fact "$1.available.kib" "$9"
    fact "$1.used.inodes" "${10}"
    fact "$1.available.inodes" "${11}"
}

users() {
    [ -r /etc/passwd ] || return 0
    while IFS=: read -r name _ number group _; do
        case $name in
        root | pmm | pmm-agent | postgres | clickhouse | grafana | nginx) fact "user.$name" "$number:$group" ;;
        esac
    done < /etc/passwd
}

mounts() {
    [ -r /proc/self/mountinfo ] || return 0
    number=0
    while read -r _ _ _ _ place _; do
        case $place in
        "$SRV"/*)
            number=$((number + 1))
            fact "mount.$number" "$place"
            ;;
        esac
    done < /proc/self/mountinfo
}

try_chown() { # UID GID
    file=$(mktemp "$SRV/.pmm-migration-probe.XXXXXX" 2>/dev/null) || {
        fact chown refused
        return 0
    }
    if chown "$1:$2" "$file" 2>/dev/null && [ "$(stat -c %u:%g "$file")" = "$1:$2" ]; then
        fact chown works
    else
        fact chown refused
    fi
    rm -f "$file"
}

fact id "$(id -u):$(id -g)"
yes_or_no srv -d "$SRV"
yes_or_no srv.writable -w "$SRV"
entry srv.entry "$SRV"
space srv "$SRV"
[ ! -d "$BACKUP" ] || space backup "$BACKUP"
contents distribution "$SRV/pmm-distribution"
contents postgres14.version "$SRV/postgres14/PG_VERSION"
for name in alertmanager alerting backup clickhouse grafana ia logs nginx postgres14 prometheus victoriametrics; do
    entry "entry.$name" "$SRV/$name"
done
for name in certificate.crt certificate.key ca-certs.pem dhparam.pem; do
    entry "tls.$name" "$SRV/nginx/$name"
done
entry grafana.db "$SRV/grafana/grafana.db"
users
mounts
case ${1:-} in
chown) try_chown "${2:?UID}" "${3:?GID}" ;;
*) fact chown untested ;;
esac
