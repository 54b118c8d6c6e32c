package io.github.pmmmigration.step;

/**
 * Brings a PMM server to the version from which the next step is supported.
 *
 * <p>Implementations are called on the executing thread and may be called again after a crash.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface ServerUpgrader {
    /** Returns the server after the upgrade; the same server when there was nothing to do. */
    SourceServer upgrade(SourceServer server, StepContext context);
}
