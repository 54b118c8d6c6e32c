# Lists, compares and copies trees. Part of the scripts that keep the backup volume equal to /srv.
#
# A line about an entry, "meta" for short, is
#     CLASS SIZE MTIME/UID GID MODE TYPE/PATH
# with CLASS d (directory), f (regular file), g (regular file of 1 MiB or more), l, p, s, b, c. Directories have no size.
# Paths start with "./", so "//" never occurs in one and no name starts with a dash.
#
# What decides that an entry needs copying:
#   1. its meta line differs from the one in the backup, or
#   2. it changed since the base was taken: the base is a list of all entries with their ctime, taken *before* they were
#      copied. Any change sets the ctime to something else, whatever the clock did meanwhile; or
#   3. its ctime is younger than the base less 2 seconds: covers changes in the same clock tick. Writes through memory maps
#      set the times only when they make a clean page dirty; so precopy has dirty pages written out after it noted the
#      time of the base and before it lists and copies: every later write finds its page clean, or dirtied since.
# Known limit: an extended attribute that was taken off a directory between two copies stays in the backup.
# A base is trusted if the copy made from it was completed and flushed, or if the machine has not been restarted since.

GOOD_MEASURE=${PMM_MIGRATION_MARGIN:-2}

lines_of_class() { # CLASSES FILE: the lines of a sorted meta file that have one of these classes (in sorted order)
    printf '%s\n' $1 | join -t ' ' --nocheck-order - "$2"
}

paths_of() {
    cut -d/ -f3-
}

list_source() { # PREFIX SINCE: PREFIX.flagged, .meta, .targets, .hard; entries changed since, for good measure a little before, are flagged N, others O
    list_flagged "$1" "$2"
    cut -d/ -f3- "$1.flagged" | sort -T "$WORK" > "$1.meta"
    complete_listing "$1"
}

list_flagged() { # PREFIX SINCE
    after=$(($2 > GOOD_MEASURE ? $2 - GOOD_MEASURE : 0))
    {
        status=0
        (cd "$SRV" && find . -xdev \
            \( -type l -fprintf "$1.targets.raw" '%p//%l\0' -o -true \) \
            \( ! -type d -links +1 -fprintf "$1.hard.raw" '%i/%p\0' -o -true \) \
            \( -newerct "@$after" -printf N -o -printf O \) -printf '/%C@/' \
            \( -type d -printf 'd -' -o -type f -size +1048575c -printf 'g %s' -o -printf '%y %s' \) \
            -printf ' %T@/%U %G %m %y/%p\0') 2> "$1.errors" || status=$?
        echo "$status" > "$1.status"
    } | swap | sort -T "$WORK" > "$1.flagged"
}

list_backup() { # PREFIX: PREFIX.meta, .targets, .hard
    {
        status=0
        (cd "$BACKUP" && find . -xdev \
            \( -type l -fprintf "$1.targets.raw" '%p//%l\0' -o -true \) \
            \( ! -type d -links +1 -fprintf "$1.hard.raw" '%i/%p\0' -o -true \) \
            \( -type d -printf 'd -' -o -type f -size +1048575c -printf 'g %s' -o -printf '%y %s' \) \
            -printf ' %T@/%U %G %m %y/%p\0') 2> "$1.errors" || status=$?
        echo "$status" > "$1.status"
    } | swap | sort -T "$WORK" > "$1.meta"
    complete_listing "$1"
    require_listed "$1"
}

complete_listing() {
    sort_raw "$1.targets"
    sort_raw "$1.hard"
}

sort_raw() {
    if [ -s "$1.raw" ]; then swap < "$1.raw" | sort -T "$WORK" > "$1"; else : > "$1"; fi
}

require_listed() {
    read -r listed < "$1.status"
    [ "$listed" = 0 ] || die "$COPY_FAILED" copy-failed "Some entries could not be read: $(excerpt < "$1.errors")"
}

list_both() { # SOURCE_PREFIX SINCE BACKUP_PREFIX
    list_backup "$3" &
    list_source "$1" "$2"
    wait $! || exit $?
}

same_lines() {
    [ "$(comm -3 "$1" "$2" | head -n 1 | wc -l)" -eq 0 ]
}

# --- the base ---------------------------------------------------------------------------------------------------------

boot_id() {
    cat /proc/sys/kernel/random/boot_id 2>/dev/null || echo unknown
}

