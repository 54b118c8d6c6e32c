package io.github.pmmmigration.grafana;

import io.github.pmmmigration.server.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import okio.Buffer;

/** Shortens bodies for messages and logs, and takes out whatever looks like a secret. */
final class Excerpts {
    private static final int SHORT = 300;
    private static final int GENEROUS = 4_000;
    private static final int SHORTEST_SECRET = 6;
    private static final String HIDDEN = "***";

    /** A field with a telling name; the closing quote may be missing where a body was cut. */
    private static final Pattern TELLING_FIELD = Pattern.compile(
            "(?i)(\"[^\"]{0,60}(?:token|passw|secret|key|authorization|credential|cookie)[^\"]{0,60}\"\\s*:\\s*)"
                    + "\"(?:[^\"\\\\]|\\\\.)*+\"?");

    private static final Pattern TELLING_VALUE = Pattern.compile("(?i)\\b(?:glsa_|eyJ)[\\w=.-]{8,}+"
            + "|(?<=\\b(?:basic|bearer) )[\\w+/=.~-]{4,}+"
            + "|(?<=//)[^/\\s@\"<>]{1,200}@");

    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cntrl}\\s]+");

    private final Optional<String> known;

    private Excerpts(Optional<String> known) {
        this.known = known;
    }

    /** Returns excerpts without this secret, unless it is so short that any text might hold it. */
    static Excerpts hiding(Secret secret) {
        return new Excerpts(Optional.of(secret.reveal()).filter(text -> text.length() >= SHORTEST_SECRET));
    }

    /** Returns the beginning of a body in one line, for a message. */
    String brief(Buffer body) {
        return cut(body, SHORT);
    }

    /** Returns the beginning of a text in one line, without the full stop at its end. */
    String brief(String text) {
        return brief(new Buffer().writeUtf8(text)).replaceFirst("\\.$", "");
    }

    /** Returns a longer beginning, for a log. */
    String generous(Buffer body) {
        return cut(body, GENEROUS);
    }

    /** Returns the text without secrets. */
    String redacted(String text) {
        String shown = known.map(secret -> text.replace(secret, HIDDEN)).orElse(text);
        shown = TELLING_FIELD.matcher(shown).replaceAll("$1\"" + HIDDEN + "\"");
        return TELLING_VALUE.matcher(shown).replaceAll(HIDDEN);
    }

    /** Redacts more than is shown, so that a secret is not missed because its end was cut off. */
    private String cut(Buffer body, int limit) {
        String head = new String(head(body, 4L * limit), StandardCharsets.UTF_8);
        String line = UNPRINTABLE.matcher(redacted(head)).replaceAll(" ").strip();
        boolean whole = line.length() <= limit && body.exhausted();
        return whole ? line : line.substring(0, Math.min(limit, line.length())) + "...";
    }

    private static byte[] head(Buffer body, long limit) {
        Buffer head = new Buffer();
        head.write(body, Math.min(limit, body.size()));
        return head.readByteArray();
    }
}
