package io.github.pmmmigration.internal.execution;

import io.github.pmmmigration.container.ContainerEngine;
import io.github.pmmmigration.container.ContainerId;
import io.github.pmmmigration.container.ContainerSnapshot;
import io.github.pmmmigration.container.MigrationId;
import io.github.pmmmigration.container.MigrationLabels;
import io.github.pmmmigration.container.VolumeName;
import io.github.pmmmigration.report.MigrationReport.Leftover;
import io.github.pmmmigration.step.MigrationNames;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Lists what a migration has left on the engine, and the command that deals with each of it. */
final class Leftovers {
    private static final Map<String, String> PURPOSES = Map.of(
            Roster.LOCK, "lock of a run that goes on, or of one that died; to be removed by hand only in that case",
            Roster.HELPER, "helper of an unfinished run");

    private Leftovers() {}

    static List<Leftover> of(ContainerEngine engine, Site site) {
        MigrationNames names = site.names();
        Roster roster = Roster.of(engine, names.server());
        List<Leftover> leftovers = new ArrayList<>();
        Map<ContainerId, ContainerSnapshot> containers = new LinkedHashMap<>();
        sources(roster, site)
                .forEach(id -> engine.inspect(id.toRef())
                        .filter(source -> !source.name().equals(names.server()))
                        .ifPresent(source -> {
                            containers.put(source.id(), source);
                            leftovers.add(container(source, "retired server; the way back"));
                        }));
        roster.containers().stream()
                .filter(container -> !container.name().equals(names.server()))
                .filter(container -> !containers.containsKey(container.id()))
                .forEach(container -> leftovers.add(container(container, purpose(container))));
        migrations(roster, site).forEach(each -> volumes(engine, each, leftovers));
        return leftovers;
    }

    /** The containers from which the hops started; this migration's first. */
    private static Set<ContainerId> sources(Roster roster, Site site) {
        Set<ContainerId> ids = new LinkedHashSet<>();
        site.source().ifPresent(source -> ids.add(source.id()));
        roster.containers()
                .forEach(container -> container
                        .label(MigrationLabels.SOURCE)
                        .filter(id -> !id.isEmpty())
                        .ifPresent(id -> ids.add(new ContainerId(id))));
        return ids;
    }

    private static List<MigrationNames> migrations(Roster roster, Site site) {
        Set<String> ids = new TreeSet<>();
        roster.containers()
                .forEach(container -> container.label(MigrationLabels.MIGRATION).ifPresent(ids::add));
        ids.remove(site.migration().value());
        List<MigrationNames> names = new ArrayList<>(List.of(site.names()));
        ids.forEach(id -> names.add(new MigrationNames(site.server(), new MigrationId(id), 1)));
        return names;
    }

    private static void volumes(ContainerEngine engine, MigrationNames names, List<Leftover> leftovers) {
        volume(engine, names.backup(), "backup of the data as it was before", leftovers);
        volume(engine, names.records(), "ownership manifest and records", leftovers);
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
