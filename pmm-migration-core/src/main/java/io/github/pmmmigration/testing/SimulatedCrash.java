package io.github.pmmmigration.testing;

/**
 * Thrown by a crashing view of the {@link InMemoryContainerEngine}: as far as the engine knows, the process is dead.
 *
 * <p>An error and not an exception, so that no {@code catch (Exception e)} of the code under test survives its own death.
 * Once thrown, each further call through the same view throws it again and changes nothing, also from {@code finally}
 * blocks.
 *
 * <p>Immutable apart from what every throwable carries.
 *
 * @since 0.1
 */
public final class SimulatedCrash extends Error {
    private static final long serialVersionUID = 1L;

    /** Creates the crash; {@code moment} says where in the run it happened. */
    public SimulatedCrash(String moment) {
        super(moment, null, false, false);
    }
}
