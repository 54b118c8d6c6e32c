# The ownership manifest: who owned what before the ownership was changed, and the way back.
#
# manifest.gz       one record for each path with a foreign owner, NUL-terminated and sorted: UID GID MODE TYPE/PATH
# manifest.complete line 1: the key "token=T mode=M uid=U gid=G"; line 2: number of records and SHA-256 of manifest.gz.
#                   Published before the first owner is changed. From then on manifest.gz is never written again.
# manifest.restored the same marker after the owners were put back.

list_owners() { # ROOT OUT [FIND TESTS]: records of owners, one a line, sorted
    owners_root=$1
    owners=$2
    shift 2
    {
        status=0
        (cd "$owners_root" && find . -xdev "$@" -printf '%U %G %m %y/%p\0') 2> "$owners.errors" || status=$?
        echo "$status" > "$owners.status"
    } | swap | sort -T "$WORK" > "$owners"
    [ "$(cat "$owners.status")" = 0 ] ||
        die "$COPY_FAILED" copy-failed "Some entries could not be read: $(excerpt < "$owners.errors")"
}

write_manifest() { # UID GID
    list_owners "$SRV" "$WORK/manifest" '(' ! -uid "$1" -o ! -gid "$2" ')'
    swap < "$WORK/manifest" | gzip -1 > "$RECORDS/manifest.gz"
    flush_only "$RECORDS/manifest.gz"
}

complete_manifest() { # KEY
    owned=$(count_lines "$WORK/manifest")
    set -- "$1" $(sha256sum "$RECORDS/manifest.gz")
    printf '%s\n%s %s\n' "$1" "$owned" "$2" | publish manifest.complete
}

load_manifest() { # the records, one a line, in $WORK/manifest
    [ -f "$RECORDS/manifest.gz" ] || damaged_manifest "It is missing."
    {
        read -r marker_key || damaged_manifest "Its end marker is empty."
        read -r marker_count marker_sum || damaged_manifest "Its end marker is cut short."
    } < "$RECORDS/manifest.complete"
    case $marker_key in
    token=*' mode='*' uid='[0-9]*' gid='[0-9]*) ;;
    *) damaged_manifest "Its end marker is damaged." ;;
    esac
    case $marker_count in '' | *[!0-9]*) damaged_manifest "Its end marker is damaged." ;; esac
    set -- $(sha256sum "$RECORDS/manifest.gz")
    [ "$1" = "$marker_sum" ] || damaged_manifest "Its checksum differs."
    gzip -dc "$RECORDS/manifest.gz" | swap > "$WORK/manifest"
    [ "$(count_lines "$WORK/manifest")" -eq "$marker_count" ] || damaged_manifest "It has not the recorded number of entries."
}

damaged_manifest() {
    die "$RECORDS_DAMAGED" records-damaged "The ownership manifest cannot be used. $1 Ownership was not changed just now."
}

# --- forward ----------------------------------------------------------------------------------------------------------

foreign_owner() { # ROOT UID GID: true if anything below belongs to somebody else
    [ -n "$(cd "$1" && find . -xdev '(' ! -uid "$2" -o ! -gid "$3" ')' -printf x -quit)" ]
}

change_owners() { # ROOT UID GID
    phase ownership
    if [ -s "$WORK/manifest" ]; then
        cut -d/ -f2- "$WORK/manifest" | swap | (cd "$1" && xargs -0 -r -n 4096 chown -h "$2:$3" --) 2> "$WORK/errors" ||
            die "$OWNERSHIP_REFUSED" ownership-refused "The ownership of some entries could not be changed: $(excerpt < "$WORK/errors")"
    fi
    restore_special_bits "$1"
    flush "$1" &
    if foreign_owner "$@"; then
        list_owners "$1" "$WORK/left" '(' ! -uid "$2" -o ! -gid "$3" ')'
        die "$DATA_CHANGED" data-changed "Entries with another owner appeared meanwhile: $(excerpt < "$WORK/left")"
    fi
    wait $!
}

