# records put NAME CHUNKS SHA256 ...: writes documents into the records volume, in one piece and durably.
# The content arrives base64-encoded in the environment, in chunks PMM_MIGRATION_CHUNK_1, _2, ... counted through all the
# documents, so that it appears in no process list. It must be free of secrets: an engine shows the environment of a helper.
# records status: prints what the markers say, one "key=value" a line.
require_name() {
    case $1 in
    '' | .* | *[!A-Za-z0-9._-]*) die "$BAD_ARGUMENTS" bad-arguments "A document's name may hold letters, digits and . _ - only." ;;
    esac
}

put() {
    mkdir -p "$RECORDS/documents"
    chunk=1
    while [ $# -ge 3 ]; do
        require_name "$1"
        require_number CHUNKS "$2"
        last=$((chunk + $2))
        : > "$WORK/document"
        while [ "$chunk" -lt "$last" ]; do
            eval "encoded=\${PMM_MIGRATION_CHUNK_$chunk:-}"
            printf %s "$encoded" | base64 -d >> "$WORK/document" ||
                die "$BAD_ARGUMENTS" bad-arguments "The document $1 did not arrive whole."
            chunk=$((chunk + 1))
        done
        case $(sha256sum < "$WORK/document") in
        "$3 "*) ;;
        *) die "$BAD_ARGUMENTS" bad-arguments "The document $1 did not arrive whole." ;;
        esac
        publish "documents/$1" < "$WORK/document"
        shift 3
    done
    [ $# -eq 0 ] || die "$BAD_ARGUMENTS" bad-arguments "Expected NAME CHUNKS SHA256 for each document."
}

status() {
    printf 'base=%s\n' "$(set -- $(first_line_of base.info); echo "${2:-absent}")"
    for marker in backup.complete manifest.complete manifest.restored; do
        printf '%s=%s\n' "$marker" "$(first_line_of "$marker")"
    done
}

# A folder of its own: documents may be written while another helper works.
WORK=$RECORDS/work.documents
begin
case ${1:-} in
put)
    shift
    put "$@"
    ;;
status) status ;;
*) die "$BAD_ARGUMENTS" bad-arguments "Expected put or status." ;;
esac
