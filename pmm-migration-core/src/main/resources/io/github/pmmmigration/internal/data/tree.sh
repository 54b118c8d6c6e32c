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

list_source() { # PREFIX SINCE: PREFIX.flagged, .meta, .targets, .hard; entries changed after SINCE are flagged N, others O
    {
        status=0
        (cd "$SRV" && find . -xdev \
            \( -type l -fprintf "$1.targets.raw" '%p//%l\0' -o -true \) \
            \( ! -type d -links +1 -fprintf "$1.hard.raw" '%i/%p\0' -o -true \) \
            \( -newerct "@$2" -printf N -o -printf O \) -printf '/%C@/' \
            \( -type d -printf 'd -' -o -type f -size +1048575c -printf 'g %s' -o -printf '%y %s' \) \
            -printf ' %T@/%U %G %m %y/%p\0') 2> "$1.errors" || status=$?
        echo "$status" > "$1.status"
    } | swap | sort -T "$WORK" > "$1.flagged"
    cut -d/ -f3- "$1.flagged" | sort -T "$WORK" > "$1.meta"
    complete_listing "$1"
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
    swap < "$1.targets.raw" | sort -T "$WORK" > "$1.targets"
    swap < "$1.hard.raw" | sort -T "$WORK" > "$1.hard"
}

require_listed() {
    [ "$(cat "$1.status")" = 0 ] || die "$COPY_FAILED" copy-failed "Some entries could not be read: $(excerpt < "$1.errors")"
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
    lines_of_class d "$WORK/changed" | paths_of | sort -T "$WORK" > "$WORK/dirs"
    lines_of_class 'b c f g l p s' "$WORK/changed" | paths_of | sort -T "$WORK" > "$WORK/others"
    cut -d/ -f2- "$1.hard" | sort -T "$WORK" > "$WORK/hard"
    comm -12 "$WORK/others" "$WORK/hard" | sort -T "$WORK" -u - "$WORK/relinked" > "$WORK/hard.touched"
    if [ -s "$WORK/hard.touched" ]; then
        swap < "$WORK/hard.touched" | (cd "$SRV" && xargs -0 -r stat -c %i --) 2>/dev/null | sort -u > "$WORK/inodes" || :
        join -t / "$WORK/inodes" "$1.hard" | cut -d/ -f2- | sort -T "$WORK" -u - "$WORK/relinked" > "$WORK/linked"
    else
        : > "$WORK/linked"
    fi
    lines_of_class g "$WORK/changed" | paths_of | sort -T "$WORK" | comm -23 - "$WORK/hard" > "$WORK/large"
    lines_of_class s "$1.meta" | paths_of | sort -T "$WORK" > "$WORK/sockets.all"
    sort -T "$WORK" -u "$WORK/others" "$WORK/linked" > "$WORK/replaced"
    comm -12 "$WORK/sockets.all" "$WORK/replaced" > "$WORK/sockets"
    {
        lines_of_class 'b c f l p' "$WORK/changed" | paths_of | sort -T "$WORK" | comm -23 - "$WORK/hard"
        comm -23 "$WORK/linked" "$WORK/sockets"
    } > "$WORK/small"
}

# --- copying ----------------------------------------------------------------------------------------------------------

require_space() {
    [ -s "$WORK/replaced" ] || [ -s "$WORK/dirs" ] || return 0
    rm -f "$WORK/freed"
    probe_reflink
    margin=16384
    needed=0
    if [ "$REFLINK" = no ]; then
        needed=$(allocated_kib "$SRV" "$WORK/replaced")
        margin=$((margin + needed / 50))
    fi
    needed=$((needed + 4 * $(count_lines "$WORK/dirs") + margin))
    available=$(available_kib "$BACKUP")
    if [ "$needed" -gt "$available" ]; then
        sort -T "$WORK" "$WORK/replaced" "$WORK/doomed" > "$WORK/freed"
        available=$((available + $(allocated_kib "$BACKUP" "$WORK/freed")))
    fi
    [ "$needed" -le "$available" ] || out_of_space backup $((needed * 1024)) $((available * 1024)) \
        "The backup needs $((needed / 1024 + 1)) MiB, but only $((available / 1024)) MiB are free. /srv was not changed."
    set -- $(df --output=itotal,iavail "$BACKUP")
    case ${3:-0}${4:-0} in
    *[!0-9]* | 0*) ;;
    *)
        [ "$4" -gt "$(count_lines "$WORK/replaced")" ] || [ -s "$WORK/freed" ] ||
            out_of_space backup-inodes "$(count_lines "$WORK/replaced")" "$4" \
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
    rm -f "$BACKUP/.pmm-migration-probe"
    if (cd "$SRV" && find . -xdev -type f -size +7 -print0 -quit |
        xargs -0 -r sh -c 'cp --reflink=always -- "$2" "$1"' probe "$BACKUP/.pmm-migration-probe") 2>/dev/null &&
        [ -s "$BACKUP/.pmm-migration-probe" ]; then
        REFLINK=yes
    fi
    rm -f "$BACKUP/.pmm-migration-probe"
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
    ) | (cd "$BACKUP" && tar -x -f - -b 128 -P -p -S --same-owner --numeric-owner $TAR_KEEPS) 2> "$WORK/write.errors" ||
        copy_error "$WORK/write.errors"
    set +f
    [ "$(cat "$WORK/read.status")" = 0 ] || reading_error "$WORK/read.errors"
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
    (cd "$BACKUP" && swap < "$WORK/doomed" | xargs -0 -r rm -rf --one-file-system --)
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
    copy_by_tar "$WORK/dirs"
    copy_by_tar "$WORK/small"
    copy_by_cp "$WORK/large"
    copy_by_cp "$WORK/sockets"
    repair_directories "$1"
}

