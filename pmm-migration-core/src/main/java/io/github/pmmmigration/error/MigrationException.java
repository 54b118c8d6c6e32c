package io.github.pmmmigration.error;

import java.util.Objects;

/**
 * The root of everything this library throws when the world is not as needed.
 *
 * <p>Mistakes in calling the library are {@link IllegalArgumentException}, {@link IllegalStateException} or
 * {@link NullPointerException} instead. The message has three parts: what happened, what state things are in, what to do
 * next. It never holds a secret.
 *
 * <p>Immutable apart from what every throwable carries, and safe for concurrent use.
 *
 * @since 0.1
 */
public class MigrationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    /** Creates an exception for a problem that has no technical cause. */
    public MigrationException(Problem problem) {
        super(Objects.requireNonNull(problem, "problem").message());
        this.problem = problem;
    }

    /** Creates an exception for a problem and keeps what caused it. */
    public MigrationException(Problem problem, Throwable cause) {
        super(Objects.requireNonNull(problem, "problem").message(), cause);
        this.problem = problem;
    }

    /** Returns the code and the three parts of the message. */
    public final Problem problem() {
        return problem;
    }

    /** Returns the stable identifier of the problem, for example {@code NAME_TAKEN}. */
    public final String code() {
        return problem.code();
    }

    /** Returns what to do next. */
    public final String remedy() {
        return problem.remedy();
    }
}
