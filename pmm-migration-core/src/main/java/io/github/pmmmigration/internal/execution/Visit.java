package io.github.pmmmigration.internal.execution;

import io.github.pmmmigration.container.ContainerNotFoundException;
import io.github.pmmmigration.container.ContainerSnapshot;
import io.github.pmmmigration.error.Problem;
import io.github.pmmmigration.internal.keys.KeyOffice;
import io.github.pmmmigration.internal.keys.StandardApiKeyMigrator;
import io.github.pmmmigration.internal.plan.PlanSettings;
import io.github.pmmmigration.internal.verification.BaselineTaker;
import io.github.pmmmigration.internal.verification.DatabaseIdentifier;
import io.github.pmmmigration.internal.verification.StandardVerifier;
import io.github.pmmmigration.report.MigrationReport;
import io.github.pmmmigration.server.PmmServerConnection;
import io.github.pmmmigration.server.ServerUnavailableException;
import io.github.pmmmigration.step.ApiKeyMigrationResult;
import io.github.pmmmigration.step.Baseline;
import io.github.pmmmigration.step.StepContext;
import io.github.pmmmigration.step.VerificationResult;
import java.time.Clock;
import java.util.Optional;

/** Asks the server that serves now, outside of any run. Changes nothing on the engine. */
final class Visit {
    private final PlanSettings settings;
    private final Tools tools;
    private final Site site;
    private final ContainerSnapshot container;

    Visit(PlanSettings settings, Tools tools) {
        this.settings = settings;
        this.tools = tools;
        this.site = new Locator(tools.engine()).locate(settings.container());
        this.container = site.holder().orElseThrow(this::nobodyThere);
    }

    PmmServerConnection server() {
        Route route = tools.access().routeTo(container).orElseThrow(this::unreachable);
        return tools.access().connect(route);
    }

    /** Takes a baseline of the server as it is now. */
    Baseline baseline() {
        return new BaselineTaker(server(), clock()).take(DatabaseIdentifier.read(tools.engine(), container.id()));
    }

    /** Returns the baseline that a migration left with the container. */
    Optional<Baseline> storedBaseline() {
        return BaselineKeeper.stored(Optional.of(container));
    }

    MigrationReport verify(Optional<Baseline> given) {
        Clock clock = clock();
        Baseline before = given.or(this::storedBaseline)
                .orElseGet(() -> Baseline.empty(clock.instant(), server().pmm().version()));
        StepContext context = new SurveyContext(settings, tools.engine(), Optional.of(server()));
        StandardVerifier verifier = new StandardVerifier(settings.roles().checks());
        VerificationResult result = new Rounds(context, settings.timeouts().verification())
                .make(() -> verifier.compare(before, container, context));
        return ReportChange.of(ReportFactory.ofSite(tools.engine(), site, clock.instant()))
                .verification(result)
                .made();
    }

    /** Converts API keys, or with {@code false} only looks what became of those of the migration's baseline. */
    ApiKeyMigrationResult keys(boolean convert) {
        StepContext context = new SurveyContext(settings, tools.engine(), Optional.of(server()));
        StandardApiKeyMigrator migrator = new StandardApiKeyMigrator();
        return convert
                ? migrator.migrate(storedBaseline().orElseGet(this::baseline), context)
                : migrator.account(storedBaseline().orElseGet(this::baseline), context);
    }

    KeyOffice office() {
        return new KeyOffice(server().grafana(), storedBaseline());
    }

    private Clock clock() {
        return settings.surroundings().clock();
    }

    private ContainerNotFoundException nobodyThere() {
        return new ContainerNotFoundException(new Problem(
                "NOBODY_SERVES",
                "There is no container '" + site.server() + "' to ask.",
                "Nothing was changed.",
                "Finish or roll back the migration that was begun; 'status' says where it stands."));
    }

    private ServerUnavailableException unreachable() {
        return new ServerUnavailableException(new Problem(
                "SERVER_UNREACHABLE",
                "The server '" + container.name() + "' publishes no port, and nothing can be asked from its inside.",
                "Nothing was changed.",
                "Give its address explicitly (serverUrl, or --server-url on the command line)."));
    }
}
