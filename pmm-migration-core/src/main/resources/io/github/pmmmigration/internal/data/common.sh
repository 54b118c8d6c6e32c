# Shared beginning of the data scripts. It is put in front of each of them; it does nothing by itself but set things up.
#
# Where it runs: as root in a short-lived container made from the user's own PMM 2 image (Enterprise Linux 7 or 9 and
# look-alikes). Values arrive as arguments, never as text inside a script. Mounts: /srv is the user's data, the backup
# (or copy) volume is an exact image of it, the records volume holds everything we have to remember.
#
# What it may use: a POSIX shell, coreutils 8.22 or later, findutils 4.5.11 or later, GNU tar 1.26 or later, gzip.
# Not sed, awk, grep, cmp, rsync, python. Younger options are avoided (comm -z 8.25, sync FILE 8.24, cut -z 8.25,
# head -z 8.25) or tried first and replaced when refused (sync -f 8.24, tar --xattrs, tar --acls). Options relied upon
# and the release that brought them: df --output 8.21, dirname -z with several names 8.16, split -n r/K/N 8.8,
# cp --reflink=auto 7.5, chown -h, stat -c, base64, join --nocheck-order 7.0, find -newerct and -fprintf 4.3.3,
# tar --null -T, --no-recursion, --numeric-owner, --format=posix, tar -S.
#
# How names stay intact: a record ends with NUL. For line tools, NUL and newline change places (function swap), so a
# line holds exactly one name whatever its bytes are; comm, sort, join, cut and split carry NUL inside a line.
set -eu
LC_ALL=C
export LC_ALL
PATH="${PATH:+$PATH:}/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
export PATH
umask 077

SRV=${PMM_MIGRATION_SRV:-/srv}
BACKUP=${PMM_MIGRATION_BACKUP:-/pmm-migration/backup}
RECORDS=${PMM_MIGRATION_RECORDS:-/pmm-migration/records}
WORK=$RECORDS/work
TICKER=

# Exit codes; internal.data.HelperFailure explains them to people.
NO_SPACE=20
MISMATCH=21
OWNERSHIP_REFUSED=22
RECORDS_DAMAGED=23
DATA_CHANGED=24
COPY_FAILED=25
UNKNOWN_BACKUP=26
MOUNT_MISSING=27
BAD_ARGUMENTS=28
NOT_RELEASED=29
INTERNAL=70

# die CODE KIND TEXT: the last word of a script that cannot go on.
die() {
    printf 'error %s: %s\n' "$2" "$3" >&2
    exit "$1"
}

out_of_space() { # WHERE NEEDED_BYTES AVAILABLE_BYTES TEXT
    die "$NO_SPACE" "no-space where=$1 needed=$2 available=$3" "$4"
}

# Turns whatever ended the script into one of the codes above, and leaves no working files behind.
finish() {
    code=$1
    trap - 0
    stop_ticker
    case $code in
    0 | 2[0-9] | 70 | 129 | 130 | 143) ;;
    126 | 127) printf 'error tool-missing: A tool that is needed does not exist or cannot be run.\n' >&2 ;;
    *)
        if [ -d "$RECORDS" ] && [ "$(available_kib "$RECORDS")" -lt 1024 ]; then
            printf 'error no-space where=records needed=1048576 available=0: The records volume is full.\n' >&2
            code=$NO_SPACE
        else
            printf 'error internal: A command ended with status %s.\n' "$code" >&2
            code=$INTERNAL
        fi
        ;;
    esac
    rm -rf "$WORK" || :
    exit "$code"
}

trap_ends() {
    trap 'exit 143' TERM
    trap 'exit 130' INT
    trap 'exit 129' HUP
}

begin() {
    [ -d "$RECORDS" ] || die "$MOUNT_MISSING" mount-missing "The records volume is not mounted at $RECORDS."
    trap 'finish $?' 0
    trap_ends
    rm -rf "$WORK"
    if ! mkdir "$WORK" || ! : > "$WORK/probe"; then
        die "$MOUNT_MISSING" mount-missing "The records volume at $RECORDS cannot be written."
    fi
    if [ "$(available_kib "$RECORDS")" -lt 8192 ]; then
        out_of_space records 8388608 "$(($(available_kib "$RECORDS") * 1024))" "The records volume is nearly full."
    fi
}

# Whoever is not in the user namespace, if there is one, is shown as one and the same stranger: prints an entry of his.
foreign_entry() {
    read -r _ _ ids 2>/dev/null < /proc/self/uid_map || return 0
    [ "$ids" != 4294967295 ] || return 0
    find "$SRV" -xdev '(' -uid "$(cat /proc/sys/kernel/overflowuid)" -o -gid "$(cat /proc/sys/kernel/overflowgid)" ')' ! -writable \
        -print0 -quit 2>/dev/null | tr '\n' '?' | excerpt
}

