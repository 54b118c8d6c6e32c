package io.github.pmmmigration.testing;

import io.github.pmmmigration.container.ContainerSnapshot;
import io.github.pmmmigration.container.MigrationLabels;
import io.github.pmmmigration.testing.DataFacts.Ownership;
import io.github.pmmmigration.testing.HelperEffects.Step;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the data scripts of this library do, as far as their marks and the data tell. */
final class StandardHelpers {
    private static final String SRV = ServerProcess.DATA;
    private static final String BACKUP = "/pmm-migration/backup";
    private static final String RECORDS = "/pmm-migration/records";
    private static final String STOP = MigrationLabels.PREFIX + "stop";
    private static final String OWNER = MigrationLabels.PREFIX + "owner";
    private static final String STRATEGY = MigrationLabels.PREFIX + "strategy";

    private static final int MOUNT_MISSING = 27;

    /** Beginning of the name of a note that holds a document of the records. */
    static final String CONTENT = "content of ";

    /** Where the records have their documents. */
    static final String DOCUMENTS = RECORDS + "/documents/";

    /** Mark in the records: which backup or copy is whole. */
    private static final String KEPT = "backup.complete";
    /** Mark in the records: a change of ownership was begun, and whose the data was before. */
    private static final String BEGUN = "manifest.complete";
    /** Mark in the records: the last change of ownership was undone. */
    private static final String UNDONE = "manifest.restored";

    private StandardHelpers() {}

    static List<Step> saveDocuments() {
        return List.of(StandardHelpers::putDocuments);
    }

    static List<Step> precopy() {
        return List.of(StandardHelpers::copyAhead);
    }

    static List<Step> prepare() {
        return List.of(
                StandardHelpers::undoOlderChange,
                StandardHelpers::copyExactly,
                StandardHelpers::markKept,
                StandardHelpers::recordOwners,
                run -> own(run, Ownership.PARTLY_CHANGED),
                run -> own(run, Ownership.PMM3),
                StandardHelpers::sumUp);
    }

    static List<Step> restoreOwnership() {
        return List.of(
                StandardHelpers::giveHalfBack, run -> giveBack(run, Optional.empty()), StandardHelpers::markUndone);
    }

    /** The script's words are "put", then name, number of pieces and checksum of each document. */
    private static void putDocuments(HelperRun run) {
        List<String> words = run.command();
        int piece = 1;
        for (int i = words.indexOf("put") + 1; i < words.size(); i += 3) {
            int pieces = Integer.parseInt(words.get(i + 1));
            String content = content(run.container(), piece, piece + pieces);
            piece += pieces;
            run.put(
                    RECORDS,
                    run.at(RECORDS)
                            .withNote("document " + words.get(i), words.get(i + 2))
                            .withNote(CONTENT + words.get(i), content));
        }
    }

    /** The pieces come encoded in variables, counted through all documents. */
    private static String content(ContainerSnapshot helper, int from, int to) {
        StringBuilder encoded = new StringBuilder();
        for (int number = from; number < to; number++) {
            String variable = "PMM_MIGRATION_CHUNK_" + number + "=";
            helper.document().texts("/Config/Env").stream()
                    .filter(entry -> entry.startsWith(variable))
                    .forEach(entry -> encoded.append(entry.substring(variable.length())));
        }
        return new String(Base64.getDecoder().decode(encoded.toString()), StandardCharsets.UTF_8);
    }

    /** Copies while the server serves; after a change of ownership the backup may be all that knows the owners. */
    private static void copyAhead(HelperRun run) {
        if (mark(run, BEGUN).isPresent()) {
            run.print("summary skipped=ownership-change-begun");
            return;
        }
        run.print("phase copying");
        withdrawKept(run);
        DataFacts source = run.at(SRV);
        protectBackup(run, source);
        run.put(BACKUP, source.consistent(!run.isServed(SRV)).withNotes(Map.of()));
        run.print("progress 1000000 1000 1000000");
        run.print("summary copied=1000 removed=0 entries=1000 bytes=1000000 reflink=no");
    }

    private static void requireData(HelperRun run) {
        if (run.at(SRV).isEmpty()) {
            run.fail(MOUNT_MISSING, "error mount-missing: /srv is empty, so it is not the data of a PMM server.");
        }
    }

    private static void giveHalfBack(HelperRun run) {
        requireData(run);
        giveBack(run, Optional.of(Ownership.PARTLY_CHANGED));
    }

    private static void undoOlderChange(HelperRun run) {
        requireData(run);
        if (mark(run, BEGUN).filter(begun -> !begun.startsWith(key(run) + " ")).isPresent()) {
            giveBack(run, Optional.empty());
            markUndone(run);
        }
    }

    private static void copyExactly(HelperRun run) {
        if (!run.mounts(BACKUP) || isKept(run)) {
            return;
        }
        run.print("phase copying");
        withdrawKept(run);
        DataFacts source = run.at(SRV);
        protectBackup(run, source);
        if (run.isServed(SRV)) {
            run.forbid("the backup was finished while a server was writing the data");
        }
        run.put(BACKUP, source.withNotes(Map.of()));
        run.print("progress 1000000 1000 1000000");
    }

