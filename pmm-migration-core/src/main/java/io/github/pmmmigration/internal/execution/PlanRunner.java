package io.github.pmmmigration.internal.execution;

import io.github.pmmmigration.client.ServerClients;
import io.github.pmmmigration.error.MigrationException;
import io.github.pmmmigration.error.Problem;
import io.github.pmmmigration.internal.keys.KeyOffice;
import io.github.pmmmigration.internal.plan.PlanSettings;
import io.github.pmmmigration.report.MigrationOutcome;
import io.github.pmmmigration.report.MigrationReport;
import io.github.pmmmigration.report.MigrationReport.Outcome;
import io.github.pmmmigration.report.MigrationStatus;
import io.github.pmmmigration.report.PreviewData;
import io.github.pmmmigration.server.PmmServerApi;
import io.github.pmmmigration.server.PmmVersion;
import io.github.pmmmigration.step.ApiKeyMigrationResult;
import io.github.pmmmigration.step.Baseline;
import io.github.pmmmigration.step.MigrationBlockedException;
import io.github.pmmmigration.step.MigrationCancelledException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** Carries out what a plan can be asked for. Safe for concurrent use: every call has its own tools. */
public final class PlanRunner {
    private final PlanSettings settings;

    /** Creates a runner for these settings; touches nothing. */
    public PlanRunner(PlanSettings settings) {
        this.settings = settings;
    }

    /** Says what would be done. */
    public PreviewData preview() {
        try (Tools tools = new Tools(settings)) {
            return new PreviewMaker(settings, tools).make();
        }
    }

    /** Migrates, or continues. */
    public MigrationOutcome run(Operation operation) {
        return guarded(operation, tools -> new Journey(settings, tools, operation).execute());
    }

    /** Says where things stand. */
    public MigrationStatus status() {
        try (Tools tools = new Tools(settings)) {
            Site site = new Locator(tools.engine()).locate(settings.container());
            MigrationReport report = ReportFactory.ofSite(tools.engine(), site, now());
            return new MigrationStatus(
                    site.state(), site.migration().value(), site.lock().map(LockKeeper::describe), report);
        }
    }

    /** Takes a baseline of the server that serves now. */
    public Baseline baseline() {
        try (Tools tools = new Tools(settings)) {
            return new Visit(settings, tools).baseline();
        }
    }

    /** Checks the server that serves now; without a baseline, against the one that a migration left. */
    public MigrationReport verify(Optional<Baseline> baseline) {
        try (Tools tools = new Tools(settings)) {
            return new Visit(settings, tools).verify(baseline);
        }
    }

    /** Converts API keys, or only accounts for them. */
    public ApiKeyMigrationResult keys(boolean convert) {
        try (Tools tools = new Tools(settings)) {
            return new Visit(settings, tools).keys(convert);
        }
    }

    /** Does something key by key. */
    public <T> T atKeyOffice(Function<KeyOffice, T> work) {
        try (Tools tools = new Tools(settings)) {
            return work.apply(new Visit(settings, tools).office());
        }
    }

    /** Asks the server that serves now for its clients. */
    public ServerClients clients() {
        try (Tools tools = new Tools(settings)) {
            Site site = new Locator(tools.engine()).locate(settings.container());
            PmmServerApi pmm = site.holder()
                    .flatMap(tools.access()::routeTo)
                    .map(tools.access()::connect)
                    .orElseThrow(() -> unreachable(site))
                    .pmm();
            PmmVersion version = pmm.version().version();
            boolean settled = site.state() == MigrationStatus.State.COMMITTED
                    || (site.state() == MigrationStatus.State.NOT_STARTED && version.major() >= 3);
            return new ServerClients(version, settled, pmm.clients());
        }
    }

    private static MigrationBlockedException unreachable(Site site) {
        return new MigrationBlockedException(new Problem(
                "SERVER_UNREACHABLE",
                "The server '" + site.server() + "' cannot be asked for its clients.",
                "Nothing was changed.",
                "Start it, or give its address explicitly (serverUrl, or --server-url on the command line)."));
    }

    /** Goes back. */
    public MigrationOutcome rollBack(Operation operation) {
        return guarded(operation, tools -> new BackwardRun(settings, tools, operation).execute());
    }

    /** Accepts. */
    public MigrationOutcome commit(Operation operation, boolean dropBackup) {
        return guarded(operation, tools -> new Commitment(settings, tools, dropBackup).execute());
    }

    private Instant now() {
        return settings.surroundings().clock().instant();
    }

    /** A failure before a run had begun has changed nothing and is an outcome like others. */
    private MigrationOutcome guarded(Operation operation, Function<Tools, MigrationOutcome> work) {
        try (Tools tools = new Tools(settings)) {
            return work.apply(tools);
        } catch (MigrationCancelledException e) {
            return new MigrationOutcome.Cancelled(nothing(Outcome.CANCELLED, e));
        } catch (MigrationException e) {
            return new MigrationOutcome.Stopped(nothing(Outcome.STOPPED, e), e);
        } finally {
            operation.end();
        }
    }

    private MigrationReport nothing(Outcome outcome, MigrationException e) {
        return MigrationReport.ofFailure(settings.container().value(), now(), outcome, e.problem());
    }
}
