package io.github.pmmmigration.testing;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The few assertions that contract checks need, without a library. */
final class Expect {
    private Expect() {}

    static void that(boolean condition, String statement) {
        if (!condition) {
            throw new AssertionError("expected that " + statement);
        }
    }

    static void equal(@Nullable Object actual, Object expected, String what) {
        if (!Objects.equals(actual, expected)) {
            throw new AssertionError("expected " + what + " to be <" + expected + "> but it was <" + actual + ">");
        }
    }

    /** Returns the exception that the action throws; another one, or none, breaks the contract. */
    static <T extends RuntimeException> T thrown(Class<T> type, Runnable action) {
        try {
            action.run();
        } catch (RuntimeException e) {
            if (type.isInstance(e)) {
                return type.cast(e);
            }
            throw new AssertionError("expected " + type.getSimpleName() + " but it was " + e, e);
        }
        throw new AssertionError("expected " + type.getSimpleName() + " but nothing was thrown");
    }
}
