package io.github.pmmmigration.internal.configuration;

import io.github.pmmmigration.error.Finding;
import io.github.pmmmigration.error.FindingCodes;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Grafana's database, given as one address: since PMM 3.2 its parts must be given too. Grafana minds the case of names. */
final class DatabaseUrl {
    private static final String NAME = "GF_DATABASE_URL";
    private static final Pattern FORM = Pattern.compile(
            "[a-zA-Z][a-zA-Z0-9+.-]*://(?:(?<user>[^:@/?#]*)(?::(?<password>[^/]*))?@)?"
                    + "(?<host>\\[[0-9a-fA-F:.]+]|[^:@/?#]+)(?<port>:[0-9]+)?/(?<database>[^?#]*)(?:[?#].*)?",
            Pattern.DOTALL);

    private DatabaseUrl() {}

    /** Adds the parts of the address to the environment, where they are not given already. */
    static void split(List<EnvironmentEntry> environment, EnvironmentReport report) {
        Optional<String> url = environment.stream()
                .filter(entry -> entry.name().equals(NAME))
                .reduce((first, last) -> last)
                .flatMap(EnvironmentEntry::value);
        if (url.isEmpty()) {
            return;
        }
        Matcher matcher = FORM.matcher(url.get());
        if (matcher.matches()) {
            add(environment, parts(matcher), report);
        } else {
            report.finding(Finding.warning(
                    FindingCodes.ENV_DATABASE_URL,
                    "PMM 3.2 and later need the parts of " + NAME + " as variables of their own, and it could not be"
                            + " split.",
                    NAME + "=" + Redaction.HIDDEN,
                    "Set GF_DATABASE_HOST, GF_DATABASE_NAME, GF_DATABASE_USER and GF_DATABASE_PASSWORD with"
                            + " --set-env."));
        }
    }

    private static void add(List<EnvironmentEntry> environment, Map<String, String> parts, EnvironmentReport report) {
        parts.forEach((name, value) -> {
            boolean given = environment.stream().anyMatch(entry -> entry.name().equals(name));
            if (!given) {
                EnvironmentEntry entry = EnvironmentEntry.of(name, value);
                environment.add(entry);
                report.added(entry, "PMM 3.2 and later need the parts of " + NAME);
            }
        });
        report.finding(Finding.info(
                FindingCodes.ENV_DATABASE_URL,
                NAME + " is kept, and its parts are added as variables of their own, which PMM 3.2 and later need.",
                String.join(", ", parts.keySet())));
    }

    private static Map<String, String> parts(Matcher matcher) {
        Map<String, String> parts = new LinkedHashMap<>();
        String port = Optional.ofNullable(matcher.group("port")).orElse(":5432");
        parts.put("GF_DATABASE_HOST", matcher.group("host") + port);
        parts.put("GF_DATABASE_NAME", decoded(matcher.group("database")));
        Optional.ofNullable(matcher.group("user")).ifPresent(user -> parts.put("GF_DATABASE_USER", decoded(user)));
        Optional.ofNullable(matcher.group("password"))
                .ifPresent(password -> parts.put("GF_DATABASE_PASSWORD", decoded(password)));
        return parts;
    }

    /** Decodes percent signs and nothing else; a plus stays a plus. */
    private static String decoded(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream decoded = new ByteArrayOutputStream(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            int high = bytes[i] == '%' && i + 2 < bytes.length ? Character.digit(bytes[i + 1], 16) : -1;
            int low = high >= 0 ? Character.digit(bytes[i + 2], 16) : -1;
            decoded.write(low >= 0 ? high * 16 + low : bytes[i]);
            i += low >= 0 ? 2 : 0;
        }
        return decoded.toString(StandardCharsets.UTF_8);
    }
}
