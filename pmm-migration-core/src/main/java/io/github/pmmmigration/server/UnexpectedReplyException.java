package io.github.pmmmigration.server;

import io.github.pmmmigration.error.Problem;
import org.jspecify.annotations.Nullable;

/**
 * Thrown when an answer is not in a form that is known: HTML, cut short, another status.
 *
 * <p>Immutable apart from what every throwable carries.
 *
 * @since 0.1
 */
public class UnexpectedReplyException extends ServerException {
    private static final long serialVersionUID = 1L;

    /** Creates the exception; the cause is what the HTTP client said, if anything. */
    public UnexpectedReplyException(Problem problem, @Nullable Throwable cause) {
        super(problem, cause);
    }
}
