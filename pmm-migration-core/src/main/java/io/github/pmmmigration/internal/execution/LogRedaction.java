package io.github.pmmmigration.internal.execution;

import io.github.pmmmigration.container.ContainerSnapshot;
import java.util.List;

/** Takes the values of the environment out of logs before they are shown: PMM prints unknown variables with their value. */
final class LogRedaction {
    private static final int SHORTEST_SECRET = 6;

    private LogRedaction() {}

    static String redact(String log, ContainerSnapshot container) {
        List<String> values = container.document().texts("/Config/Env").stream()
                .map(line -> line.substring(line.indexOf('=') + 1))
                .filter(value -> value.length() >= SHORTEST_SECRET)
                .sorted((a, b) -> b.length() - a.length())
                .toList();
        String redacted = log;
        for (String value : values) {
            redacted = redacted.replace(value, "***");
        }
        return redacted;
    }
}
