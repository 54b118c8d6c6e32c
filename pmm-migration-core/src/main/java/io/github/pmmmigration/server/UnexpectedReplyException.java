package io.github.pmmmigration.server;

import io.github.pmmmigration.error.Problem;

/**
 * Thrown when an answer is not in a form that is known: HTML, cut short, another status.
 *
 * <p>Immutable apart from what every throwable carries.
 *
 * @since 0.1
 */
public class UnexpectedReplyException extends ServerException {
    private static final long serialVersionUID = 1L;

    /** Creates the exception for a problem that has no technical cause. */
    public UnexpectedReplyException(Problem problem) {
        super(problem);
    }

    /** Creates the exception and keeps what the client library said as its cause. */
    public UnexpectedReplyException(Problem problem, Throwable cause) {
        super(problem, cause);
    }
}
