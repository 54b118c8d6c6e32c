# precopy: copies /srv to the backup volume while PMM 2 serves, so that little is left to do after the stop.
# No arguments. Mounts: /srv (read-only will do), backup, records. Entries that vanish or change meanwhile are no error.
# Prints "phase NAME" and "progress BYTES FILES TOTAL_BYTES" lines and at the end one line
#     summary copied=N removed=N entries=N bytes=N reflink=yes|no          or
#     summary skipped=ownership-change-begun
STRICT=no
REFLINK=
COPIED=0
REMOVED=0
INCOMPLETE=no

begin
require_srv
require_backup
tar_options

# A change of ownership was begun and not undone: the backup may be the only place that knows the owners.
if [ -f "$RECORDS/manifest.complete" ]; then
    echo 'summary skipped=ownership-change-begun'
    exit 0
fi
withdraw backup.complete

phase listing
open_base
now=$(date +%s)
flush "$SRV"
if [ -z "$BASE" ]; then
    clear_backup
fi
list_both "$WORK/s" "$SINCE" "$WORK/d"
if [ -z "$BASE" ]; then
    write_base "$WORK/s" "$now" copying
    fresh=yes
else
    fresh=no
fi
compute_changes "$WORK/s" "$WORK/d"
apply_changes "$WORK/s" "$WORK/d"
copied=$COPIED
removed=$REMOVED
if [ "$INCOMPLETE" = yes ]; then
    list_both "$WORK/s2" 0 "$WORK/d2"
    compute_repairs "$WORK/s2" "$WORK/d2"
    apply_changes "$WORK/s2" "$WORK/d2"
fi
phase flushing
flush "$BACKUP"
if [ "$fresh" = yes ]; then
    complete_base
else
    write_base "$WORK/s" "$now" complete
fi
printf 'summary copied=%s removed=%s entries=%s bytes=%s reflink=%s\n' "$copied" "$removed" \
    "$(count_lines "$WORK/s.meta")" "$(lines_of_class 'f g' "$WORK/s.meta" | cut -d' ' -f2 | total)" "${REFLINK:-no}"
