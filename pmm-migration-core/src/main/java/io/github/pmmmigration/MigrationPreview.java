package io.github.pmmmigration;

import io.github.pmmmigration.container.ConfigurationDifference;
import io.github.pmmmigration.error.Finding;
import io.github.pmmmigration.report.MigrationReport;
import io.github.pmmmigration.report.PlannedAction;
import io.github.pmmmigration.report.PreviewData;
import java.util.List;

/**
 * What a migration would do, and everything that stands in its way.
 *
 * <p>Making it changed nothing. Results of commands and of HTTP calls cannot be known in advance: actions that depend on
 * them are shown as if all goes well. Immutable and safe for concurrent use.
 *
 * @since 0.1
 */
public final class MigrationPreview {
    private final MigrationPlan plan;
    private final PreviewData data;

    MigrationPreview(MigrationPlan plan, PreviewData data) {
        this.plan = plan;
        this.data = data;
    }

    /** Returns everything that was noticed, blockers first. */
    public List<Finding> findings() {
        return data.findings();
    }

    /** Returns where the replacement's configuration would differ, secrets redacted. */
    public List<ConfigurationDifference> configurationDifferences() {
        return data.configurationDifferences();
    }

    /** Returns what would be done, in order; the first that is not reversible is the point of no return. */
    public List<PlannedAction> actions() {
        return data.actions();
    }

    /** Returns whether nothing stands in the way. */
    public boolean executable() {
        return data.executable();
    }

    /** Returns a fingerprint of the server and of what is wanted; it changes when either of them changes. */
    public String fingerprint() {
        return data.fingerprint();
    }

    /** Returns all of it as a value. */
    public PreviewData data() {
        return data;
    }

    /**
     * Executes exactly this.
     *
     * @throws MigrationFailedException when it did not end with PMM 3 serving, also when the server has changed since
     */
    public MigrationReport execute() {
        return plan.toBuilder().expecting(fingerprint()).execute();
    }

    /** Returns the preview as JSON of the schema {@code pmm-migration-preview/1}. */
    public String toJson() {
        return data.toJson();
    }

    /** Returns the preview for people, with every command; on a server of many options that is a long page. */
    public String toText() {
        return data.toText();
    }

    /**
     * Returns what somebody should have read before saying yes, in about a screenful: findings, what changes in the
     * configuration, the actions in a line each, when the server is down, and how far there is a way back.
     */
    public String toSummary() {
        return data.toSummary();
    }
}
