# restore-ownership: puts owner, group and mode of every entry back as the manifest recorded them.
# No arguments. Mounts: /srv, records (and the copy, if the copy was given to the new owner).
# Harmless if the change never began, was interrupted, or has been undone before. Prints at the end one line
#     summary manifest=applied|absent|restored restored=N missing=N
begin
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
[ -d "$tree" ] || die "$MOUNT_MISSING" mount-missing "The data is not mounted at $tree."
restore_owners "$tree"
restored
printf 'summary manifest=applied restored=%s missing=%s\n' "$RESTORED" "$MISSING"
