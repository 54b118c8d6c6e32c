# prepare TOKEN UID GID MODE: after PMM 2 has stopped, makes the data ready for PMM 3.
# Started while PMM 2 still serves: it looks whether it could work and at what the backup holds by now, prints "phase waiting",
# and waits for the signal USR1, which says that PMM 2 has stopped. Without one it ends after an hour, and at once when asked to
# end, with a code of its own. Only what follows the signal lengthens the downtime.
#   TOKEN  names this stop of the server (its finish time); letters, digits and . _ : + -
#   UID GID  the new owner of everything; "keep keep" leaves all owners alone and writes no manifest
#   MODE   backup     brings the backup up to date and verifies it, then gives /srv to the new owner
#          no-backup  only writes the ownership manifest, then gives /srv to the new owner
#          copy       brings the copy up to date and verifies it, then gives the copy to the new owner; /srv is only read
# Mounts: /srv (read-only will do for copy), backup (not for no-backup), records.
# May be killed at any instant and run again. With the same arguments it continues; a finished backup is never touched
# again. If an ownership change of another stop was begun and not undone, it is undone first.
# Prints "phase NAME" and "progress BYTES FILES TOTAL_BYTES" lines and at the end one line
#     summary mode=M backup=written|kept|none entries=N bytes=N copied=N removed=N sampled=N reflink=yes|no owned=N healed=N
STRICT=yes
REFLINK=
COPIED=0
REMOVED=0
SAMPLED=0
INCOMPLETE=no
RESTORED=0

[ $# -eq 4 ] || die "$BAD_ARGUMENTS" bad-arguments "Expected TOKEN UID GID MODE."
token=$1
uid=$2
gid=$3
mode=$4
require_token "$token"
if [ "$uid:$gid" != keep:keep ]; then
    require_number UID "$uid"
    require_number GID "$gid"
fi
case $mode in
backup | no-backup | copy) ;;
*) die "$BAD_ARGUMENTS" bad-arguments "MODE must be backup, no-backup or copy." ;;
esac
key="token=$token mode=$mode uid=$uid gid=$gid"

# What can be known of the backup before the server stops: only we write to it.
look_ahead() {
    phase readying
    open_base
    if [ -n "$BASE" ]; then
        probe_reflink
        list_backup "$WORK/d"
        compare_ahead "$WORK/d"
    fi
    : > "$WORK/looked-ahead"
}

make_backup() {
    withdraw backup.complete
    [ -f "$WORK/looked-ahead" ] || look_ahead
    phase listing
    now=$(date +%s)
    since=$SINCE
    if [ -n "$BASE" ]; then
        list_source "$WORK/s" "$since"
    else
        clear_backup
        list_both "$WORK/s" 0 "$WORK/d"
    fi
    require_listed "$WORK/s"
    [ -n "$BASE" ] || write_base "$WORK/s" "$now" copying
    compute_changes "$WORK/s" "$WORK/d"
    apply_changes "$WORK/s" "$WORK/d"
    copied=$COPIED
    removed=$REMOVED
    cat "$WORK/changed" > "$WORK/copied"
    verify_tree "$since"
    flush "$BACKUP" &
    flushing=$!
    if [ "$uid" != keep ] && [ "$begun" = no ]; then
        write_manifest "$uid" "$gid" &
        writing=$!
    fi
    verify_contents
    entries=$(count_lines "$WORK/s.meta")
    bytes=$(lines_of_class 'f g' "$WORK/s.meta" | cut -d' ' -f2 | total)
    phase flushing
    wait "$flushing"
    complete_base
    printf 'token=%s mode=%s\nentries=%s bytes=%s copied=%s removed=%s sampled=%s reflink=%s\n' "$token" "$mode" \
        "$entries" "$bytes" "$copied" "$removed" "$SAMPLED" "${REFLINK:-no}" | publish backup.complete
}

