package io.github.pmmmigration.testing;

import io.github.pmmmigration.container.ContainerState.Status;
import io.github.pmmmigration.container.MigrationLabels;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Watches for histories that must never happen to a user's server; each is reported once. */
final class Invariants {
    private static final String BACKUP = MigrationLabels.PREFIX + "backup";

    private final Set<String> violations = new LinkedHashSet<>();
    private final List<String> unreported = new ArrayList<>();
    private boolean sawPmm2;
    private boolean backupRequested;
    private boolean committing;

    Invariants copy() {
        Invariants copy = new Invariants();
        copy.violations.addAll(violations);
        copy.unreported.addAll(unreported);
        copy.sawPmm2 = sawPmm2;
        copy.backupRequested = backupRequested;
        copy.committing = committing;
        return copy;
    }

    void requestBackup() {
        backupRequested = true;
    }

    void expectCommit() {
        committing = true;
    }

    void report(String what) {
        if (violations.add(what)) {
            unreported.add(what);
        }
    }

    List<String> violations() {
        return List.copyOf(violations);
    }

    /** Looks at the state after a call. */
    void check(World world) {
        reportSharedStore(world, SimulatedContainer::isActive, "are running on the same data");
        reportSharedStore(world, Restarts::isArmed, "may be started on the same data by a restart of the engine");
        boolean pmm2 = world.servers().anyMatch(Invariants::isPmm2);
        if (sawPmm2 && !pmm2 && !committing) {
            report("no container is left that defines the PMM 2 server");
        }
        sawPmm2 |= pmm2;
    }

    /** Throws what was reported since the last time. */
    void throwNew() {
        if (!unreported.isEmpty()) {
            String all = String.join("; ", unreported);
            unreported.clear();
            throw new ForbiddenHistory(all);
        }
    }

    /** Forgets what was reported while the past of an observed engine was played through. */
    void forgiveThePast() {
        violations.clear();
        unreported.clear();
    }

    /** Looks at a PMM 3 server that is about to write data of PMM 2 for the first time. */
    void checkBackup(World world, SimulatedContainer server, DataFacts data) {
        Map<String, String> labels = server.definition().labels();
        List<SimulatedVolume> ours = world.volumes().stream()
                .filter(volume -> volume.migration().isPresent())
                .filter(volume -> volume.migration().equals(Optional.ofNullable(labels.get(MigrationLabels.MIGRATION))))
                .toList();
        boolean onCopy = ours.stream().anyMatch(volume -> server.definition().usesVolume(volume.name()));
        boolean complete = onCopy
                ? data.note(HelperEffects.COMPLETE).isPresent()
                : hasBackup(world, ours, data, backupRequested || "volume".equals(labels.get(BACKUP)));
        if (!complete) {
            report("PMM 3 '" + server.name() + "' was started before the backup was complete");
        }
    }

    private static boolean hasBackup(World world, List<SimulatedVolume> ours, DataFacts data, boolean requested) {
        List<DataFacts> backups = ours.stream()
                .filter(volume -> "backup".equals(volume.snapshot().labels().get(MigrationLabels.ROLE)))
                .map(volume -> world.stores().at(Stores.ofVolume(volume.name())))
                .toList();
        return backups.isEmpty() ? !requested : backups.stream().anyMatch(backup -> isCompleteFor(backup, data));
    }

    /** Looks at data that is about to be lost. */
    void checkLoss(String what, DataFacts lost, boolean ours) {
        if (!lost.isEmpty() && !ours) {
            report("data of the user was lost: " + what);
        }
    }

    private static boolean isCompleteFor(DataFacts backup, DataFacts data) {
        return backup.note(HelperEffects.COMPLETE).isPresent()
                && backup.systemIdentifier().equals(data.systemIdentifier())
                && backup.revision() == data.revision();
    }

    private void reportSharedStore(World world, Predicate<SimulatedContainer> condition, String what) {
        Map<String, SimulatedContainer> users = new HashMap<>();
        world.servers().filter(condition).forEach(server -> {
            SimulatedContainer other = users.put(server.definition().storeAt(ServerProcess.DATA), server);
            if (other != null) {
                report("'" + other.name() + "' and '" + server.name() + "' " + what);
            }
        });
    }

    private static boolean isPmm2(SimulatedContainer server) {
        return server.definition()
                        .server()
                        .filter(version -> !ServerImages.isPmm3(version))
                        .isPresent()
                && server.status() != Status.REMOVING;
    }
}
