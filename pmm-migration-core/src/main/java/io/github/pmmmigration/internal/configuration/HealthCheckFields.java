package io.github.pmmmigration.internal.configuration;

import io.github.pmmmigration.error.Finding;
import io.github.pmmmigration.error.FindingCodes;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The health check: what the old image defined goes, what the user defined stays and is pointed at PMM 3's ports.
 *
 * <p>Stateless and safe for concurrent use.
 *
 * @since 0.1
 */
public final class HealthCheckFields {
    private static final String HOST = "(?:127\\.0\\.0\\.1|localhost|\\[::1]|0\\.0\\.0\\.0)";

    /** Without a scheme only where a port or a path follows: the name alone may be meant for anything. */
    private static final Pattern OWN_URL = Pattern.compile("(?<scheme>https?://|(?<![\\w/.@:-])(?=" + HOST
            + "[:/]))(?<host>" + HOST + ")(?::(?<port>[0-9]+))?(?<end>[/?#\"'\\s]|$)");

    private static final String READINESS_PMM2 = "/v1/readyz";
    private static final String READINESS_PMM3 = "/v1/server/readyz";

    private static final String MOVED = "PMM 3 listens on 8080 and 8443 inside its container";

    private HealthCheckFields() {}

    static void apply(Draft draft) {
        subtractDefaults(draft);
        if (draft.request().kind().translates() && Documents.hasContent(draft.document(), "/Healthcheck/Test")) {
            adapt(draft);
        }
    }

    private static void subtractDefaults(Draft draft) {
        for (String field : draft.document().keys("/Healthcheck")) {
            String pointer = Documents.child("/Healthcheck", field);
            if (Documents.same(draft.document(), draft.imageDefaults(), pointer)) {
                draft.drop(pointer, Draft.IMAGE_DEFAULT);
            }
        }
        if (draft.document().keys("/Healthcheck").isEmpty()) {
            draft.dropQuietly("/Healthcheck");
        }
    }

    private static void adapt(Draft draft) {
        List<String> test = draft.document().texts("/Healthcheck/Test");
        if (test.equals(List.of("NONE"))) {
            return;
        }
        List<String> adapted = new ArrayList<>();
        test.forEach(argument -> adapted.add(adapted(argument)));
        if (!adapted.equals(test)) {
            draft.put("/Healthcheck/Test", adapted, "");
            draft.difference("Healthcheck.Test", addresses(test), addresses(adapted), MOVED);
        }
        draft.finding(Finding.warning(
                FindingCodes.HEALTHCHECK_CUSTOM,
                adapted.equals(test)
                        ? "The server has its own health check, which is carried over as it is."
                        : "The server has its own health check; its address was changed to PMM 3's ports.",
                "Healthcheck.Test is set",
                "Check that it suits PMM 3, which answers " + READINESS_PMM3
                        + " on port 8080, and 503 while it starts for the first time."));
    }

    /** Returns an argument of a health check, or a command of the shell, as it has to be with PMM 3. */
    public static String adapted(String argument) {
        Matcher matcher = OWN_URL.matcher(argument);
        StringBuilder changed = new StringBuilder();
        while (matcher.find()) {
            matcher.appendReplacement(changed, Matcher.quoteReplacement(url(matcher)));
        }
        matcher.appendTail(changed);
        String result = changed.toString();
        return result.equals(argument) ? argument : result.replace(READINESS_PMM2, READINESS_PMM3);
    }

    /** Returns the addresses in a test and nothing else of it, since a password may stand beside them. */
    private static String addresses(List<String> test) {
        List<String> addresses = new ArrayList<>();
        for (String argument : test) {
            Matcher matcher = OWN_URL.matcher(argument);
            while (matcher.find()) {
                String path = argument.startsWith("/v1/", matcher.end() - 1) ? pathAt(argument, matcher.end() - 1) : "";
                addresses.add(matcher.group().replaceFirst("[/?#\"'\\s]$", "") + path);
            }
        }
        return String.join(" ", addresses);
    }

    private static String pathAt(String text, int start) {
        return text.substring(start).split("[^/a-z0-9]", 2)[0];
    }

    private static String url(Matcher found) {
        String port = found.group("port");
        boolean secure = found.group("scheme").equals("https://");
        String old = port == null ? (secure ? "443" : "80") : port;
        String moved = PortFields.moved(old + "/tcp").replace("/tcp", "");
        return moved.equals(old)
                ? found.group()
                : found.group("scheme") + found.group("host") + ":" + moved + found.group("end");
    }
}
