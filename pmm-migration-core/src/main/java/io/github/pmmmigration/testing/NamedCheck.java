package io.github.pmmmigration.testing;

import java.util.Objects;

/**
 * One check of a contract suite: a name to show, and code that throws when the contract is broken.
 *
 * <p>Any test framework can run it. With JUnit Jupiter, for example:
 *
 * <pre>{@code
 * @TestFactory
 * Stream<DynamicTest> contract() {
 *     return ContainerEngineContract.checks(factory).stream()
 *             .map(check -> DynamicTest.dynamicTest(check.name(), check::run));
 * }
 * }</pre>
 *
 * <p>Immutable; a check may be run more than once, but not concurrently with others of its list.
 *
 * @param name a statement about the implementation, for people
 * @param body the check itself
 * @since 0.1
 */
public record NamedCheck(String name, ThrowingRunnable body) {
    /** Rejects absent components. */
    public NamedCheck {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(body, "body");
    }

    /**
     * Runs the check.
     *
     * @throws AssertionError when the contract is broken
     * @throws Exception when the check could not be carried out
     */
    public void run() throws Exception {
        body.run();
    }

    /** Returns the name. */
    @Override
    public String toString() {
        return name;
    }

    /** Code that may throw anything. */
    @FunctionalInterface
    public interface ThrowingRunnable {
        /**
         * Runs the code.
         *
         * @throws Exception whatever it likes
         */
        void run() throws Exception;
    }
}
