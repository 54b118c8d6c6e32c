package io.github.pmmmigration.internal.execution;

import io.github.pmmmigration.container.ContainerEngine;
import io.github.pmmmigration.container.ContainerFilter;
import io.github.pmmmigration.container.ContainerSnapshot;
import io.github.pmmmigration.container.MigrationId;
import io.github.pmmmigration.container.MigrationLabels;
import io.github.pmmmigration.container.VolumeName;
import io.github.pmmmigration.container.VolumeSnapshot;
import io.github.pmmmigration.error.Problem;
import io.github.pmmmigration.internal.decision.Impediments;
import io.github.pmmmigration.internal.plan.PlanSettings;
import io.github.pmmmigration.report.MigrationOutcome;
import io.github.pmmmigration.report.MigrationReport.Outcome;
import io.github.pmmmigration.report.MigrationStatus.State;
import io.github.pmmmigration.step.MigrationBlockedException;
import io.github.pmmmigration.step.MigrationNames;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Accepts a migration: removes the retired server and what was made for it. The user's volumes are out of reach. */
final class Commitment {
    private final PlanSettings settings;
    private final ContainerEngine engine;
    private final boolean dropBackup;

    Commitment(PlanSettings settings, Tools tools, boolean dropBackup) {
        this.settings = settings;
        this.engine = tools.engine();
        this.dropBackup = dropBackup;
    }

    MigrationOutcome execute() {
        Site site = new Locator(engine).locate(settings.container());
        if (site.state() != State.MIGRATED && site.state() != State.COMMITTED) {
            throw notComplete(site);
        }
        List<Chain.Link> links = new ArrayList<>(Chain.to(engine, site.holder().orElseThrow(() -> notComplete(site)))
                .links());
        Collections.reverse(links);
        links.forEach(link -> accept(site, link));
        return new MigrationOutcome.Committed(ReportFactory.ofSite(
                engine,
                new Locator(engine).locate(settings.container()),
                settings.surroundings().clock().instant(),
                Outcome.COMMITTED));
    }

    /** Accepts one hop; the oldest first, so that an interruption leaves a chain that can still be followed. */
    private void accept(Site site, Chain.Link link) {
        link.source().filter(source -> !source.name().equals(site.server())).ifPresent(this::remove);
        engine
                .list(ContainerFilter.all()
                        .withLabel(MigrationLabels.MIGRATION, link.migration().value()))
                .stream()
                .filter(container -> !container.name().equals(site.server()))
                .filter(container -> Roster.isAbandoned(container) || !Roster.hasRole(container, Roster.REPLACEMENT))
                .forEach(this::remove);
        volumes(site, link.migration()).forEach(name -> removeVolume(link.migration(), name));
    }

    private void remove(ContainerSnapshot container) {
        if (container.state().isActive()) {
            throw running(container);
        }
        engine.remove(container.id());
    }

    private List<VolumeName> volumes(Site site, MigrationId migration) {
        MigrationNames names =
                migration.equals(site.migration()) ? site.names() : new MigrationNames(site.server(), migration, 1);
        return dropBackup ? List.of(names.records(), names.backup()) : List.of(names.records());
    }

    private void removeVolume(MigrationId migration, VolumeName name) {
        Optional<VolumeSnapshot> volume = engine.inspectVolume(name);
        volume.flatMap(snapshot -> snapshot.ownedBy(migration)).ifPresent(engine::removeVolume);
    }

    private static MigrationBlockedException notComplete(Site site) {
        return new MigrationBlockedException(new Problem(
                "NOT_MIGRATED",
                "There is no complete migration of '" + site.server() + "' to accept (it is " + site.state() + ").",
                "Nothing was changed.",
                "Complete it by running the migration again, or go back with a rollback."));
    }

    private static MigrationBlockedException running(ContainerSnapshot container) {
        return new MigrationBlockedException(new Problem(
                Impediments.RETIRED_SERVER_RUNS,
                "The container '" + container.name() + "' that is to be removed is running.",
                "It was not touched.",
                "Find out who started it. Stop it with 'docker stop " + container.name() + "', then commit again."));
    }
}
