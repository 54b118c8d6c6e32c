package io.github.pmmmigration.internal.execution;

import io.github.pmmmigration.container.ContainerEngine;
import io.github.pmmmigration.container.ContainerId;
import io.github.pmmmigration.container.ContainerSnapshot;
import io.github.pmmmigration.container.MigrationId;
import io.github.pmmmigration.container.MigrationLabels;
import io.github.pmmmigration.internal.configuration.ReplacementKind;
import io.github.pmmmigration.internal.decision.Labels;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The hops by which a server came to what it is, newest first, as the labels of their containers tell. */
record Chain(List<Link> links) {
    /**
     * One hop that was made.
     *
     * @param migration the migration that made it
     * @param kind what it did
     * @param sourceId the container it started from
     * @param source the same, or what stands in for it, unless it was removed
     */
    record Link(
            MigrationId migration, ReplacementKind kind, ContainerId sourceId, Optional<ContainerSnapshot> source) {}

    /** Follows the labels from the container that has the server's name. */
    static Chain to(ContainerEngine engine, ContainerSnapshot holder) {
        List<Link> links = new ArrayList<>();
        Set<ContainerId> seen = new HashSet<>();
        Optional<ContainerSnapshot> container = Optional.of(holder);
        while (container.isPresent() && seen.add(container.get().id())) {
            Optional<Link> link = container.flatMap(current -> link(engine, current));
            container
                    .filter(current -> Roster.hasRole(current, Roster.REPLACEMENT))
                    .flatMap(current -> link(engine, current))
                    .ifPresent(links::add);
            container = link.flatMap(Link::source);
        }
        return new Chain(List.copyOf(links));
    }

    /** A container that runs a source on its backup stands for that source, and is no hop. */
    private static Optional<Link> link(ContainerEngine engine, ContainerSnapshot container) {
        boolean ours = Roster.hasRole(container, Roster.REPLACEMENT) || Roster.hasRole(container, Roster.RESTORED);
        return container
                .label(MigrationLabels.SOURCE)
                .filter(id -> ours && !id.isEmpty())
                .map(ContainerId::new)
                .map(source -> new Link(
                        new MigrationId(
                                container.label(MigrationLabels.MIGRATION).orElse("")),
                        kindOf(container),
                        source,
                        Roster.source(engine, source)));
    }

    static ReplacementKind kindOf(ContainerSnapshot replacement) {
        return replacement.label(Labels.KIND).map(ReplacementKind::valueOf).orElse(ReplacementKind.MIGRATE);
    }

    /** Returns the hop to undo so that PMM 2 serves; the last one where PMM 2 is not in reach. */
    Optional<Link> backToPmm2() {
        Optional<Link> migration = links.stream()
                .takeWhile(link -> link.source().isPresent())
                .filter(link -> link.kind() == ReplacementKind.MIGRATE)
                .findFirst();
        return migration.or(this::last).filter(link -> link.kind() != ReplacementKind.UPGRADE_PMM2);
    }

    /** Returns the last hop. */
    Optional<Link> last() {
        return links.stream().findFirst();
    }
}
