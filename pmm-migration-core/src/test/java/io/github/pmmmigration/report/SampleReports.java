package io.github.pmmmigration.report;

import io.github.pmmmigration.container.ConfigurationDifference;
import io.github.pmmmigration.error.Finding;
import io.github.pmmmigration.error.Problem;
import io.github.pmmmigration.path.MigrationPath;
import io.github.pmmmigration.path.PathRequest;
import io.github.pmmmigration.report.MigrationReport.ActionTime;
import io.github.pmmmigration.report.MigrationReport.Leftover;
import io.github.pmmmigration.report.MigrationReport.Outcome;
import io.github.pmmmigration.report.MigrationReport.PhaseTime;
import io.github.pmmmigration.server.ApiKey;
import io.github.pmmmigration.server.PmmVersion;
import io.github.pmmmigration.step.ApiKeyMigrationResult;
import io.github.pmmmigration.step.ApiKeyMigrationResult.Fate;
import io.github.pmmmigration.step.ApiKeyMigrationResult.KeyOutcome;
import io.github.pmmmigration.step.Phase;
import io.github.pmmmigration.step.VerificationResult;
import io.github.pmmmigration.step.VerificationResult.Check;
import io.github.pmmmigration.step.VerificationResult.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Reports and previews as real runs produce them, with fixed times. */
final class SampleReports {
    static final Instant BEGIN = Instant.parse("2026-03-01T09:30:00Z");
    private static final Duration WHOLE = Duration.ofMillis(184_250);
    static final ServerSummary SOURCE = new ServerSummary(
            "pmm-server", "4f5a1b2c3d4e5f60", "percona/pmm-server:2.44.1", "sha256:1111aaaa", "2.44.1");
    static final ServerSummary TARGET =
            new ServerSummary("pmm-server", "9c8b7a6f5e4d3c2b", "percona/pmm-server:3.8.1", "sha256:2222bbbb", "3.8.1");
    static final Finding TELEMETRY = Finding.info(
            "ENVIRONMENT_TRANSLATED",
            "DISABLE_TELEMETRY is called PMM_ENABLE_TELEMETRY in PMM 3 and is translated.",
            "DISABLE_TELEMETRY");
    static final Finding COMPOSE = Finding.warning(
            "MANAGED_BY_COMPOSE",
            "The container belongs to the Compose project 'monitoring', which would put PMM 2 back at the next 'up'.",
            "com.docker.compose.project=monitoring",
            "Change the image in the Compose file after the migration.");
    static final ConfigurationDifference PORT = new ConfigurationDifference(
            "HostConfig.PortBindings.443/tcp",
            "443/tcp -> 0.0.0.0:443",
            "8443/tcp -> 0.0.0.0:443",
            "PMM 3 listens on 8443");

    private SampleReports() {}

    static MigrationReport migrated() {
        return report(Outcome.MIGRATED, Optional.empty(), List.of(TELEMETRY, COMPOSE), WHOLE);
    }

    /** Its downtime began in a run before. */
    static MigrationReport continued(Duration length) {
        return report(Outcome.MIGRATED, Optional.empty(), List.of(), length);
    }

    static MigrationReport rolledBack() {
        Problem problem = new Problem(
                "READINESS_TIMEOUT",
                "PMM 3 did not get ready within 15 minutes; its last answer was 503.",
                "PMM 2 is serving again, on its own data.",
                "Look at the end of the log below, then run the same plan again.");
        return report(Outcome.ROLLED_BACK, Optional.of(problem), List.of(), WHOLE);
    }

    static MigrationReport stoppedBeforeAnything() {
        Problem problem = new Problem(
                "BLOCKED",
                "The migration is not possible: 1 blocker was found.",
                "Nothing was changed.",
                "Remove the blocker and run the plan again.");
        Finding blocker = Finding.blocker(
                "STORAGE_IN_LAYER",
                "/srv is in the container's own layer, so replacing the container would delete the data.",
                "no mount at /srv",
                "Copy /srv to a volume first.");
        return new MigrationReport(
                Outcome.STOPPED,
                "",
                BEGIN,
                BEGIN,
                SOURCE,
                ServerSummary.UNKNOWN,
                "the container's own writable layer",
                "container-layer",
                "in-place",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                List.of(blocker),
                List.of(),
                Optional.of(problem),
                "",
                List.of());
    }

    private static MigrationReport report(
            Outcome outcome, Optional<Problem> problem, List<Finding> findings, Duration length) {
        return new MigrationReport(
                outcome,
                "4f5a1b2c3d4e",
                BEGIN,
                BEGIN.plus(length),
                SOURCE,
                TARGET,
                "volume 'pmm-data'",
                "named-volume",
                "in-place",
                Optional.of("pmm-server-backup-4f5a1b2c3d4e"),
                problem.isEmpty() ? Optional.of(new CopiedData(1_234, 56_789_000, true)) : Optional.empty(),
                Optional.of(Duration.ofMillis(72_400)),
                phases(problem.isEmpty() ? 9 : 6),
                actions(problem.isEmpty()),
                List.of(PORT),
                problem.isEmpty() ? keys() : Optional.empty(),
                problem.isEmpty() ? checks() : Optional.empty(),
                findings,
                leftovers(),
                problem,
                problem.isEmpty() ? "" : "FATAL: data directory has wrong ownership\nexit 1",
                List.of());
    }