open_base() { # BASE: plain list or empty; SINCE: seconds since the epoch; BASE_FILE: its name among the records
    BASE=
    SINCE=0
    BASE_FILE=
    [ -f "$RECORDS/base.info" ] || return 0
    read -r base_since base_state base_boot base_sum < "$RECORDS/base.info" || return 0
    [ "$base_state" = complete ] || [ "$base_boot" = "$(boot_id)" ] || return 0
    [ "$base_boot" != unknown ] || [ "$base_state" = complete ] || return 0
    set -- $(sha256sum "$RECORDS/base.$base_sum.gz" 2>/dev/null)
    [ "${1:-}" = "$base_sum" ] || return 0
    gzip -dc "$RECORDS/base.$base_sum.gz" > "$WORK/base"
    BASE=$WORK/base
    SINCE=$base_since
    BASE_FILE=base.$base_sum.gz
}

write_base() { # SOURCE_PREFIX SINCE STATE
    recent=$(printf 'N\n' | join -t / --nocheck-order - "$1.flagged" | wc -l)
    head -n "$recent" "$1.flagged" | cut -d/ -f2- > "$WORK/base.n"
    tail -n "+$((recent + 1))" "$1.flagged" | cut -d/ -f2- > "$WORK/base.o"
    sort -m "$WORK/base.n" "$WORK/base.o" | gzip -1 > "$RECORDS/base.new"
    set -- $(sha256sum "$RECORDS/base.new") "$2" "$3"
    flush_only "$RECORDS/base.new"
    mv -f "$RECORDS/base.new" "$RECORDS/base.$1.gz"
    printf '%s %s %s %s\n' "$3" "$4" "$(boot_id)" "$1" | publish base.info
    BASE_FILE=base.$1.gz
    for old in "$RECORDS"/base.*.gz; do
        [ "$old" = "$RECORDS/$BASE_FILE" ] || rm -f "$old"
    done
}

complete_base() {
    read -r base_since base_state base_boot base_sum < "$RECORDS/base.info"
    [ "$base_state" = complete ] || printf '%s complete %s %s\n' "$base_since" "$base_boot" "$base_sum" | publish base.info
}

# Without a base nothing in the backup can be trusted. What we know to be ours is cleared; anything else is left alone.
clear_backup() {
    [ -n "$(find "$BACKUP" -xdev -mindepth 1 -maxdepth 1 ! -name lost+found -printf x -quit)" ] || return 0
    [ -f "$RECORDS/base.info" ] ||
        die "$UNKNOWN_BACKUP" unknown-backup "The backup volume holds data that the records know nothing of. Nothing was changed."
    phase clearing
    (cd "$BACKUP" && find . -xdev -mindepth 1 -maxdepth 1 -print0 | xargs -0 -r rm -rf --one-file-system --)
}

# --- what has to be copied --------------------------------------------------------------------------------------------

compute_changes() { # SOURCE_PREFIX BACKUP_PREFIX: changed (meta lines), doomed (paths only the backup has)
    : > "$WORK/relinked"
    comm -23 "$1.meta" "$2.meta" > "$WORK/missing"
    comm -13 "$1.meta" "$2.meta" > "$WORK/extra"
    {
        cat "$WORK/missing"
        [ -z "$BASE" ] || changed_since_base "$1"
        same_lines "$1.targets" "$2.targets" || lines_of_class l "$1.meta"
    } | sort -T "$WORK" -u > "$WORK/changed"
    cut -d' ' -f6- "$WORK/missing" | sort -T "$WORK" > "$WORK/missing.names"
    cut -d' ' -f6- "$WORK/extra" | sort -T "$WORK" > "$WORK/extra.names"
    comm -13 "$WORK/missing.names" "$WORK/extra.names" | cut -d/ -f2- > "$WORK/doomed"
}

changed_since_base() {
    recent=$(printf 'N\n' | join -t / --nocheck-order - "$1.flagged" | wc -l)
    head -n "$recent" "$1.flagged" | cut -d/ -f3-
    tail -n "+$((recent + 1))" "$1.flagged" | cut -d/ -f2- | comm -23 - "$BASE" | cut -d/ -f2-
}

# Sorts the changes into lists by the way they are copied: directories, other entries, large files, sockets.
# A file with several names is copied together with all its names, by tar, which keeps them one file.
sort_changes() { # SOURCE_PREFIX
    kinds=$(cut -d' ' -f1 "$WORK/changed" | uniq | tr -d '\n')
    changed_paths d > "$WORK/dirs"
    changed_paths 'b c f g l p s' > "$WORK/others"
    changed_paths g > "$WORK/large"
    changed_paths s > "$WORK/sockets"
    changed_paths 'b c f l p' > "$WORK/small"
    if [ -s "$1.hard" ] || [ -s "$WORK/relinked" ]; then
        sort_linked "$1"
    else
        cat "$WORK/others" > "$WORK/replaced"
    fi
}

