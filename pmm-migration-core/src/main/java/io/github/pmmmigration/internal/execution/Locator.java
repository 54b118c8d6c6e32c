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
import io.github.pmmmigration.report.MigrationStatus.State;
import io.github.pmmmigration.step.MigrationNames;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

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
        lock.ifPresent(LockKeeper::requireGenuine);
        Optional<ContainerSnapshot> anyLock = lock.or(() -> formerLock(server));
        List<ContainerSnapshot> traces = traces(server);
        ContainerId source = sourceId(server, holder, anyLock);
        MigrationId migration = anyLock.flatMap(Locator::migrationOf)
                .or(() -> begunFrom(source, traces).findFirst().flatMap(Locator::migrationOf))
                .orElseGet(() -> MigrationId.of(source));
        return site(server, migration, source, new Glance(holder, lock));
    }

    /** Locates the next hop of a server whose last one is finished: the container that has the name is its source. */
    Site onward(Site site) {
        ContainerSnapshot holder =
                site.holder().orElseThrow(() -> notFound(site.server().toRef()));
        return site(
                site.server(), MigrationId.of(holder.id()), holder.id(), new Glance(site.holder(), Optional.empty()));
    }

    /** Locates an earlier hop of the server, to go back over it and all that followed. */
    Site at(Site site, Chain.Link link) {
        return site(site.server(), link.migration(), link.sourceId(), new Glance(site.holder(), Optional.empty()));
    }

    private static Stream<ContainerSnapshot> begunFrom(ContainerId source, List<ContainerSnapshot> traces) {
        return traces.stream()
                .filter(trace -> trace.label(MigrationLabels.SOURCE)
                        .filter(source.value()::equals)
                        .isPresent());
    }

    /** What the two well-known names of a server pointed at. */
    private record Glance(Optional<ContainerSnapshot> holder, Optional<ContainerSnapshot> lock) {}

    private Site site(ContainerName server, MigrationId migration, ContainerId sourceId, Glance glance) {
        Roster roster = Roster.of(engine, migration);
        int attempt = 1 + roster.abandoned().size();
        Optional<ContainerSnapshot> source = Roster.source(engine, sourceId);
        MigrationNames names = new MigrationNames(server, migration, attempt);
        State state = state(roster, source.isPresent() || Revival.isPossible(engine, names), glance, migration);
        return new Site(
                names,
                state,
                sourceId,
                source,
                glance.holder(),
                roster.replacement(),
                glance.lock(),
                roster.containers());
    }

    private static State state(Roster roster, boolean wayBack, Glance glance, MigrationId migration) {
        if (glance.lock().isPresent() || !roster.locks().isEmpty()) {
            return State.INTERRUPTED;
        }
        Optional<ContainerSnapshot> holder = glance.holder();
        if (holder.flatMap(Locator::finishedMigration).filter(migration::equals).isPresent()) {
            return wayBack ? State.MIGRATED : State.COMMITTED;
        }
        if (roster.replacement().isPresent() || !roster.helpers().isEmpty()) {
            return State.INTERRUPTED;
        }
        boolean rolledBack = !roster.abandoned().isEmpty()
                || holder.filter(container -> Roster.hasRole(container, Roster.RESTORED)
                                || Roster.hasRole(container, Roster.STAND_IN))
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
        List<ContainerSnapshot> traces = traces(server);
        return lock.flatMap(Locator::sourceOf)
                .or(() -> holder.filter(
                                container -> finishedMigration(container).isPresent())
                        .filter(container ->
                                begunFrom(container.id(), traces).findAny().isEmpty())
                        .flatMap(Locator::sourceOf))
                .or(() -> holder.map(ContainerSnapshot::id))
                .or(() -> newest(traces).flatMap(Locator::sourceOf))
                .orElseThrow(() -> notFound(server.toRef()));
    }

    /** Of several hops, the one that no other was begun from. */
    private static Optional<ContainerSnapshot> newest(List<ContainerSnapshot> traces) {
        return traces.stream()
                .filter(trace -> sourceOf(trace).isPresent())
                .filter(trace -> begunFrom(trace.id(), traces).findAny().isEmpty())
                .findFirst();
    }

    private static Optional<ContainerId> sourceOf(ContainerSnapshot container) {
        return container
                .label(MigrationLabels.SOURCE)
                .filter(id -> !id.isEmpty())
                .map(ContainerId::new);
    }

    private static Optional<MigrationId> migrationOf(ContainerSnapshot container) {
        return container
                .label(MigrationLabels.MIGRATION)
                .filter(MigrationId::isValid)
                .map(MigrationId::new);
    }

    /** The hop whose replacement this is; it has the name, so it was put in place. */
    private static Optional<MigrationId> finishedMigration(ContainerSnapshot holder) {
        return Roster.hasRole(holder, Roster.REPLACEMENT) ? migrationOf(holder) : Optional.empty();
    }

    private static ContainerNotFoundException notFound(ContainerRef ref) {
        return new ContainerNotFoundException(new Problem(
                "CONTAINER_NOT_FOUND",
                "There is no container '" + ref + "' on this engine, and no trace of a migration of it.",
                "Nothing was changed.",
                "Check the name with 'docker ps --all', and whether the right engine is addressed."));
    }
}
