package io.github.pmmmigration.testing;

/** What a call does once it reaches the engine. */
@FunctionalInterface
interface EngineCall<T> {
    /** Does it and returns the answer. */
    T on(SimulatedEngine engine);
}
