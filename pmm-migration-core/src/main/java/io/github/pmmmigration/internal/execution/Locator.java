package io.github.pmmmigration.internal.execution;

import io.github.pmmmigration.container.ContainerEngine;
import io.github.pmmmigration.container.ContainerFilter;
import io.github.pmmmigration.container.ContainerId;
import io.github.pmmmigration.container.ContainerName;
import io.github.pmmmigration.container.ContainerNotFoundException;
import io.github.pmmmigration.container.ContainerRef;
import io.github.pmmmigration.container.ContainerSnapshot;
import io.github.pmmmigration.container.MigrationId;
import io.github.pmmmigration.container.MigrationLabels;
import io.github.pmmmigration.error.Problem;
import io.github.pmmmigration.internal.configuration.ReplacementKind;
import io.github.pmmmigration.internal.decision.Labels;
import io.github.pmmmigration.report.MigrationStatus.State;
import io.github.pmmmigration.step.MigrationNames;
import java.util.List;
import java.util.Optional;

/** Finds the server and the traces of its migration, from the engine alone. */
final class Locator {
    private final ContainerEngine engine;

    Locator(ContainerEngine engine) {
        this.engine = engine;
    }

    /** Locates the server that the user named, also in the middle of a cut-over, when nobody has its name. */
    Site locate(ContainerRef ref) {
        ContainerName server = serverName(ref);
        Optional<ContainerSnapshot> holder = engine.inspect(server.toRef());
        Optional<ContainerSnapshot> lock =
                engine.inspect(MigrationNames.lockOf(server).toRef());
        Optional<ContainerSnapshot> anyLock = lock.or(() -> formerLock(server));
        ContainerId source = sourceId(server, holder, anyLock);
        MigrationId migration = anyLock.flatMap(Locator::migrationOf)
                .or(() -> holder.flatMap(Locator::finishedMigration))
                .or(() -> traces(server).stream()
                        .filter(trace -> trace.label(MigrationLabels.SOURCE)
                                .filter(source.value()::equals)
                                .isPresent())
                        .findFirst()
                        .flatMap(Locator::migrationOf))
                .orElseGet(() -> MigrationId.of(source));
        return site(server, migration, source, new Glance(holder, lock));
    }

    /** What the two well-known names of a server pointed at. */
    private record Glance(Optional<ContainerSnapshot> holder, Optional<ContainerSnapshot> lock) {}

    private Site site(ContainerName server, MigrationId migration, ContainerId sourceId, Glance glance) {
        Roster roster = Roster.of(engine, migration);
        int attempt = 1 + roster.abandoned().size();
        Optional<ContainerSnapshot> source = engine.inspect(sourceId.toRef());
        MigrationNames names = new MigrationNames(server, migration, attempt);
        State state = state(roster, source, glance.holder(), glance.lock());
        return new Site(
                names, state, source, glance.holder(), roster.replacement(), glance.lock(), roster.containers());
    }

    private State state(
            Roster roster,
            Optional<ContainerSnapshot> source,
            Optional<ContainerSnapshot> holder,
            Optional<ContainerSnapshot> lock) {
        if (lock.isPresent() || !roster.locks().isEmpty()) {
            return State.INTERRUPTED;
        }
        if (holder.flatMap(Locator::finishedMigration).isPresent()) {
            return source.isPresent() ? State.MIGRATED : State.COMMITTED;
        }
        if (roster.replacement().isPresent() || !roster.helpers().isEmpty()) {
            return State.INTERRUPTED;
        }
        boolean rolledBack = !roster.abandoned().isEmpty()
                || holder.filter(container -> Roster.hasRole(container, Roster.RESTORED))
                        .isPresent();
        return rolledBack ? State.ROLLED_BACK : State.NOT_STARTED;
    }

    private ContainerName serverName(ContainerRef ref) {
        Optional<ContainerSnapshot> found = engine.inspect(ref);
        if (found.isPresent()) {
            ContainerSnapshot container = found.get();
            return container
                    .label(MigrationLabels.SOURCE_NAME)
                    .or(() -> nameFromTraces(container.id()))
                    .map(ContainerName::of)
                    .orElse(container.name());
        }
        ContainerName asName = ContainerName.of(ref.value());
        if (traces(asName).isEmpty()) {
            throw notFound(ref);
        }
        return asName;
    }

    private Optional<ContainerSnapshot> formerLock(ContainerName server) {
        return traces(server).stream()
                .filter(trace -> Roster.hasRole(trace, Roster.LOCK))
                .findFirst();
    }

    private Optional<String> nameFromTraces(ContainerId source) {
        return engine.list(ContainerFilter.all().withLabel(MigrationLabels.SOURCE, source.value())).stream()
                .findFirst()
                .flatMap(trace -> trace.label(MigrationLabels.SOURCE_NAME));
    }

    private List<ContainerSnapshot> traces(ContainerName server) {
        return engine.list(ContainerFilter.all().withLabel(MigrationLabels.SOURCE_NAME, server.value()));
    }

    private ContainerId sourceId(
            ContainerName server, Optional<ContainerSnapshot> holder, Optional<ContainerSnapshot> lock) {
        return lock.flatMap(Locator::sourceOf)
                .or(() -> holder.filter(
                                container -> finishedMigration(container).isPresent())
                        .flatMap(Locator::sourceOf))
                .or(() -> holder.map(ContainerSnapshot::id))
                .or(() -> traces(server).stream().findFirst().flatMap(Locator::sourceOf))
                .orElseThrow(() -> notFound(server.toRef()));
    }

    private static Optional<ContainerId> sourceOf(ContainerSnapshot container) {
        return container
                .label(MigrationLabels.SOURCE)
                .filter(id -> !id.isEmpty())
                .map(ContainerId::new);
    }

    private static Optional<MigrationId> migrationOf(ContainerSnapshot container) {
        return container.label(MigrationLabels.MIGRATION).map(MigrationId::new);
    }

    /** The migration whose replacement this is, when it is one that brought the server to PMM 3. */
    private static Optional<MigrationId> finishedMigration(ContainerSnapshot holder) {
        boolean toPmm3 = !ReplacementKind.UPGRADE_PMM2
                .name()
                .equals(holder.label(Labels.KIND).orElse(""));
        return Roster.hasRole(holder, Roster.REPLACEMENT) && toPmm3 ? migrationOf(holder) : Optional.empty();
    }

    private static ContainerNotFoundException notFound(ContainerRef ref) {
        return new ContainerNotFoundException(new Problem(
                "CONTAINER_NOT_FOUND",
                "There is no container '" + ref + "' on this engine, and no trace of a migration of it.",
                "Nothing was changed.",
                "Check the name with 'docker ps --all', and whether the right engine is addressed."));
    }
}