changed_paths() { # CLASSES
    case $kinds in
    *[$1]*) lines_of_class "$1" "$WORK/changed" | paths_of | sort -T "$WORK" ;;
    esac
}

sort_linked() { # SOURCE_PREFIX
    cut -d/ -f2- "$1.hard" | sort -T "$WORK" > "$WORK/hard"
    comm -12 "$WORK/others" "$WORK/hard" | sort -T "$WORK" -u - "$WORK/relinked" > "$WORK/hard.touched"
    if [ ! -s "$WORK/hard.touched" ]; then
        cat "$WORK/others" > "$WORK/replaced"
        return
    fi
    swap < "$WORK/hard.touched" | (cd "$SRV" && xargs -0 -r stat -c %i --) 2>/dev/null | sort -u > "$WORK/inodes" || :
    join -t / "$WORK/inodes" "$1.hard" | cut -d/ -f2- | sort -T "$WORK" -u - "$WORK/relinked" > "$WORK/linked"
    sort -T "$WORK" -u "$WORK/others" "$WORK/linked" > "$WORK/replaced"
    lines_of_class s "$1.meta" | paths_of | sort -T "$WORK" | comm -12 - "$WORK/replaced" > "$WORK/sockets"
    comm -23 "$WORK/large" "$WORK/hard" > "$WORK/single"
    mv -f "$WORK/single" "$WORK/large"
    {
        comm -23 "$WORK/small" "$WORK/hard"
        comm -23 "$WORK/linked" "$WORK/sockets"
    } > "$WORK/single"
    mv -f "$WORK/single" "$WORK/small"
}

# --- copying ----------------------------------------------------------------------------------------------------------

require_space() {
    [ -s "$WORK/replaced" ] || [ -s "$WORK/dirs" ] || return 0
    rm -f "$WORK/freed"
    [ -n "$REFLINK" ] || probe_reflink
    margin=16384
    needed=0
    if [ "$REFLINK" = no ]; then
        needed=$(allocated_kib "$SRV" "$WORK/replaced")
        margin=$((margin + needed / 50))
    fi
    needed=$((needed + 4 * $(count_lines "$WORK/dirs") + margin))
    set -- $(df -k --output=avail,itotal,iavail "$BACKUP")
    available=${4:-0}
    inodes=${5:-0}
    free_inodes=${6:-0}
    if [ "$needed" -gt "$available" ]; then
        sort -T "$WORK" "$WORK/replaced" "$WORK/doomed" > "$WORK/freed"
        available=$((available + $(allocated_kib "$BACKUP" "$WORK/freed")))
    fi
    [ "$needed" -le "$available" ] || out_of_space backup $((needed * 1024)) $((available * 1024)) \
        "The backup needs $((needed / 1024 + 1)) MiB, but only $((available / 1024)) MiB are free. /srv was not changed."
    case $inodes$free_inodes in
    *[!0-9]* | 0*) ;;
    *)
        [ "$free_inodes" -gt "$(count_lines "$WORK/replaced")" ] || [ -s "$WORK/freed" ] ||
            out_of_space backup-inodes "$(count_lines "$WORK/replaced")" "$free_inodes" \
                "The file system of the backup has too few free inodes. /srv was not changed."
        ;;
    esac
}

allocated_kib() { # ROOT PATHS: KiB on disk, each inode once; what is not there counts nothing
    blocks=$(swap < "$2" | (cd "$1" && xargs -0 -r stat -c '%i %b' -- 2>/dev/null || :) | sort -u | cut -d' ' -f2 | total)
    echo $((blocks / 2))
}

# Tries whether the file system can share blocks between /srv and the backup; then a copy needs neither time nor space.
probe_reflink() {
    REFLINK=no
    times_before=$(stat -c %y "$BACKUP")
    rm -f "$BACKUP/.pmm-migration-probe"
    if (cd "$SRV" && find . -xdev -type f -size +7 -print0 -quit |
        xargs -0 -r sh -c 'cp --reflink=always -- "$2" "$1"' probe "$BACKUP/.pmm-migration-probe") 2>/dev/null &&
        [ -s "$BACKUP/.pmm-migration-probe" ]; then
        REFLINK=yes
    fi
    rm -f "$BACKUP/.pmm-migration-probe"
    touch -d "$times_before" "$BACKUP"
}

