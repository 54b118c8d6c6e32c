package io.github.pmmmigration.report;

import io.github.pmmmigration.container.ConfigurationDifference;
import io.github.pmmmigration.error.Finding;
import io.github.pmmmigration.error.Problem;
import io.github.pmmmigration.path.Hop;
import io.github.pmmmigration.step.ApiKeyMigrationResult;
import io.github.pmmmigration.step.Phase;
import io.github.pmmmigration.step.VerificationResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a migration did, complete and without secrets.
 *
 * <p>Immutable and safe for concurrent use.
 *
 * @param outcome how it ended; in the report of {@link MigrationStatus} and of a check, how things stand
 * @param migrationId which migration; empty when there was none
 * @param startedAt when it began
 * @param finishedAt when it ended
 * @param source the server before
 * @param target the server after
 * @param storage where the data is, for people
 * @param storageKind where the data is, as a short word
 * @param strategy how the data was treated
 * @param backup name of the volume that holds the backup
 * @param copied what that backup, or the copy that PMM 3 works on, holds; told by the run that made it
 * @param downtime how long nobody served: from the last good answer of one server to the first good answer of the next, which
 *     after a way back is PMM 2 again
 * @param phases phases with their times
 * @param actions what was done, with times
 * @param configurationDifferences where the replacement's configuration differs
 * @param apiKeys what became of the API keys
 * @param verification what was checked
 * @param findings what was noticed
 * @param leftovers what is still on the engine, with the command to deal with it
 * @param problem why it did not end well
 * @param logTail end of the log of whatever failed; secrets redacted
 * @param hops the hops that were made or tried, in order; the report is about all of them together
 * @since 0.1
 */
public record MigrationReport(
        Outcome outcome,
        String migrationId,
        Instant startedAt,
        Instant finishedAt,
        ServerSummary source,
        ServerSummary target,
        String storage,
        String storageKind,
        String strategy,
        Optional<String> backup,
        Optional<CopiedData> copied,
        Optional<Duration> downtime,
        List<PhaseTime> phases,
        List<ActionTime> actions,
        List<ConfigurationDifference> configurationDifferences,
        Optional<ApiKeyMigrationResult> apiKeys,
        Optional<VerificationResult> verification,
        List<Finding> findings,
        List<Leftover> leftovers,
        Optional<Problem> problem,
        String logTail,
        List<HopMade> hops) {
    /** Copies the collections. */
    public MigrationReport {
        Objects.requireNonNull(outcome, "outcome");
        Objects.requireNonNull(migrationId, "migrationId");
        Objects.requireNonNull(startedAt, "startedAt");
        Objects.requireNonNull(finishedAt, "finishedAt");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(storage, "storage");
        Objects.requireNonNull(storageKind, "storageKind");
        Objects.requireNonNull(strategy, "strategy");
        Objects.requireNonNull(backup, "backup");
        Objects.requireNonNull(copied, "copied");
        Objects.requireNonNull(downtime, "downtime");
        phases = List.copyOf(phases);
        actions = List.copyOf(actions);
        configurationDifferences = List.copyOf(configurationDifferences);
        Objects.requireNonNull(apiKeys, "apiKeys");
        Objects.requireNonNull(verification, "verification");
        findings = List.copyOf(findings);
        leftovers = List.copyOf(leftovers);
        Objects.requireNonNull(problem, "problem");
        Objects.requireNonNull(logTail, "logTail");
        hops = List.copyOf(hops);
    }

    /**
     * Reports a failure before anything could be learned of the server.
     *
     * @param container what the server was called by
     * @param at when it failed
     * @param outcome how it ended
     */
    public static MigrationReport ofFailure(String container, Instant at, Outcome outcome, Problem problem) {
        return new MigrationReport(
                outcome,
                "",
                at,
                at,
                ServerSummary.named(container),
                ServerSummary.UNKNOWN,
                "",
                "",
                "",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.of(problem),
                "",
                List.of());
    }

    /** How it ended, or how things stand; the names are the words of the JSON and of the journal. */
    public enum Outcome {
        /** The replacement serves. The stopped source, and its backup if there is one, are kept until the commit. */
        MIGRATED,
        /** There was nothing to do: a server serves already that is what the plan wants. Nothing was changed. */
        ALREADY_MIGRATED,
        /** The source serves again, because it was asked for or, when there is a problem in the report, after a failure. */
        ROLLED_BACK,
        /**
         * It was refused or failed, and did not go back by itself or did not get back. The problem in the report says how
         * things stand; as long as the report has no actions, nothing was changed.
         */
        STOPPED,
        /** It was cancelled. What was done stays done; running it again continues, rolling back undoes. */
        CANCELLED,
        /** Nothing was begun: the server is as it was. */
        NOT_STARTED,
        /** Something was begun and is not finished; either server may serve, or none. Run it again, or roll it back. */
        INTERRUPTED,
        /** The replacement serves, and what was kept from before was removed, but for a backup that may be left. */
        COMMITTED
    }

    /**
     * One change of version.
     *
     * @param kind what it did to the server
     * @param from version before
     * @param to version after, or else the image
     * @param image reference of the image
     * @param reason why it was made
     * @param outcome how it ended, like the outcome of a report
     * @param migrationId under which its containers and volumes are known
     * @param backup volume that holds its own backup
     * @param downtime its own downtime
     */
    public record HopMade(
            Hop.Kind kind,
            String from,
            String to,
            String image,
            String reason,
            Outcome outcome,
            String migrationId,
            Optional<String> backup,
            Optional<Duration> downtime) {}

    /**
     * How long a phase took.
     *
     * @param phase which phase
     * @param startedAt when it began
     * @param duration how long it took
     * @param succeeded whether it reached its end
     */
    public record PhaseTime(Phase<?, ?> phase, Instant startedAt, Duration duration, boolean succeeded) {}

    /**
     * How long an action took.
     *
     * @param id its identifier
     * @param phase the phase it belongs to
     * @param description what it did
     * @param startedAt when it began
     * @param duration how long it took
     * @param succeeded whether it did what it should
     */
    public record ActionTime(
            String id,
            Phase<?, ?> phase,
            String description,
            Instant startedAt,
            Duration duration,
            boolean succeeded) {}

    /**
     * Something that is still on the engine because of the migration.
     *
     * @param kind {@code container} or {@code volume}
     * @param name its name
     * @param purpose what it is good for
     * @param command what removes or uses it
     */
    public record Leftover(String kind, String name, String purpose, String command) {}

    /** Returns the report as JSON of the schema {@code pmm-migration-report/1}. */
    public String toJson() {
        return ReportJson.render(this);
    }

    /** Returns the report for people, in plain text that fits a screen. */
    public String toText() {
        return ReportText.render(this);
    }

    /** Returns the report in Markdown. */
    public String toMarkdown() {
        return ReportMarkdown.render(this);
    }

    /** Returns the report as one self-contained HTML page without scripts. */
    public String toHtml() {
        return ReportHtml.render(this);
    }

    /** Returns outcome and migration only. */
    @Override
    public String toString() {
        return "MigrationReport[" + outcome + " " + migrationId + "]";
    }
}
