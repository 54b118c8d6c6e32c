package io.github.pmmmigration.internal.preflight;

import io.github.pmmmigration.container.Command;
import io.github.pmmmigration.container.ContainerSnapshot;
import io.github.pmmmigration.container.Mount;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Reads facts from inside a running server with one short command.
 *
 * <p>The command only reads, walks no tree for longer than a third of a second, and needs POSIX sh and coreutils. Only on a file system
 * that may refuse it does it try, on an empty file of its own that it removes again, whether owners can be changed; and where room
 * is scarce on one that may share blocks, whether it does. Stateless and safe for concurrent use.
 *
 * @since 0.1
 */
public final class InsideProbe {
    /** What the engine said when it refused to run the command. */
    public static final String REFUSED = "refused";
    /** Whether {@code /srv/pmm-distribution} is {@code present} or {@code absent}. */
    public static final String DISTRIBUTION = "srv.distribution";
    /** The version of the database in {@code /srv/postgres14}, or {@code absent}. */
    public static final String PG_VERSION = "srv.pg-version";
    /** Whether {@code pmm-managed} is {@code present}. */
    public static final String PROGRAM = "program.pmm-managed";
    /** The kind of file system at {@code /srv}. */
    public static final String FILE_SYSTEM = "srv.file-system";
    /** Whether owners can be changed there: {@code allowed} or {@code refused}; told of file systems that are not known to allow it. */
    public static final String CHOWN = "srv.chown";
    /** An entry that belongs to nobody of the user namespace, so that not even its root can change the owner. */
    public static final String FOREIGN = "srv.foreign";
    /** {@code yes} where a copy on the engine's own file system can share blocks with the data; told when room may be scarce. */
    public static final String CLONES = "srv.clones";
    /** Size of the data in KiB; absent when counting took too long. */
    public static final String DATA_SIZE = "srv.size";
    /** What is used on the file system of the data in KiB, which is at least the size of the data. */
    public static final String DATA_USED = "srv.used";
    /** What is free on the file system of the data in KiB. */
    public static final String DATA_FREE = "srv.free";
    /** What is free on the file system of the container's own layer in KiB. */
    public static final String ROOT_FREE = "root.free";
    /** Instructions of x86-64-v2 that the processor lacks; empty when none, absent for other processors. */
    public static final String CPU_MISSING = "cpu.missing";
    /** Memory of the host in KiB. */
    public static final String MEMORY = "memory.total";
    /** Seconds since 1970 on the server's host. */
    public static final String CLOCK = "clock";
    /** Prefix of the owner, group and mode of a file that PMM 3 has to read. */
    public static final String FILE = "file:";

    private static final String SCRIPT = """
            say() { printf '%s=%s\\n' "$1" "$2"; }
            say clock "$(date +%s)"
            if [ -f /srv/pmm-distribution ]; then say srv.distribution present; else say srv.distribution absent; fi
            v=$(head -n 1 /srv/postgres14/PG_VERSION 2>/dev/null) || v=
            say srv.pg-version "${v:-absent}"
            for p in /usr/sbin/pmm-managed /usr/local/sbin/pmm-managed /usr/bin/pmm-managed; do
              if [ -e "$p" ]; then say program.pmm-managed present; break; fi
            done
            t=$(stat -f -c %T /srv 2>/dev/null) && say srv.file-system "$t"
            f=/srv/.pmm-migration-probe.$$
            own() { (umask 077; set -C; : > "$f") 2>/dev/null; }
            case "$t" in
              ext2*|ext4|xfs|btrfs|zfs|f2fs|jfs|reiserfs|overlay*|tmpfs|ramfs) ;;
              *)
                if own; then
                  if chown 1000:0 "$f" 2>/dev/null; then say srv.chown allowed; else say srv.chown refused; fi
                  rm -f "$f"
                fi ;;
            esac
            # In a user namespace whoever is not in it is shown as one and the same stranger.
            read -r _ _ ids 2>/dev/null < /proc/self/uid_map || ids=
            if [ "${ids:-4294967295}" != 4294967295 ]; then
              s=$(timeout 0.3 find /srv -xdev '(' -uid "$(cat /proc/sys/kernel/overflowuid)" -o -gid \
                "$(cat /proc/sys/kernel/overflowgid)" ')' ! -writable -print -quit 2>/dev/null | tr -c '[:print:]' '?')
              s=${s%'?'}
              [ -z "$s" ] || say srv.foreign "$s"
            fi
            column() {
              df -Pk "$1" 2>/dev/null | tail -n 1 | {
                read -r _ _ used avail _ && if [ "$2" = used ]; then echo "$used"; else echo "$avail"; fi; }
            }
            used=$(column /srv used)
            free=$(column / avail)
            say srv.used "$used"
            say srv.free "$(column /srv avail)"
            say root.free "$free"
            # What the whole file system holds is enough to know when there is plenty of room: then nothing is walked. Else a
            # short walk tells of a small server that it fits; of a large one the copy ahead finds out, before anything stops.
            if [ "${free:-0}" -lt "$((${used:-0} + ${used:-0} / 8 + 4194304))" ]; then
              if s=$(timeout 0.3 du -skx /srv 2>/dev/null); then say srv.size "${s%%[!0-9]*}"; fi
              # The engine mounts this file from where it keeps new volumes too.
              case "$t" in
                xfs|btrfs|zfs)
                  if own; then
                    if cp --reflink=always /etc/hosts "$f" 2>/dev/null && [ -s "$f" ]; then say srv.clones yes; fi
                    rm -f "$f"
                  fi ;;
              esac
            fi
            while read -r k v _; do case "$k" in MemTotal:) say memory.total "$v"; break ;; esac; done < /proc/meminfo
            if [ "$(uname -m)" = x86_64 ]; then
              flags=
              while IFS=: read -r k v; do case "$k" in flags*) flags=" $v "; break ;; esac; done < /proc/cpuinfo
              missing=
              for f in cx16 lahf_lm popcnt sse4_1 sse4_2 ssse3; do
                case "$flags" in *" $f "*) ;; *) missing="$missing${missing:+ }$f" ;; esac
              done
              if [ -n "$flags" ]; then say cpu.missing "$missing"; fi
            fi
            for d in "$@"; do
              if [ -d "$d" ]; then find -L "$d" -maxdepth 1 -type f -exec stat -L -c 'file:%n=%u:%g:%a' {} + 2>/dev/null | head -n 100
              elif [ -e "$d" ]; then stat -L -c 'file:%n=%u:%g:%a' "$d" 2>/dev/null
              fi
            done
            exit 0
            """;

    private InsideProbe() {}

    /** Returns the command, which also looks at the files that are mounted into this server. */
    public static Command command(ContainerSnapshot server) {
        Objects.requireNonNull(server, "server");
        List<String> arguments = new ArrayList<>(List.of("sh", "-c", SCRIPT, "pmm-migration-probe", "/srv/nginx"));
        server.mounts().stream()
                .map(Mount::destination)
                .filter(path -> !path.equals("/srv"))
                .forEach(arguments::add);
        return new Command(arguments, java.util.Optional.of("0"));
    }

    /** Reads what the command printed; lines of another form are left out. */
    public static Map<String, String> parse(String output) {
        Map<String, String> facts = new LinkedHashMap<>();
        for (String line : output.split("\n", -1)) {
            int equals = line.startsWith(FILE) ? line.lastIndexOf('=') : line.indexOf('=');
            if (equals > 0) {
                facts.put(line.substring(0, equals), line.substring(equals + 1).strip());
            }
        }
        return facts;
    }
}
