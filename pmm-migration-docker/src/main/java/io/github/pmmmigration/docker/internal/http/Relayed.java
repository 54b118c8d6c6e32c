package io.github.pmmmigration.docker.internal.http;

/**
 * Carries what code of the application threw from the thread where it was called to the one that waits.
 *
 * <p>Without it the application's own failure would look like one of the engine. Immutable and safe for concurrent use.
 *
 * @since 0.1
 */
public final class Relayed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final RuntimeException original;

    private Relayed(RuntimeException original) {
        super(original);
        this.original = original;
    }

    /** Runs code of the application. */
    public static void running(Runnable code) {
        try {
            code.run();
        } catch (RuntimeException e) {
            throw new Relayed(e);
        }
    }

    /** Returns what was thrown. */
    RuntimeException original() {
        return original;
    }
}
