package io.github.pmmmigration.internal.configuration;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The health check as options. Its command may hold a password, so it is read from the old container; what was changed in it
 * for the new one is put in between.
 */
final class CommandHealth {
    private static final String TEST = "/Healthcheck/Test";
    private static final String TEXT = "(index .Config.Healthcheck.Test 1)";
    /** So many bytes have to agree where a change is to end. */
    private static final int SURE = 6;

    private static final int LONGEST_CHANGE = 16;

    private static final Map<String, String> TIMES = times();

    private CommandHealth() {}

    /** Bytes left out of the old text, bytes put in from the new one, and what those say. */
    private record Change(int out, int in, String text) {
        boolean isHarmless() {
            return text.matches("[a-z0-9:/]*");
        }
    }

    static void apply(CommandBuilder command) {
        List<String> test = command.rest().texts(TEST);
        if (test.equals(List.of("NONE"))) {
            command.flag("--no-healthcheck", true);
            command.take("/Healthcheck");
        } else if (test.size() == 2 && test.get(0).equals("CMD-SHELL")) {
            command.option("--health-cmd", shown(command, test.get(1)));
            command.take(TEST);
        }
        TIMES.forEach((pointer, option) ->
                command.takeNumber(pointer).ifPresent(value -> command.option(option, value + "ns")));
        command.takeNumber("/Healthcheck/Retries")
                .ifPresent(value -> command.option("--health-retries", Long.toString(value)));
    }

    private static String shown(CommandBuilder command, String text) {
        List<String> old = command.source().texts("/Config" + TEST);
        if (old.size() != 2 || !old.get(0).equals("CMD-SHELL")) {
            return text;
        }
        Optional<String> template = template(old.get(1), text);
        if (template.isEmpty()) {
            command.note("Replace *** by the health check's command.");
        }
        return template.map(command::fromSource).orElse(Redaction.HIDDEN);
    }

    /** Returns what makes one text of the other by copying parts of it; empty if they have too little in common. */
    static Optional<String> template(String from, String to) {
        byte[] old = from.getBytes(StandardCharsets.UTF_8);
        byte[] changed = to.getBytes(StandardCharsets.UTF_8);
        StringBuilder template = new StringBuilder();
        int i = 0;
        int j = 0;
        while (i < old.length || j < changed.length) {
            int same = common(old, i, changed, j);
            template.append(same == 0 ? "" : "{{slice " + TEXT + " " + i + " " + (i + same) + "}}");
            i += same;
            j += same;
            Optional<Change> change = change(old, i, changed, j);
            if (change.isEmpty()) {
                return Optional.empty();
            }
            template.append(change.get().text());
            i += change.get().out();
            j += change.get().in();
        }
        return Optional.of(template.toString());
    }

    private static int common(byte[] old, int i, byte[] changed, int j) {
        int same = 0;
        while (i + same < old.length && j + same < changed.length && old[i + same] == changed[j + same]) {
            same++;
        }
        return same;
    }

    /** Returns how many bytes are left out of the one and put in from the other until they agree again. */
    private static Optional<Change> change(byte[] old, int i, byte[] changed, int j) {
        for (int length = 0; length <= 2 * LONGEST_CHANGE; length++) {
            for (int in = Math.max(0, length - LONGEST_CHANGE); in <= Math.min(length, LONGEST_CHANGE); in++) {
                int out = length - in;
                boolean within = i + out <= old.length && j + in <= changed.length;
                if (within && agree(old, i + out, changed, j + in)) {
                    String text = new String(changed, j, in, StandardCharsets.UTF_8);
                    return Optional.of(new Change(out, in, text)).filter(Change::isHarmless);
                }
            }
        }
        return Optional.empty();
    }

    private static boolean agree(byte[] old, int i, byte[] changed, int j) {
        int rest = Math.min(old.length - i, changed.length - j);
        boolean bothEnd = old.length - i == changed.length - j && rest <= SURE;
        return common(old, i, changed, j) >= (bothEnd ? rest : SURE);
    }

    private static Map<String, String> times() {
        Map<String, String> times = new LinkedHashMap<>();
        times.put("/Healthcheck/Interval", "--health-interval");
        times.put("/Healthcheck/Timeout", "--health-timeout");
        times.put("/Healthcheck/StartPeriod", "--health-start-period");
        times.put("/Healthcheck/StartInterval", "--health-start-interval");
        return times;
    }
}