verify_tree() { # SINCE
    list_again "$1"
    if ! same_tree "$WORK/s" "$WORK/v"; then
        compute_repairs "$WORK/s" "$WORK/v"
        apply_changes "$WORK/s" "$WORK/v"
        cat "$WORK/changed" >> "$WORK/copied"
        list_again "$1"
        same_tree "$WORK/s" "$WORK/v" || mismatch
    fi
}

# What was copied before the server stopped and has not changed since was compared then.
verify_contents() {
    sort -T "$WORK" -u "$WORK/copied" > "$WORK/copied.meta"
    compare_sample "$WORK/copied.meta" "$WORK/s" || die "$MISMATCH" mismatch "The contents of some files in the backup differ from /srv."
}

# Lists the backup, and makes sure that nothing changed what was copied.
list_again() { # SINCE
    phase verifying
    list_backup "$WORK/v" &
    list_flagged "$WORK/w" "$1"
    wait $! || exit $?
    require_unchanged
}

require_unchanged() {
    require_listed "$WORK/w"
    if ! same_lines "$WORK/s.flagged" "$WORK/w.flagged"; then
        die "$DATA_CHANGED" data-changed "Something changed /srv while it was copied: $(comm -3 "$WORK/s.flagged" "$WORK/w.flagged" | paths_of | cut -d/ -f2- | excerpt)"
    fi
}

mismatch() {
    die "$MISMATCH" mismatch "The backup differs from /srv. Expected: $(comm -23 "$WORK/s.meta" "$WORK/v.meta" | excerpt) Found: $(comm -13 "$WORK/s.meta" "$WORK/v.meta" | excerpt)"
}

backup_kept() {
    [ "$(first_line_of backup.complete)" = "token=$token mode=$mode" ] &&
        [ -n "$(find "$BACKUP" -xdev -mindepth 1 -maxdepth 1 -printf x -quit)" ]
}

begin
require_srv
tree=$SRV
backup=none
if [ "$mode" != no-backup ]; then
    require_backup
    tar_options
    backup_kept || look_ahead
fi
[ "$mode" != copy ] || tree=$BACKUP
[ "$mode" = copy ] || [ -w "$SRV" ] ||
    die "$OWNERSHIP_REFUSED" ownership-refused "$SRV is mounted read-only."
if [ "$mode" != copy ] && [ "$uid" != keep ]; then
    foreign=$(foreign_entry)
    [ -z "$foreign" ] || die "$OWNERSHIP_REFUSED" ownership-refused \
        "This belongs to a user or group that containers of this engine do not have, so not even root in them can change it: ${foreign%?}"
fi

await_release
[ -d "$WORK" ] || begin

begun=no
writing=
if [ -f "$RECORDS/manifest.complete" ]; then
    load_manifest
    if [ "$marker_key" = "$key" ]; then
        begun=yes
    else
        old_tree=$(changed_tree)
        [ -d "$old_tree" ] || die "$MOUNT_MISSING" mount-missing "The data is not mounted at $old_tree."
        restore_owners "$old_tree"
        restored
        rm -f "$WORK/looked-ahead"
    fi
fi

if [ "$mode" != no-backup ]; then
    if backup_kept; then
        backup=kept
    elif [ "$begun" = yes ]; then
        die "$RECORDS_DAMAGED" records-damaged "The change of ownership has begun, but the backup made before it is gone."
    else
        make_backup
        backup=written
    fi
fi
if [ "$uid" = keep ]; then
    : > "$WORK/manifest"
else
    if [ "$begun" = no ]; then
        phase manifest
        if [ -n "$writing" ]; then wait "$writing" || exit $?; else write_manifest "$uid" "$gid"; fi
        complete_manifest "$key"
    fi
    change_owners "$tree" "$uid" "$gid"
fi
details='entries=0 bytes=0 copied=0 removed=0 sampled=0 reflink=no'
[ "$mode" = no-backup ] || details=$(tail -n 1 "$RECORDS/backup.complete")
printf 'summary mode=%s backup=%s %s owned=%s healed=%s\n' "$mode" "$backup" "$details" "$(count_lines "$WORK/manifest")" "$RESTORED"
