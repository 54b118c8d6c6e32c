# Compares trees: whether the backup equals /srv. Part of the scripts that keep the backup volume equal to /srv.

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

# Compares the contents of a sample of what was copied before the server stopped. What differs is no error yet, for the server
# still writes; it is compared again after the stop: agreed gets the paths of equal contents, doubtful those of others.
compare_ahead() { # BACKUP_PREFIX
    take_sample "$1.meta" 256
    hash_sample "$SRV" > "$WORK/ahead.source" 2>/dev/null &
    hash_sample "$BACKUP" > "$WORK/ahead.backup"
    wait $! || :
    sort "$WORK/ahead.source" > "$WORK/ahead.sorted"
    sort "$WORK/ahead.backup" | comm -12 - "$WORK/ahead.sorted" | cut -c67- | sort -T "$WORK" > "$WORK/agreed"
    sort -T "$WORK" "$WORK/sample.small" "$WORK/sample.large" | comm -13 "$WORK/agreed" - > "$WORK/doubtful"
}

# Compares the contents of a sample of what was copied after the stop, and of what was doubtful before and was not copied
# since. Tells in SAMPLED how many files have been compared, now and ahead.
compare_sample() { # META_FILE_OF_THE_COPIED SOURCE_PREFIX
    SAMPLED=0
    if [ -f "$WORK/agreed" ]; then
        take_sample "$1" 64
        paths_of < "$1" | sort -T "$WORK" > "$WORK/copied.names"
        SAMPLED=$(comm -23 "$WORK/agreed" "$WORK/copied.names" | wc -l)
        comm -23 "$WORK/doubtful" "$WORK/copied.names" > "$WORK/doubtful.left"
        if [ -s "$WORK/doubtful.left" ]; then
            lines_of_class f "$2.meta" | paths_of | sort -T "$WORK" | comm -12 - "$WORK/doubtful.left" >> "$WORK/sample.small"
            lines_of_class g "$2.meta" | paths_of | sort -T "$WORK" | comm -12 - "$WORK/doubtful.left" >> "$WORK/sample.large"
        fi
    else
        take_sample "$1" 256
    fi
    hash_sample "$BACKUP" > "$WORK/sample.backup" &
    hash_sample "$SRV" > "$WORK/sample.source"
    wait $! || return 1
    SAMPLED=$((SAMPLED + $(count_lines "$WORK/sample.small") + $(count_lines "$WORK/sample.large")))
    same_text "$WORK/sample.source" "$WORK/sample.backup"
}

same_text() {
    [ "$(sha256sum < "$1")" = "$(sha256sum < "$2")" ]
}

# Every k-th small file, and both ends of every k-th large one, 16 at most.
take_sample() { # META_FILE MOST_SMALL
    every_kth f "$2" "$1" > "$WORK/sample.small"
    every_kth g 16 "$1" > "$WORK/sample.large"
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
            sum=$({ head -c 262144 -- "$name" && tail -c 262144 -- "$name" || echo "unreadable in $PWD"; } | sha256sum)
            printf "%s *%s\n" "${sum%% *}" "$name"
        done' ends
    )
}
