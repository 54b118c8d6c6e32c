package io.github.pmmmigration.testing;

import io.github.pmmmigration.container.MigrationLabels;
import io.github.pmmmigration.testing.DataFacts.Ownership;
import io.github.pmmmigration.testing.HelperEffects.Step;
import java.util.List;

/** What the helpers of this library do to data, as far as other containers can tell. */
final class StandardHelpers {
    private static final String BACKUP = "/pmm-migration/backup";
    private static final String RECORDS = "/pmm-migration/records";
    private static final String STOP = MigrationLabels.PREFIX + "stop";
    private static final String STRATEGY = MigrationLabels.PREFIX + "strategy";

    private StandardHelpers() {}

    static List<Step> precopy() {
        return List.of(StandardHelpers::copyAhead);
    }

    static List<Step> prepare() {
        return List.of(
                StandardHelpers::copyExactly,
                StandardHelpers::markComplete,
                StandardHelpers::recordOwnership,
                run -> own(run, Ownership.PARTLY_CHANGED),
                run -> own(run, Ownership.PMM3));
    }

    static List<Step> restoreOwnership() {
        return List.of(run -> restore(run, Ownership.PARTLY_CHANGED), run -> restore(run, Ownership.PMM2));
    }

    private static void copyAhead(HelperRun run) {
        if (!run.mounts(BACKUP)) {
            return;
        }
        DataFacts source = run.at(ServerProcess.DATA);
        protectBackup(run, source);
        run.put(BACKUP, source.consistent(!run.isServed(ServerProcess.DATA)).withNotes(notesOf(run)));
        run.put(BACKUP, run.at(BACKUP).withoutNote(HelperEffects.COMPLETE));
    }

    private static void copyExactly(HelperRun run) {
        if (!run.mounts(BACKUP) || isComplete(run)) {
            return;
        }
        DataFacts source = run.at(ServerProcess.DATA);
        protectBackup(run, source);
        if (run.isServed(ServerProcess.DATA)) {
            run.forbid("the backup was finished while a server was writing the data");
        }
        run.put(BACKUP, source.withNotes(notesOf(run)).withoutNote(HelperEffects.COMPLETE));
    }

    private static void markComplete(HelperRun run) {
        if (run.mounts(BACKUP) && !isComplete(run)) {
            run.put(BACKUP, run.at(BACKUP).withNote(HelperEffects.COMPLETE, stop(run)));
        }
    }

    private static void recordOwnership(HelperRun run) {
        String name = HelperEffects.MANIFEST + stop(run);
        if (run.mounts(RECORDS) && run.at(RECORDS).note(name).isEmpty()) {
            Ownership owners = run.at(target(run)).ownership();
            run.put(RECORDS, run.at(RECORDS).withNote(name, owners.name()));
        }
    }

    private static void own(HelperRun run, Ownership owners) {
        DataFacts data = run.at(target(run));
        if (data.ownership() == Ownership.PMM3) {
            return;
        }
        requireRest(run);
        if (run.mounts(BACKUP) && run.at(BACKUP).note(HelperEffects.COMPLETE).isEmpty()) {
            run.forbid("the ownership was changed before the backup was complete");
        }
        run.put(target(run), data.ownedBy(owners));
    }

    private static void restore(HelperRun run, Ownership step) {
        String recorded = run.at(RECORDS).notes().entrySet().stream()
                .filter(note -> note.getKey().startsWith(HelperEffects.MANIFEST))
                .map(java.util.Map.Entry::getValue)
                .findFirst()
                .orElse("");
        DataFacts data = run.at(ServerProcess.DATA);
        if (recorded.isEmpty()) {
            run.print("there is no manifest: nothing was changed");
            return;
        }
        Ownership before = Ownership.valueOf(recorded);
        if (data.ownership() != before) {
            requireRest(run);
            run.put(ServerProcess.DATA, data.ownedBy(step == Ownership.PMM2 ? before : step));
        }
    }

    private static void requireRest(HelperRun run) {
        if (run.isServed(target(run))) {
            run.forbid("the ownership was changed while a server was running on the data");
        }
    }

    /** A backup must stay usable: it never gets other owners, PMM 3's data, or new content below a running server. */
    private static void protectBackup(HelperRun run, DataFacts source) {
        if (source.ownership() == Ownership.PMM3 || source.ownership() == Ownership.PARTLY_CHANGED) {
            run.forbid("the backup was overwritten with changed owners");
        }
        if (source.touchedByPmm3()) {
            run.forbid("the backup was overwritten with data that PMM 3 had changed");
        }
        if (run.isServed(BACKUP)) {
            run.forbid("the backup was overwritten while a server was running on it");
        }
        if (run.at(BACKUP).touchedByPmm3()) {
            run.forbid("data that PMM 3 had written was overwritten");
        }
    }

    private static boolean isComplete(HelperRun run) {
        return run.at(BACKUP)
                .note(HelperEffects.COMPLETE)
                .filter(stop(run)::equals)
                .isPresent();
    }

    private static String target(HelperRun run) {
        boolean copy = run.label(STRATEGY).filter("copy"::equals).isPresent();
        return copy ? BACKUP : ServerProcess.DATA;
    }

    private static String stop(HelperRun run) {
        return run.label(STOP).orElse("");
    }

    private static java.util.Map<String, String> notesOf(HelperRun run) {
        return run.at(BACKUP).notes();
    }
}
