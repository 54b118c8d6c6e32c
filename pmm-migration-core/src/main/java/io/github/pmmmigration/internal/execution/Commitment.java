package io.github.pmmmigration.internal.execution;

import io.github.pmmmigration.container.ContainerEngine;
import io.github.pmmmigration.container.ContainerFilter;
import io.github.pmmmigration.container.ContainerSnapshot;
import io.github.pmmmigration.container.MigrationLabels;
import io.github.pmmmigration.container.VolumeName;
import io.github.pmmmigration.container.VolumeSnapshot;
import io.github.pmmmigration.error.Problem;
import io.github.pmmmigration.internal.plan.PlanSettings;
import io.github.pmmmigration.report.MigrationOutcome;
import io.github.pmmmigration.report.MigrationStatus.State;
import io.github.pmmmigration.step.MigrationBlockedException;
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
        site.source().filter(source -> !source.name().equals(site.server())).ifPresent(this::remove);
        engine
                .list(ContainerFilter.all()
                        .withLabel(MigrationLabels.MIGRATION, site.migration().value()))
                .stream()
                .filter(container -> !container.name().equals(site.server()))
                .forEach(this::remove);
        volumes(site).forEach(name -> removeVolume(site, name));
        return new MigrationOutcome.Committed(ReportFactory.ofSite(
                engine,
                new Locator(engine).locate(settings.container()),
                settings.surroundings().clock().instant(),
                State.COMMITTED.name()));
    }

    private void remove(ContainerSnapshot container) {
        if (container.state().isActive()) {
            throw running(container);
        }
        engine.remove(container.id());
    }

    private List<VolumeName> volumes(Site site) {
        return dropBackup
                ? List.of(site.names().records(), site.names().backup())
                : List.of(site.names().records());
    }

    private void removeVolume(Site site, VolumeName name) {
        Optional<VolumeSnapshot> volume = engine.inspectVolume(name);
        volume.flatMap(snapshot -> snapshot.ownedBy(site.migration())).ifPresent(engine::removeVolume);
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
                "RETIRED_SERVER_RUNS",
                "The container '" + container.name() + "' that is to be removed is running.",
                "It was not touched.",
                "Find out who started it. Stop it with 'docker stop " + container.name() + "', then commit again."));
    }
}