# The kernel takes the set-user-id and set-group-id bits away when an owner changes.
restore_special_bits() { # ROOT
    cut -d/ -f1 "$WORK/manifest" | uniq > "$WORK/groups"
    while read -r uid_of gid_of mode_of type_of; do
        case $type_of:$mode_of in
        l:*) ;;
        ?:[2-7][0-7][0-7][0-7])
            echo "$uid_of $gid_of $mode_of $type_of" | join -t / --nocheck-order - "$WORK/manifest" | cut -d/ -f2- |
                change_modes "$1" "$mode_of"
            ;;
        esac
    done < "$WORK/groups"
}

# change_modes ROOT MODE: of the paths on standard input, unless they are gone or have become symbolic links.
change_modes() {
    swap | (cd "$1" && xargs -0 -r -n 200 sh -c 'mode=$1
        shift
        for name do
            shift
            if [ ! -L "$name" ] && [ -e "$name" ]; then set -- "$@" "$name"; fi
        done
        [ $# -eq 0 ] || chmod "$mode" -- "$@"' modes "0$2") 2> "$WORK/errors" ||
        die "$OWNERSHIP_REFUSED" ownership-refused "The mode of some entries could not be set: $(excerpt < "$WORK/errors")"
}

# --- back -------------------------------------------------------------------------------------------------------------

# restore_owners ROOT: owner, group and mode of every entry of the loaded manifest, as recorded. Touches only what differs.
# Entries that no longer exist are counted in MISSING.
restore_owners() {
    phase ownership
    MISSING=0
    find_differences "$1"
    RESTORED=$(count_lines "$WORK/differing")
    [ "$RESTORED" -gt 0 ] || return 0
    give_back "$1"
    find_differences "$1"
    correct_modes "$1"
    find_differences "$1"
    flush "$1"
    [ -s "$WORK/differing" ] || return 0
    cut -d' ' -f4- "$WORK/differing" | sort -T "$WORK" > "$WORK/differing.names"
    cut -d' ' -f4- "$WORK/current" | sort -T "$WORK" | comm -23 "$WORK/differing.names" - > "$WORK/gone"
    MISSING=$(count_lines "$WORK/gone")
    RESTORED=$((RESTORED - MISSING))
    [ "$MISSING" -eq "$(count_lines "$WORK/differing")" ] ||
        die "$OWNERSHIP_REFUSED" ownership-refused "The ownership could not be restored: $(excerpt < "$WORK/errors") $(excerpt < "$WORK/differing")"
}

find_differences() { # ROOT
    list_owners "$1" "$WORK/current"
    comm -23 "$WORK/manifest" "$WORK/current" > "$WORK/differing"
}

give_back() { # ROOT
    cut -d' ' -f1,2 "$WORK/differing" | uniq -c > "$WORK/groups"
    : > "$WORK/errors"
    exec 9< "$WORK/differing"
    while read -r count uid_of gid_of; do
        head -n "$count" <&9 | cut -d/ -f2- | swap |
            (cd "$1" && xargs -0 -r -n 4096 chown -h "$uid_of:$gid_of" --) 2>> "$WORK/errors" || :
    done < "$WORK/groups"
    exec 9<&-
}

correct_modes() { # ROOT
    cut -d/ -f1 "$WORK/differing" | uniq -c > "$WORK/groups"
    exec 9< "$WORK/differing"
    while read -r count uid_of gid_of mode_of type_of; do
        head -n "$count" <&9 > "$WORK/group"
        case $type_of in l) ;; *) cut -d/ -f2- "$WORK/group" | change_modes "$1" "0$mode_of" ;; esac
    done < "$WORK/groups"
    exec 9<&-
}

restored() {
    mv -f "$RECORDS/manifest.complete" "$RECORDS/manifest.restored"
    flush_only "$RECORDS"
}

# The tree whose owners the loaded manifest's marker says we changed.
changed_tree() {
    case $marker_key in *' mode=copy '*) echo "$BACKUP" ;; *) echo "$SRV" ;; esac
}
