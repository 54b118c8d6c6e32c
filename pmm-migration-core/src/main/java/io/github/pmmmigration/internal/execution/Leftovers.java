package io.github.pmmmigration.internal.execution;

import io.github.pmmmigration.container.ContainerEngine;
import io.github.pmmmigration.container.ContainerFilter;
import io.github.pmmmigration.container.ContainerSnapshot;
import io.github.pmmmigration.container.MigrationLabels;
import io.github.pmmmigration.container.VolumeName;
import io.github.pmmmigration.report.MigrationReport.Leftover;
import io.github.pmmmigration.step.MigrationNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Lists what a migration has left on the engine, and the command that deals with each of it. */
final class Leftovers {
    private static final Map<String, String> PURPOSES = Map.of(
            Roster.LOCK, "lock of an unfinished run",
            Roster.HELPER, "helper of an unfinished run");

    private Leftovers() {}

    static List<Leftover> of(ContainerEngine engine, Site site) {
        MigrationNames names = site.names();
        List<Leftover> leftovers = new ArrayList<>();
        site.source()
                .flatMap(source -> engine.inspect(source.id().toRef()))
                .filter(source -> !source.name().equals(names.server()))
                .ifPresent(source -> leftovers.add(container(source, "retired server; the way back")));
        engine
                .list(ContainerFilter.all()
                        .withLabel(MigrationLabels.MIGRATION, names.migration().value()))
                .stream()
                .filter(container -> !container.name().equals(names.server()))
                .forEach(container -> leftovers.add(container(container, purpose(container))));
        volume(engine, names.backup(), "backup of the data as PMM 2 left it", leftovers);
        volume(engine, names.records(), "ownership manifest and records", leftovers);
        return leftovers;
    }

    private static String purpose(ContainerSnapshot container) {
        if (Roster.isAbandoned(container)) {
            return "replacement that was set aside by a rollback, with what PMM 3 had written";
        }
        return PURPOSES.getOrDefault(
                container.label(MigrationLabels.ROLE).orElse(""), "replacement that was not put in place yet");
    }

    private static Leftover container(ContainerSnapshot container, String purpose) {
        String name = container.name().value();
        return new Leftover("container", name, purpose, "docker rm " + name);
    }

    private static void volume(ContainerEngine engine, VolumeName name, String purpose, List<Leftover> leftovers) {
        engine.inspectVolume(name)
                .ifPresent(volume ->
                        leftovers.add(new Leftover("volume", name.value(), purpose, "docker volume rm " + name)));
    }
}
