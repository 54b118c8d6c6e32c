package io.github.pmmmigration.container;

import java.util.Objects;

/**
 * What a command inside a container answered.
 *
 * <p>Immutable and safe for concurrent use.
 *
 * @param exitCode the code it ended with
 * @param standardOutput what it printed, read as UTF-8
 * @param standardError what it printed on the error stream, read as UTF-8
 * @since 0.1
 */
public record ExecResult(int exitCode, String standardOutput, String standardError) {
    /** Rejects absent components. */
    public ExecResult {
        Objects.requireNonNull(standardOutput, "standardOutput");
        Objects.requireNonNull(standardError, "standardError");
    }

    /** Returns whether it ended with zero. */
    public boolean succeeded() {
        return exitCode == 0;
    }

    /** Shows the exit code and how much was printed, but not what: that may be a secret. */
    @Override
    public String toString() {
        return "ExecResult[exit code " + exitCode + ", " + standardOutput.length() + " characters, "
                + standardError.length() + " of errors]";
    }
}