tar_options() {
    TAR_KEEPS=
    help=$(tar --help 2>&1)
    case $help in *--xattrs-include*) TAR_KEEPS='--xattrs --xattrs-include=*' ;; *--xattrs*) TAR_KEEPS=--xattrs ;; esac
    case $help in *--acls*) TAR_KEEPS="$TAR_KEEPS --acls" ;; esac
}

# copy_by_tar LIST: copies exactly these entries, not what is below them. Errors of reading count only if strict.
copy_by_tar() {
    [ -s "$1" ] || return 0
    swap < "$1" > "$WORK/tar.list"
    set -f
    (
        status=0
        (cd "$SRV" && tar -c -f - -b 128 -P -S --format=posix --numeric-owner $TAR_KEEPS --no-recursion \
            --null -T "$WORK/tar.list") 2> "$WORK/read.errors" || status=$?
        echo "$status" > "$WORK/read.status"
    ) | (cd "$BACKUP" && tar -x -f - -b 128 -P -p -S --delay-directory-restore --same-owner --numeric-owner $TAR_KEEPS) 2> "$WORK/write.errors" ||
        copy_error "$WORK/write.errors"
    set +f
    read -r reading < "$WORK/read.status"
    [ "$reading" = 0 ] || reading_error "$WORK/read.errors"
}

copy_by_cp() { # LIST
    [ -s "$1" ] || return 0
    swap < "$1" | (cd "$SRV" && xargs -0 -r cp -a --parents --reflink=auto --sparse=auto -t "$BACKUP" --) \
        2> "$WORK/write.errors" || reading_error "$WORK/write.errors"
}

copy_error() { # ERRORS
    require_no_space_error "$1"
    die "$COPY_FAILED" copy-failed "Writing the backup failed: $(excerpt < "$1")"
}

reading_error() { # ERRORS
    require_no_space_error "$1"
    [ "$STRICT" = no ] || die "$COPY_FAILED" copy-failed "Copying to the backup failed: $(excerpt < "$1")"
}

require_no_space_error() {
    case $(tail -c 65536 "$1" | tr '\0' '?') in
    *'No space left on device'* | *'Disk quota exceeded'*)
        out_of_space backup 0 $(($(available_kib "$BACKUP") * 1024)) \
            "The file system of the backup ran full while copying. /srv was not changed."
        ;;
    esac
}

# The quickest way to fill an empty backup, and the only one that shares blocks throughout.
copy_everything() {
    cp -a -x --reflink=auto --sparse=auto -T "$SRV" "$BACKUP" 2> "$WORK/write.errors" || {
        require_no_space_error "$WORK/write.errors"
        INCOMPLETE=yes
    }
}

apply_changes() { # SOURCE_PREFIX BACKUP_PREFIX
    sort_changes "$1"
    require_space
    COPIED=$(($(count_lines "$WORK/replaced") + $(count_lines "$WORK/dirs")))
    REMOVED=$(count_lines "$WORK/doomed")
    [ "$COPIED" -gt 0 ] || [ "$REMOVED" -gt 0 ] || return 0
    phase removing
    [ ! -s "$WORK/doomed" ] || (cd "$BACKUP" && swap < "$WORK/doomed" | xargs -0 -r rm -rf --one-file-system --)
    (cd "$BACKUP" && swap < "$WORK/replaced" | xargs -0 -r rm -f --)
    phase copying
    start_ticker "$(lines_of_class 'f g' "$WORK/changed" | cut -d' ' -f2 | total)"
    if [ "$(count_lines "$2.meta")" -eq 1 ]; then
        copy_everything
    else
        copy_changes "$1"
    fi
    stop_ticker
    printf 'progress %s %s %s\n' "$TICKER_TOTAL" "$COPIED" "$TICKER_TOTAL"
}

copy_changes() { # SOURCE_PREFIX
    copy_by_cp "$WORK/large"
    copy_by_cp "$WORK/sockets"
    list_directories "$1"
    cat "$WORK/small" >> "$WORK/touched.dirs"
    copy_by_tar "$WORK/touched.dirs"
}

# Whatever was put into or taken out of a directory changed its times; tar sets them last.
list_directories() { # SOURCE_PREFIX
    {
        cat "$WORK/dirs"
        cat "$WORK/doomed" "$WORK/replaced" "$WORK/dirs" | swap | xargs -0 -r dirname -z -- | swap
    } | sort -T "$WORK" -u > "$WORK/touched"
    lines_of_class d "$1.meta" | paths_of | sort -T "$WORK" | comm -12 - "$WORK/touched" > "$WORK/touched.dirs"
}
