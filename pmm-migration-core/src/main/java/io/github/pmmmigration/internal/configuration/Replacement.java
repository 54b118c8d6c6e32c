package io.github.pmmmigration.internal.configuration;

import io.github.pmmmigration.container.ConfigDocument;
import io.github.pmmmigration.container.ConfigurationDifference;
import io.github.pmmmigration.error.Finding;
import java.util.List;
import java.util.Objects;

/**
 * A derived configuration, and what is to be said about it.
 *
 * <p>Immutable and safe for concurrent use.
 *
 * @param configuration body of the engine's create call; its restart policy is always {@code no}
 * @param differences every difference from the source, secrets redacted; the restart policy, which the source's policy
 *     follows once the replacement serves, is left out
 * @param findings what somebody should know, secrets redacted
 * @since 0.1
 */
public record Replacement(
        ConfigDocument configuration, List<ConfigurationDifference> differences, List<Finding> findings) {
    /** Copies the lists. */
    public Replacement {
        Objects.requireNonNull(configuration, "configuration");
        differences = List.copyOf(differences);
        findings = List.copyOf(findings);
    }
}