# Whatever was put into or taken out of a directory changed its times; they come last. The top one saw the probe file.
repair_directories() { # SOURCE_PREFIX
    {
        echo .
        cat "$WORK/dirs"
        cat "$WORK/doomed" "$WORK/replaced" "$WORK/dirs" | swap | xargs -0 -r dirname -z -- | swap
    } | sort -T "$WORK" -u > "$WORK/touched"
    lines_of_class d "$1.meta" | paths_of | sort -T "$WORK" | comm -12 - "$WORK/touched" > "$WORK/touched.dirs"
    copy_by_tar "$WORK/touched.dirs"
}

# --- verification -----------------------------------------------------------------------------------------------------

same_tree() { # SOURCE_PREFIX BACKUP_PREFIX
    same_lines "$1.meta" "$2.meta" && same_lines "$1.targets" "$2.targets" && same_links "$1" "$2"
}

# The names of one file in /srv must be the names of one file in the backup: as many different pairs of inodes as
# different inodes on either side.
same_links() {
    [ -s "$1.hard" ] || [ -s "$2.hard" ] || return 0
    sort -T "$WORK" -t / -k 2 "$1.hard" > "$WORK/links"
    cut -d/ -f2- "$WORK/links" > "$WORK/links.names"
    cut -d/ -f2- "$2.hard" | sort -T "$WORK" | comm -13 "$WORK/links.names" - > "$WORK/links.extra"
    [ ! -s "$WORK/links.extra" ] || return 1
    cut -d/ -f1 "$WORK/links" > "$WORK/links.source"
    swap < "$WORK/links.names" | (cd "$BACKUP" && xargs -0 -r stat -c %i --) > "$WORK/links.backup" || return 1
    pairs=$(paste -d' ' "$WORK/links.source" "$WORK/links.backup" | sort -u | wc -l)
    [ "$pairs" -eq "$(sort -u "$WORK/links.source" | wc -l)" ] && [ "$pairs" -eq "$(sort -u "$WORK/links.backup" | wc -l)" ]
}

# What a first round left different, whatever the reason.
compute_repairs() { # SOURCE_PREFIX BACKUP_PREFIX
    BASE=
    compute_changes "$1" "$2"
    if ! same_links "$1" "$2"; then
        cat "$1.hard" "$2.hard" | cut -d/ -f2- | sort -T "$WORK" -u > "$WORK/relinked.any"
        lines_of_class 'b c f g l p s' "$1.meta" | paths_of | sort -T "$WORK" | comm -12 - "$WORK/relinked.any" > "$WORK/relinked"
    fi
}

# A sample of contents: every k-th small file, 256 at most, and both ends of every k-th large one, 16 at most.
# Tells the number of files in SAMPLED.
compare_sample() { # SOURCE_PREFIX
    every_kth f 256 "$1.meta" > "$WORK/sample.small"
    every_kth g 16 "$1.meta" > "$WORK/sample.large"
    hash_sample "$BACKUP" > "$WORK/sample.backup" &
    hash_sample "$SRV" > "$WORK/sample.source"
    wait $! || return 1
    SAMPLED=$(($(count_lines "$WORK/sample.small") + $(count_lines "$WORK/sample.large")))
    same_text "$WORK/sample.source" "$WORK/sample.backup"
}

same_text() {
    [ "$(sha256sum < "$1")" = "$(sha256sum < "$2")" ]
}

every_kth() { # CLASS LIMIT FILE: paths
    lines_of_class "$1" "$3" > "$WORK/class"
    step=$((($(count_lines "$WORK/class") + $2 - 1) / $2))
    [ "$step" -eq 0 ] || split -n "r/1/$step" "$WORK/class" | paths_of
}

hash_sample() { # ROOT
    (
        cd "$1"
        swap < "$WORK/sample.small" | xargs -0 -r sha256sum -b --
        swap < "$WORK/sample.large" | xargs -0 -r sh -c 'for name do
            head -c 1048576 -- "$name" && tail -c 1048576 -- "$name" || exit 1
        done' ends | sha256sum
    )
}
