package io.github.pmmmigration.container;

import java.util.Objects;

/**
 * One place in which the replacement's configuration differs from the source's.
 *
 * <p>Immutable and safe for concurrent use.
 *
 * @param path where, in the engine's terms, for example {@code HostConfig.PortBindings.443/tcp} or {@code Env.DISABLE_UPDATES}
 * @param before what it was, secrets redacted; empty when there was nothing
 * @param after what it will be, secrets redacted; empty when there will be nothing
 * @param reason why
 * @since 0.1
 */
public record ConfigurationDifference(String path, String before, String after, String reason) {
    /** Rejects absent components. */
    public ConfigurationDifference {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(before, "before");
        Objects.requireNonNull(after, "after");
        Objects.requireNonNull(reason, "reason");
    }
}
