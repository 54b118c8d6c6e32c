package io.github.pmmmigration.docker.internal.http;

import io.github.pmmmigration.container.ConfigDocument;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A reply of the engine that was read to its end.
 *
 * <p>Immutable and safe for concurrent use.
 *
 * @param status HTTP status
 * @param body text of the body; may hold secrets
 * @since 0.1
 */
public record Reply(int status, String body) {
    /** Returns whether the engine did as asked. */
    public boolean succeeded() {
        return status >= 200 && status < 300;
    }

    /** Returns whether the engine found nothing to change. */
    public boolean notModified() {
        return status == 304;
    }

    /** Returns whether the engine said that something is not there. */
    public boolean notFound() {
        return status == 404;
    }

    /** Returns what the engine gives as its reason; empty when the body is not of the engine's making. */
    public Optional<String> engineMessage() {
        try {
            return ConfigDocument.parse(body).text("/message").filter(text -> !text.isBlank());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Returns what the body says, fit for a message: the engine's reason, or the beginning of the text. */
    public String reason() {
        return Redaction.clean(engineMessage().orElse(body.isBlank() ? "HTTP status " + status : body));
    }

    /** Returns whether the body contains one of these words, given in lower case. */
    public boolean mentions(String... words) {
        return mentions(List.of(words));
    }

    /** Returns whether the body contains one of these words, given in lower case. */
    public boolean mentions(List<String> words) {
        String text = body.toLowerCase(Locale.ROOT);
        return words.stream().anyMatch(text::contains);
    }

    /** Returns the status only. */
    @Override
    public String toString() {
        return "Reply[" + status + "]";
    }
}
