package io.github.pmmmigration.internal.execution;

import static io.github.pmmmigration.internal.configuration.Redaction.HIDDEN;

import io.github.pmmmigration.container.ContainerSnapshot;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Takes secrets out of logs before they are shown: the values of the environment, as PMM prints unknown variables with theirs, and
 * what is called a secret or stands before the host of an address, as services print their settings.
 */
final class LogRedaction {
    private static final int SHORTEST_SECRET = 6;

    private static final Pattern NAMED = Pattern.compile(
            "((?:password|passwd|pwd|secret|token|api[_-]?key|authorization)[\\w-]*[\"']?\\s*[=:]\\s*)"
                    + "(\"[^\"]*\"|'[^']*'|(?:(?:Basic|Bearer)\\s+)?[^\\s,;&\"']+)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern IN_ADDRESS = Pattern.compile("(://[^/\\s:@]*:)[^/\\s@]+@");

    private LogRedaction() {}

    static String redact(String log, ContainerSnapshot container) {
        List<String> values = container.document().texts("/Config/Env").stream()
                .map(line -> line.substring(line.indexOf('=') + 1))
                .filter(value -> value.length() >= SHORTEST_SECRET)
                .sorted((a, b) -> b.length() - a.length())
                .toList();
        String redacted = log;
        for (String value : values) {
            redacted = redacted.replace(value, HIDDEN);
        }
        String unnamed = NAMED.matcher(redacted).replaceAll("$1" + HIDDEN);
        return IN_ADDRESS.matcher(unnamed).replaceAll("$1" + HIDDEN + "@");
    }
}
