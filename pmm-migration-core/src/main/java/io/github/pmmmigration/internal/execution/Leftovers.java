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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Lists what a migration has left on the engine, and the command that deals with each of it. */
final class Leftovers {
    private static final Map<String, String> PURPOSES = Map.of(
            Roster.LOCK, "lock of a run that goes on, or of one that died; to be removed by hand only in that case",
            Roster.HELPER, "helper of an unfinished run");

    private final ContainerEngine engine;
    private final Site site;
    private final List<ContainerSnapshot> traces;
    private final Set<ContainerId> retired = new LinkedHashSet<>();
    private final List<Leftover> found = new ArrayList<>();

    private Leftovers(ContainerEngine engine, Site site) {
        this.engine = engine;
        this.site = site;
        this.traces = Roster.of(engine, site.server()).containers();
    }

    /** Lists what the migrations of this server have left, earlier ones included. */
    static List<Leftover> of(ContainerEngine engine, Site site) {
        Leftovers leftovers = new Leftovers(engine, site);
        leftovers.containers();
        leftovers.volumes();
        return leftovers.found;
    }

    /** Each hop has a container from which it started; that of this migration comes first. */
    private void containers() {
        retired.add(site.sourceId());
        traces.stream()
                .flatMap(trace -> trace.label(MigrationLabels.SOURCE).stream())
                .filter(id -> !id.isEmpty())
                .forEach(id -> retired.add(new ContainerId(id)));
        List<ContainerSnapshot> sources = retired.stream()
                .flatMap(id -> Roster.source(engine, id).stream())
                .toList();
        sources.stream()
                .filter(this::isElsewhere)
                .forEach(source -> found.add(container(source, "retired server; the way back")));
        traces.stream()
                .filter(this::isElsewhere)
                .filter(trace ->
                        sources.stream().noneMatch(source -> source.id().equals(trace.id())))
                .forEach(trace -> found.add(container(trace, purpose(trace))));
    }

    private boolean isElsewhere(ContainerSnapshot container) {
        return !container.name().equals(site.server());
    }

    private void volumes() {
        Set<MigrationId> migrations = new LinkedHashSet<>(List.of(site.migration()));
        traces.stream()
                .flatMap(trace -> trace.label(MigrationLabels.MIGRATION).stream())
                .filter(MigrationId::isValid)
                .map(MigrationId::new)
                .forEach(migrations::add);
        migrations.forEach(this::volumesOf);
    }

    /** Each replacement that was set aside had volumes of its own. */
    private void volumesOf(MigrationId migration) {
        long abandoned = traces.stream()
                .filter(trace -> trace.label(MigrationLabels.MIGRATION)
                        .filter(migration.value()::equals)
                        .isPresent())
                .filter(Roster::isAbandoned)
                .count();
        for (int attempt = 1; attempt <= abandoned + 1; attempt++) {
            MigrationNames names = new MigrationNames(site.server(), migration, attempt);
            volume(names.backup(), "backup of the data as it was before");
            volume(names.copy(), "copy of the data that PMM 3 worked on");
        }
        VolumeName records = new MigrationNames(site.server(), migration, 1).records();
        volume(
                records,
                "definition and log of the server before, plan, reports, ownership manifest" + reading(records));
    }

    private String reading(VolumeName records) {
        return site.source()
                .or(site::holder)
                .map(container -> "; to have the documents here: docker run --rm -u 0 --network none -v " + records
                        + ":/records:ro --entrypoint tar "
                        + container.image().value().replaceAll("(?<=[0-9a-f]{12})[0-9a-f]{52}$", "")
                        + " -cC /records/documents . | tar -xv")
                .orElse("");
    }

    private void volume(VolumeName name, String purpose) {
        if (engine.inspectVolume(name).isEmpty()) {
            return;
        }
        Optional<ContainerSnapshot> user = user(name);
        if (user.isEmpty()) {
            found.add(new Leftover("volume", name.value(), purpose, "docker volume rm " + name));
        } else if (Roster.hasRole(user.get(), Roster.RESTORED)) {
            String advice = purpose + "; the server works on it now, keep it";
            found.add(new Leftover("volume", name.value(), advice, "docker volume inspect " + name));
        }
    }

    /** The volume that the server works on now must not be removed, whoever made it. */
    private Optional<ContainerSnapshot> user(VolumeName name) {
        return engine.inspect(site.server().toRef())
                .filter(holder -> holder.mounts().stream()
                        .anyMatch(mount -> mount.volume().filter(name::equals).isPresent()));
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
}