    private static void markKept(HelperRun run) {
        if (run.mounts(BACKUP) && !isKept(run)) {
            run.put(BACKUP, run.at(BACKUP).withNote(HelperEffects.COMPLETE, stop(run)));
            run.put(RECORDS, run.at(RECORDS).withNote(KEPT, key(run)));
        }
    }

    private static void recordOwners(HelperRun run) {
        if (!keepsOwners(run) && mark(run, BEGUN).isEmpty()) {
            run.print("phase recording");
            String before = run.at(target(run)).ownership().name();
            run.put(
                    RECORDS,
                    run.at(RECORDS).withNote(BEGUN, key(run) + " " + before).withoutNote(UNDONE));
        }
    }

    private static void own(HelperRun run, Ownership owners) {
        DataFacts data = run.at(target(run));
        if (keepsOwners(run) || data.ownership() == Ownership.PMM3) {
            return;
        }
        run.print("phase owning");
        requireRest(run);
        if (run.mounts(BACKUP) && run.at(BACKUP).note(HelperEffects.COMPLETE).isEmpty()) {
            run.forbid("the ownership was changed before the backup was complete");
        }
        run.put(target(run), data.ownedBy(owners));
    }

    private static void sumUp(HelperRun run) {
        String backup = run.mounts(BACKUP) ? "written" : "none";
        run.print("summary mode=" + mode(run) + " backup=" + backup + " entries=1000 bytes=1000000 copied=10 removed=0"
                + " sampled=100 owned=1000 healed=0 reflink=no");
    }

    /** Puts the recorded owners back, or half of them. */
    private static void giveBack(HelperRun run, Optional<Ownership> halfWay) {
        Optional<String> begun = mark(run, BEGUN);
        if (begun.isEmpty()) {
            return;
        }
        String tree = begun.get().contains(" copy ") ? BACKUP : SRV;
        String before = begun.get().substring(begun.get().lastIndexOf(' ') + 1);
        Ownership recorded = Ownership.valueOf(before);
        DataFacts data = run.at(tree);
        if (data.ownership() != recorded) {
            requireRest(run);
            run.put(tree, data.ownedBy(halfWay.orElse(recorded)));
        }
    }

    private static void markUndone(HelperRun run) {
        Optional<String> begun = mark(run, BEGUN);
        if (begun.isEmpty()) {
            String state = mark(run, UNDONE).isPresent() ? "restored" : "absent";
            run.print("summary manifest=" + state + " restored=0 missing=0");
            return;
        }
        run.put(RECORDS, run.at(RECORDS).withoutNote(BEGUN).withNote(UNDONE, begun.get()));
        run.print("summary manifest=applied restored=1000 missing=0");
    }

    private static void requireRest(HelperRun run) {
        if (run.isServed(target(run))) {
            run.forbid("the ownership was changed while a server was running on the data");
        }
    }

    /** A backup must stay usable: it never gets other owners, PMM 3's data, or new content below a running server. */
    private static void protectBackup(HelperRun run, DataFacts source) {
        boolean migrates = !keepsOwners(run);
        if (migrates && (source.ownership() == Ownership.PMM3 || source.ownership() == Ownership.PARTLY_CHANGED)) {
            run.forbid("the backup was overwritten with changed owners");
        }
        if (migrates && source.touchedByPmm3()) {
            run.forbid("the backup was overwritten with data that PMM 3 had changed");
        }
        if (!run.at(BACKUP).isEmpty() && !run.at(BACKUP).writtenBy().equals(source.writtenBy())) {
            run.forbid("the backup was overwritten with data that another version had changed");
        }
        if (run.isServed(BACKUP)) {
            run.forbid("the backup was overwritten while a server was running on it");
        }
        if (migrates && run.at(BACKUP).touchedByPmm3()) {
            run.forbid("data that PMM 3 had written was overwritten");
        }
    }

    private static boolean keepsOwners(HelperRun run) {
        return run.label(OWNER).filter("keep"::equals).isPresent();
    }

    private static boolean isKept(HelperRun run) {
        return mark(run, KEPT).filter(key(run)::equals).isPresent()
                && !run.at(BACKUP).isEmpty();
    }

    private static void withdrawKept(HelperRun run) {
        run.put(RECORDS, run.at(RECORDS).withoutNote(KEPT));
    }

    private static Optional<String> mark(HelperRun run, String name) {
        return run.at(RECORDS).note(name);
    }

    private static String target(HelperRun run) {
        return mode(run).equals("copy") ? BACKUP : SRV;
    }

    private static String mode(HelperRun run) {
        if (run.label(STRATEGY).filter("copy"::equals).isPresent()) {
            return "copy";
        }
        return run.mounts(BACKUP) ? "backup" : "no-backup";
    }

    private static String key(HelperRun run) {
        return "token=" + stop(run) + " " + mode(run);
    }

    private static String stop(HelperRun run) {
        return run.label(STOP).orElse("");
    }
}