require_srv() {
    [ -d "$SRV" ] || die "$MOUNT_MISSING" mount-missing "The data of PMM is not mounted at $SRV."
    [ -n "$(find "$SRV" -xdev -mindepth 1 -maxdepth 1 -printf x -quit)" ] ||
        die "$MOUNT_MISSING" mount-missing "$SRV is empty, so it is not the data of a PMM server."
}

require_backup() {
    [ -d "$BACKUP" ] || die "$MOUNT_MISSING" mount-missing "The backup volume is not mounted at $BACKUP."
    [ "$(stat -c %d:%i "$SRV")" != "$(stat -c %d:%i "$BACKUP")" ] ||
        die "$BAD_ARGUMENTS" bad-arguments "$SRV and $BACKUP are the same directory."
}

require_number() { # NAME VALUE
    case $2 in
    '' | *[!0-9]*) die "$BAD_ARGUMENTS" bad-arguments "$1 must be a number." ;;
    esac
}

require_token() {
    case $1 in
    '' | *[!A-Za-z0-9._:+-]*) die "$BAD_ARGUMENTS" bad-arguments "The token may hold letters, digits and . _ : + - only." ;;
    esac
}

swap() {
    tr '\0\n' '\n\0'
}

count_lines() {
    if [ -s "$1" ]; then echo $(($(wc -l < "$1"))); else echo 0; fi
}

# Adds up the numbers on standard input, one a line.
total() {
    xargs -r -n 4000 sh -c 'IFS=+; echo $(($*))' total | {
        sum=0
        while read -r part; do sum=$((sum + part)); done
        echo "$sum"
    }
}

available_kib() {
    set -- $(df -k --output=avail "$1")
    echo "${2:-0}"
}

# Makes everything written to the file system of this directory durable.
flush() {
    sync -f "$1" 2>/dev/null || sync
}

# Makes one file or directory durable. An old sync ignores the name, complains, and makes everything durable.
flush_only() {
    sync "$1" 2>/dev/null || sync
}

# publish NAME: standard input becomes the record NAME, in one piece and durably, or not at all.
publish() {
    cat > "$RECORDS/$1.new"
    flush_only "$RECORDS/$1.new"
    mv -f "$RECORDS/$1.new" "$RECORDS/$1"
    path=$RECORDS/$1
    flush_only "${path%/*}"
}

withdraw() {
    if [ -e "$RECORDS/$1" ]; then
        rm -f "$RECORDS/$1"
        flush_only "$RECORDS"
    fi
}

first_line_of() { # NAME: the first line of a record, nothing if there is none
    [ ! -f "$RECORDS/$1" ] || head -n 1 "$RECORDS/$1"
}

# The first lines of standard input, fit for a terminal.
excerpt() {
    head -n 5 | head -c 2000 | tr '\0' '?' | tr -c '[:print:]\n' '?'
}

phase() {
    printf 'phase %s\n' "$1"
}

# start_ticker BYTES: prints "progress DONE_BYTES DONE_FILES BYTES" every two seconds. What has been written is read off the
# file system's own counters, which costs nothing but counts other writers too; it never exceeds the total. Little is
# written before two seconds are over.
start_ticker() {
    TICKER_TOTAL=$1
    printf 'progress 0 0 %s\n' "$TICKER_TOTAL"
    [ "$TICKER_TOTAL" -gt 33554432 ] || return 0
    (
        set -- $(df -k --output=used,iused "$BACKUP")
        bytes_before=${3:-0}
        files_before=${4:-0}
        last=0
        while sleep 2 > /dev/null 2>&1 && kill -0 $$ 2>/dev/null; do
            set -- $(df -k --output=used,iused "$BACKUP")
            done=$(((${3:-0} - bytes_before) * 1024))
            files=0
            case ${4:-}$files_before in
            *[!0-9]*) ;;
            *) files=$(($4 - files_before)) ;;
            esac
            [ "$done" -ge "$last" ] || done=$last
            [ "$done" -le "$TICKER_TOTAL" ] || done=$TICKER_TOTAL
            [ "$files" -ge 0 ] || files=0
            last=$done
            printf 'progress %s %s %s\n' "$done" "$files" "$TICKER_TOTAL"
        done
    ) &
    TICKER=$!
}

stop_ticker() {
    [ -n "$TICKER" ] || return 0
    kill "$TICKER" 2>/dev/null || :
    wait "$TICKER" 2>/dev/null || :
    TICKER=
}
