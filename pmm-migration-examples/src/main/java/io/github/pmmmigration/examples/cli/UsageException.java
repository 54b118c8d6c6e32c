package io.github.pmmmigration.examples.cli;

import io.github.pmmmigration.error.Problem;

/** The command line asks for something that cannot be; nothing was changed. */
final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    UsageException(String what, String remedy) {
        super(what);
        this.problem = new Problem("USAGE", what, "Nothing was changed.", remedy);
    }

    Problem problem() {
        return problem;
    }
}
