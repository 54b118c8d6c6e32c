package io.github.pmmmigration.grafana;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Brings identifiers into the form of PMM 3. */
final class Ids {
    private static final Pattern PREFIXED = Pattern.compile("/[a-z_]+_id/(.+)");

    private Ids() {}

    /** Returns an identifier without the prefix that PMM 2 gives it, such as {@code /service_id/}. */
    static String bare(String id) {
        Matcher prefixed = PREFIXED.matcher(id);
        return prefixed.matches() ? prefixed.group(1) : id;
    }
}
