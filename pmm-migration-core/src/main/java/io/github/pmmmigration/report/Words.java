package io.github.pmmmigration.report;

import io.github.pmmmigration.step.Phase;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;

/** The wording that all renderings share: times, durations, names of phases. */
final class Words {
    private static final DateTimeFormatter EXACT = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter READABLE = DateTimeFormatter.ofPattern(
                    "d MMM uuuu, HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private static final Map<Phase<?, ?>, String> PHASES = Map.ofEntries(
            Map.entry(Phase.UPGRADE_SERVER, "Bring PMM 2 up to date"),
            Map.entry(Phase.DETECT_STORAGE, "Find the data"),
            Map.entry(Phase.PREPARE_REPLACEMENT, "Prepare while PMM 2 serves"),
            Map.entry(Phase.STOP_SERVER, "Stop PMM 2"),
            Map.entry(Phase.PREPARE_DATA, "Prepare the data"),
            Map.entry(Phase.REPLACE_CONTAINER, "Put PMM 3 in place"),
            Map.entry(Phase.AWAIT_READINESS, "Wait until PMM 3 serves"),
            Map.entry(Phase.MIGRATE_API_KEYS, "Convert API keys"),
            Map.entry(Phase.VERIFY, "Verify"),
            Map.entry(Phase.FINISH, "Finish"),
            Map.entry(Phase.ROLL_BACK, "Go back to PMM 2"));

    /** The names of checks that hold a name themselves. */
    private static final Map<String, String> CHECKS =
            Map.of("api-keys", "API keys", "query-analytics", "Query Analytics");

    private Words() {}

    /** For programs: ISO-8601 with milliseconds, in UTC. */
    static String exact(Instant instant) {
        return EXACT.format(instant);
    }

    /** For people, in UTC. */
    static String readable(Instant instant) {
        return READABLE.format(instant);
    }

    static String phase(Phase<?, ?> phase) {
        return PHASES.getOrDefault(phase, sentence(phase.name()));
    }

    static String check(String name) {
        return CHECKS.getOrDefault(name, sentence(name));
    }

    /** Makes {@code STILL_A_KEY} or {@code oldest-sample} readable. */
    static String sentence(String identifier) {
        String words = identifier.toLowerCase(Locale.ROOT).replace('_', ' ').replace('-', ' ');
        return capitalised(words);
    }

    static String capitalised(String text) {
        return text.isEmpty() ? text : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    /** At most two units, the smaller one left out when it is zero. */
    static String duration(Duration duration) {
        long millis = duration.toMillis();
        if (millis < 1_000) {
            return millis + " ms";
        }
        if (millis < 10_000) {
            return String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
        }
        long seconds = Math.round(millis / 1000.0);
        return seconds < 3_600 ? units(seconds, 60, "min", "s") : units(seconds / 60, 60, "h", "min");
    }

    private static String units(long amount, long size, String large, String small) {
        long rest = amount % size;
        if (amount < size) {
            return amount + " " + small;
        }
        return amount / size + " " + large + (rest == 0 ? "" : " " + rest + " " + small);
    }

    static String count(long number, String one, String many) {
        return number + " " + (number == 1 ? one : many);
    }

    /** Takes away what could move a cursor or hide text: everything that controls instead of being read. */
    static String printable(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints().forEach(point -> clean.appendCodePoint(isReadable(point) ? point : 0xFFFD));
        return clean.toString();
    }

    private static boolean isReadable(int point) {
        return point == '\n'
                || point == '\t'
                || !(Character.isISOControl(point)
                        || Character.getType(point) == Character.SURROGATE
                        || isDirectional(point));
    }

    private static boolean isDirectional(int point) {
        return (point >= 0x202A && point <= 0x202E) || (point >= 0x2066 && point <= 0x2069);
    }

    /** The same on one line. */
    static String line(String text) {
        return printable(text).replaceAll("\\s+", " ").strip();
    }
}