    private static List<PhaseTime> phases(int reached) {
        List<PhaseTime> all = List.of(
                phase(Phase.DETECT_STORAGE, 0, 400),
                phase(Phase.PREPARE_REPLACEMENT, 400, 95_600),
                phase(Phase.STOP_SERVER, 96_000, 14_000),
                phase(Phase.PREPARE_DATA, 110_000, 21_000),
                phase(Phase.REPLACE_CONTAINER, 131_000, 1_400),
                new PhaseTime(Phase.AWAIT_READINESS, at(132_400), Duration.ofSeconds(36), reached == 9),
                phase(Phase.MIGRATE_API_KEYS, 168_400, 2_000),
                phase(Phase.VERIFY, 170_400, 13_000),
                phase(Phase.FINISH, 183_400, 850));
        return all.subList(0, reached);
    }

    private static PhaseTime phase(Phase<?, ?> phase, long begin, long length) {
        return new PhaseTime(phase, at(begin), Duration.ofMillis(length), true);
    }

    private static List<ActionTime> actions(boolean succeeded) {
        return List.of(
                action("create-lock", Phase.PREPARE_REPLACEMENT, "Lock the server", 400, 200, true),
                action("pull-image", Phase.PREPARE_REPLACEMENT, "Pull percona/pmm-server:3.8.1", 600, 61_000, true),
                action("copy-ahead", Phase.PREPARE_REPLACEMENT, "Copy ahead into the backup", 61_700, 34_000, true),
                action("stop-services", Phase.STOP_SERVER, "Stop the services inside", 96_000, 9_000, true),
                action("stop-server", Phase.STOP_SERVER, "Stop the container", 105_000, 5_000, true),
                action("finish-backup", Phase.PREPARE_DATA, "Finish the backup", 110_000, 15_000, true),
                action("change-ownership", Phase.PREPARE_DATA, "Hand the data over to user 1000", 125_000, 6_000, true),
                action("start-replacement", Phase.REPLACE_CONTAINER, "Start PMM 3", 131_900, 500, true),
                action("await-readiness", Phase.AWAIT_READINESS, "Wait for PMM 3", 132_400, 36_000, succeeded));
    }

    private static ActionTime action(
            String id, Phase<?, ?> phase, String description, long begin, long length, boolean succeeded) {
        return new ActionTime(id, phase, description, at(begin), Duration.ofMillis(length), succeeded);
    }

    private static Instant at(long millis) {
        return BEGIN.plusMillis(millis);
    }

    private static Optional<ApiKeyMigrationResult> keys() {
        return Optional.of(new ApiKeyMigrationResult(List.of(
                new KeyOutcome(key(1, "deploy", "Admin"), Fate.CONVERTED, ""),
                new KeyOutcome(key(2, "grafana-mirror", "Viewer"), Fate.CONVERTED, ""),
                new KeyOutcome(
                        new ApiKey(3, "old-job", "Editor", 2, Optional.of(Instant.parse("2025-12-31T00:00:00Z"))),
                        Fate.EXPIRED,
                        "expired before the migration"))));
    }

    private static ApiKey key(long id, String name, String role) {
        return new ApiKey(id, name, role, 1, Optional.empty());
    }

    private static Optional<VerificationResult> checks() {
        return Optional.of(new VerificationResult(List.of(
                new Check("services", true, Verdict.PASSED, "12 of 12 services are there", ""),
                new Check("oldest-sample", true, Verdict.PASSED, "2025-11-02T00:00:00Z is still there", ""),
                new Check("query-analytics", false, Verdict.NOT_PROVEN, "no rows before", ""))));
    }

    private static List<Leftover> leftovers() {
        return List.of(
                new Leftover(
                        "container",
                        "pmm-server-retired-4f5a1b2c3d4e",
                        "PMM 2 as it was, stopped",
                        "docker rm pmm-server-retired-4f5a1b2c3d4e"),
                new Leftover(
                        "volume",
                        "pmm-server-backup-4f5a1b2c3d4e",
                        "the data as PMM 2 left it",
                        "docker volume rm pmm-server-backup-4f5a1b2c3d4e"));
    }

    static PreviewData preview() {
        return new PreviewData(
                "4f5a1b2c3d4e",
                SOURCE,
                TARGET,
                "volume 'pmm-data'",
                "named-volume",
                "in-place",
                List.of(COMPOSE, TELEMETRY),
                List.of(PORT),
                List.of(
                        planned(
                                "pull-image",
                                Phase.PREPARE_REPLACEMENT,
                                "Pull percona/pmm-server:3.8.1",
                                "docker pull percona/pmm-server:3.8.1",
                                true),
                        planned(
                                "stop-server",
                                Phase.STOP_SERVER,
                                "Stop the container",
                                "docker stop --time 300 pmm-server",
                                true),
                        new PlannedAction(
                                "migrate-keys",
                                Phase.MIGRATE_API_KEYS,
                                "Convert API keys",
                                Optional.empty(),
                                false,
                                1)),
                "b1946ac92492d234",
                MigrationPath.compute(PathRequest.migrate(PmmVersion.of(2, 44, 1))),
                Optional.empty());
    }

    private static PlannedAction planned(
            String id, Phase<?, ?> phase, String description, String command, boolean reversible) {
        return new PlannedAction(id, phase, description, Optional.of(command), reversible, 1);
    }
}
