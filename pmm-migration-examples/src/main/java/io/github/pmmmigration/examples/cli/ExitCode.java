package io.github.pmmmigration.examples.cli;

/** What the process says with its exit code; the numbers are a promise to scripts. */
enum ExitCode {
    DONE(0),
    /** PMM 2 serves again, or was never touched. */
    FAILED(1),
    /** Usage error or blockers: nothing was changed. */
    REFUSED(2),
    NEEDS_A_HAND(3),
    /** Running it again is safe. */
    CANCELLED(4);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }
}
