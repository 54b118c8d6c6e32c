# The beginning of a script that is started before it may work, so that no start has to be waited for when it may. It comes
# first of all, because a signal that is not trapped yet is lost; whoever sends it repeats it until the script has ended.
released=${PMM_MIGRATION_RELEASED:-no}
sleeper=
trap 'released=yes; [ -z "$sleeper" ] || kill "$sleeper" 2>/dev/null || :' USR1

# Waits for the signal USR1. Until then nothing of the data may be changed, or read for good.
await_release() {
    if [ "$released" != yes ]; then
        sleep "${PMM_MIGRATION_PATIENCE:-3600}" > /dev/null 2>&1 &
        sleeper=$!
        trap 'kill "$sleeper"; exit "$NOT_RELEASED"' TERM INT HUP
        phase waiting
        [ "$released" = yes ] || wait "$sleeper" || :
        [ "$released" = yes ] ||
            die "$NOT_RELEASED" not-released "Nobody told the helper to begin, so it has done nothing."
        trap_ends
    fi
    trap '' USR1
}
