# restore-ownership: puts owner, group and mode of every entry back as the manifest recorded them.
# No arguments. Mounts: /srv, records. If a copy was given to the new owner, /srv never changed: there is nothing to do,
# unless the copy is mounted too; then its owners are put back.
# Harmless if the change never began, was interrupted, or has been undone before; but it is refused where there is no data, on
# which a server would be started next. Prints at the end one line
#     summary manifest=applied|absent|restored|of-copy restored=N missing=N
begin
require_srv
if [ ! -f "$RECORDS/manifest.complete" ]; then
    if [ -f "$RECORDS/manifest.restored" ]; then
        echo 'summary manifest=restored restored=0 missing=0'
    else
        echo 'summary manifest=absent restored=0 missing=0'
    fi
    exit 0
fi
load_manifest
tree=$(changed_tree)
if [ "$tree" = "$BACKUP" ] && [ ! -d "$BACKUP" ]; then
    echo 'summary manifest=of-copy restored=0 missing=0'
    exit 0
fi
[ -d "$tree" ] || die "$MOUNT_MISSING" mount-missing "The data is not mounted at $tree."
restore_owners "$tree"
restored
printf 'summary manifest=applied restored=%s missing=%s\n' "$RESTORED" "$MISSING"
