package io.github.pmmmigration.internal.execution;

import io.github.pmmmigration.container.ConfigurationDifference;
import io.github.pmmmigration.error.Finding;
import io.github.pmmmigration.internal.plan.PlanSettings;
import io.github.pmmmigration.path.Hop;
import io.github.pmmmigration.report.MigrationStatus.State;
import io.github.pmmmigration.report.PlannedAction;
import io.github.pmmmigration.report.PreviewData;
import io.github.pmmmigration.report.ServerSummary;
import io.github.pmmmigration.step.MigrationIntent;
import java.util.List;

/** Makes previews: the survey, the findings, and the real decisions rehearsed on a simulated engine. */
final class PreviewMaker {
    private final PlanSettings settings;
    private final Tools tools;

    PreviewMaker(PlanSettings settings, Tools tools) {
        this.settings = settings;
        this.tools = tools;
    }

    PreviewData make() {
        Survey survey = new Surveyor(settings, tools).survey(serving());
        ProcessIdentity identity = ProcessIdentity.begin();
        try {
            List<Finding> findings =
                    Findings.of(settings, survey, IntentFactory.preview(settings, survey), tools.engine());
            return preview(survey, identity, findings);
        } finally {
            identity.end();
        }
    }

    /** What a finished migration retired is not looked at again, let alone told to be started: the container that serves is. */
    private Site serving() {
        Locator locator = new Locator(tools.engine());
        Site site = locator.locate(settings.container());
        boolean finished = site.state() == State.MIGRATED || site.state() == State.COMMITTED;
        return finished ? locator.onward(site) : site;
    }

    /** Makes it from what was found out already. */
    PreviewData preview(Survey survey, ProcessIdentity identity, List<Finding> findings) {
        IntentFactory factory = new IntentFactory(settings, survey, identity);
        MigrationIntent intent = factory.make(
                () -> "", settings.surroundings().clock().instant(), "preview", HelperFactory.Documents.NONE);
        return new PreviewData(
                survey.site().migration().value(),
                source(survey),
                target(survey),
                survey.storage().describe(),
                survey.storage().kind(),
                settings.strategy().name(),
                findings,
                differences(survey),
                actions(survey, intent),
                factory.fingerprint(survey.source()),
                survey.leg().path(),
                new ComposePatches(settings, survey).find());
    }

    /** Of the hop that changes most. */
    private List<ConfigurationDifference> differences(Survey survey) {
        if (survey.leg().isNone()) {
            return List.of();
        }
        Survey then = survey.leg()
                .path()
                .migration()
                .map(hop -> survey.asIf(hop, tools.engine().inspectImage(hop.image())))
                .orElse(survey);
        return IntentFactory.preview(settings, then).differences();
    }

    private List<PlannedAction> actions(Survey survey, MigrationIntent intent) {
        if (survey.storage().mountSource().isEmpty() || survey.leg().isNone()) {
            return List.of();
        }
        return new Rehearsal(settings, survey, intent, tools.engine()).actions();
    }

    private static ServerSummary source(Survey survey) {
        return new ServerSummary(
                survey.site().server().value(),
                survey.source().id().value(),
                survey.source().imageReference(),
                survey.source().image().value(),
                survey.version().map(version -> version.version().toString()).orElse(""));
    }

    private static ServerSummary target(Survey survey) {
        List<Hop> hops = survey.leg().path().hops();
        if (hops.size() > 1) {
            Hop last = hops.get(hops.size() - 1);
            String version = last.to().map(Object::toString).orElse("");
            return new ServerSummary(
                    survey.site().server().value(), "", last.image().toString(), "", version);
        }
        return new ServerSummary(
                survey.site().server().value(),
                "",
                survey.target().toString(),
                survey.targetImage().map(image -> image.id().value()).orElse(""),
                Targets.expected(survey).map(Object::toString).orElse(""));
    }
}
