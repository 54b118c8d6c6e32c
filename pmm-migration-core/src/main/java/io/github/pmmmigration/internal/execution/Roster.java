package io.github.pmmmigration.internal.execution;

import io.github.pmmmigration.container.ContainerEngine;
import io.github.pmmmigration.container.ContainerFilter;
import io.github.pmmmigration.container.ContainerId;
import io.github.pmmmigration.container.ContainerName;
import io.github.pmmmigration.container.ContainerSnapshot;
import io.github.pmmmigration.container.MigrationId;
import io.github.pmmmigration.container.MigrationLabels;
import io.github.pmmmigration.step.HelperTask;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The containers that carry a migration's id, told apart by their roles. */
record Roster(List<ContainerSnapshot> containers) {
    static final String LOCK = "lock";
    static final String REPLACEMENT = "replacement";
    static final String RESTORED = "restored";
    static final String HELPER = "helper";
    /** A container that is never started, unless on the way back: it has the definition of a server that vanishes. */
    static final String STAND_IN = "stand-in";

    private static final String ABANDONED_MARK = "-abandoned-";

    /** Returns the containers of this migration that are on the engine now. */
    static Roster of(ContainerEngine engine, MigrationId migration) {
        return new Roster(engine.list(ContainerFilter.all().withLabel(MigrationLabels.MIGRATION, migration.value())));
    }

    Optional<ContainerSnapshot> replacement() {
        return withRole(REPLACEMENT)
                .filter(container -> !isAbandoned(container))
                .findFirst();
    }

    Optional<ContainerSnapshot> restored() {
        return withRole(RESTORED).filter(container -> !isAbandoned(container)).findFirst();
    }

    Optional<ContainerSnapshot> standIn() {
        return withRole(STAND_IN).findFirst();
    }

    /** Returns the container that a migration started from, or what stands in for it since the engine removed it. */
    static Optional<ContainerSnapshot> source(ContainerEngine engine, ContainerId id) {
        return engine.inspect(id.toRef())
                .or(() -> engine.list(ContainerFilter.all().withLabel(MigrationLabels.SOURCE, id.value())).stream()
                        .filter(container -> hasRole(container, STAND_IN))
                        .findFirst());
    }

    /** Returns those that serve, or served, in place of the replacement after further hops. */
    List<ContainerSnapshot> successorsOf(ContainerSnapshot replacement) {
        List<ContainerSnapshot> found = new ArrayList<>();
        Deque<ContainerSnapshot> open = new ArrayDeque<>(List.of(replacement));
        while (!open.isEmpty()) {
            String id = open.pop().id().value();
            containers.stream()
                    .filter(container -> hasRole(container, REPLACEMENT) || hasRole(container, RESTORED))
                    .filter(container -> !isAbandoned(container))
                    .filter(container -> container
                            .label(MigrationLabels.SOURCE)
                            .filter(id::equals)
                            .isPresent())
                    .filter(container -> !found.contains(container))
                    .forEach(container -> {
                        found.add(container);
                        open.push(container);
                    });
        }
        return found;
    }

    /** Returns the containers of one migration among these. */
    Roster of(MigrationId migration) {
        return new Roster(containers.stream()
                .filter(container -> container
                        .label(MigrationLabels.MIGRATION)
                        .filter(migration.value()::equals)
                        .isPresent())
                .toList());
    }

    /** Returns the containers of all migrations of a server. */
    static Roster of(ContainerEngine engine, ContainerName server) {
        return new Roster(engine.list(ContainerFilter.all().withLabel(MigrationLabels.SOURCE_NAME, server.value())));
    }

    List<ContainerSnapshot> abandoned() {
        return withRole(REPLACEMENT).filter(Roster::isAbandoned).toList();
    }

    /** The locks, those that were taken over included. */
    List<ContainerSnapshot> locks() {
        return withRole(LOCK).toList();
    }

    Map<HelperTask, ContainerSnapshot> helpers() {
        Map<HelperTask, ContainerSnapshot> helpers = new EnumMap<>(HelperTask.class);
        withRole(HELPER)
                .forEach(container -> container
                        .label(MigrationLabels.TASK)
                        .flatMap(HelperTask::ofLabel)
                        .ifPresent(task -> helpers.put(task, container)));
        return helpers;
    }

    private java.util.stream.Stream<ContainerSnapshot> withRole(String role) {
        return containers.stream()
                .filter(container -> container
                        .label(MigrationLabels.ROLE)
                        .filter(role::equals)
                        .isPresent());
    }

    static boolean isAbandoned(ContainerSnapshot container) {
        return container.name().value().contains(ABANDONED_MARK);
    }

    static boolean hasRole(ContainerSnapshot container, String role) {
        return container.label(MigrationLabels.ROLE).filter(role::equals).isPresent();
    }
}
