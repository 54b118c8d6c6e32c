package io.github.pmmmigration.report;

import io.github.pmmmigration.container.ConfigurationDifference;
import io.github.pmmmigration.error.Finding;
import io.github.pmmmigration.error.Severity;
import io.github.pmmmigration.path.MigrationPath;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The content of a preview.
 *
 * <p>Immutable and safe for concurrent use.
 *
 * @param migrationId which migration it would be
 * @param source the server as it is
 * @param target the server as it would be
 * @param storage where the data is, for people
 * @param storageKind where the data is, as a short word
 * @param strategy how the data would be treated
 * @param findings everything that was noticed, blockers first
 * @param configurationDifferences where the replacement's configuration would differ
 * @param actions what would be done; empty when blockers do not allow to work it out
 * @param fingerprint fingerprint of the server and of what is wanted
 * @param path the versions it would pass, with reasons
 * @param composePatch what has to change in the Compose file that the server was made from; absent without one
 * @since 0.1
 */
public record PreviewData(
        String migrationId,
        ServerSummary source,
        ServerSummary target,
        String storage,
        String storageKind,
        String strategy,
        List<Finding> findings,
        List<ConfigurationDifference> configurationDifferences,
        List<PlannedAction> actions,
        String fingerprint,
        MigrationPath path,
        Optional<ComposePatch> composePatch) {
    /** Copies the collections. */
    public PreviewData {
        Objects.requireNonNull(migrationId, "migrationId");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(storage, "storage");
        Objects.requireNonNull(storageKind, "storageKind");
        Objects.requireNonNull(strategy, "strategy");
        findings = List.copyOf(findings);
        configurationDifferences = List.copyOf(configurationDifferences);
        actions = List.copyOf(actions);
        Objects.requireNonNull(fingerprint, "fingerprint");
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(composePatch, "composePatch");
    }

    /** Returns whether nothing stands in the way. */
    public boolean executable() {
        return findings.stream().noneMatch(finding -> finding.severity() == Severity.BLOCKER);
    }

    /** Returns the preview as JSON of the schema {@code pmm-migration-preview/1}. */
    public String toJson() {
        return PreviewJson.render(this);
    }

    /** Returns the preview for people, with every command; on a server of many options that is a long page. */
    public String toText() {
        return PreviewText.render(this);
    }

    /**
     * Returns what somebody should have read before saying yes, in about a screenful: findings, what changes in the
     * configuration, the actions in a line each, when the server is down, and how far there is a way back.
     */
    public String toSummary() {
        return PreviewText.summary(this);
    }
}
