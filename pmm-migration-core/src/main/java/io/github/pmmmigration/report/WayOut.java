package io.github.pmmmigration.report;

import io.github.pmmmigration.report.MigrationReport.Outcome;
import java.util.Locale;

/** Says how to go back and how to accept, as far as either is open. */
final class WayOut {
    private static final String PRUNED =
            " The retired server was removed, but not by 'commit': it is made again from what was"
                    + " kept of its definition.";

    private final MigrationReport report;

    WayOut(MigrationReport report) {
        this.report = report;
    }

    /** One or two sentences; empty when there is nothing to go back from. */
    String howToRollBack() {
        return switch (report.outcome()) {
            case MIGRATED, ALREADY_MIGRATED -> wayBack();
            case STOPPED, CANCELLED, INTERRUPTED -> begun() ? call("rollBack()", "rollback") : "";
            case COMMITTED -> afterCommit();
            case ROLLED_BACK, NOT_STARTED -> "";
        };
    }

    /** One or two sentences; empty when there is nothing to accept. */
    String howToCommit() {
        boolean open = report.outcome() == Outcome.MIGRATED || report.outcome() == Outcome.ALREADY_MIGRATED;
        return open && !isAccepted() && !report.leftovers().isEmpty()
                ? call("commit()", "commit") + " This removes the retired container and keeps the backup."
                        + " Then the clients: 'pmm-migrate clients' shows how."
                : "";
    }

    private String wayBack() {
        if (isAccepted()) {
            return report.backup().isPresent() ? afterCommit() : noWayBack();
        }
        return reversible() ? call("rollBack()", "rollback") + effect() + (isPruned() ? PRUNED : "") : noWayBack();
    }

    /** Without the retired server, and without the records, a migration that is over was accepted. */
    private boolean isAccepted() {
        return report.outcome() == Outcome.ALREADY_MIGRATED && !isRetiredThere() && !isRecorded();
    }

    private boolean isPruned() {
        return isRecorded() && !isRetiredThere();
    }

    private boolean isRetiredThere() {
        return report.leftovers().stream()
                .anyMatch(leftover -> leftover.purpose().contains("the way back"));
    }

    /** Accepting removes the records with the retired server: where they are left, the server was removed by somebody else. */
    private boolean isRecorded() {
        return report.leftovers().stream()
                .anyMatch(leftover -> leftover.purpose().startsWith("definition and log of the server"));
    }

    private boolean begun() {
        return !report.leftovers().isEmpty() || !(report.actions().isEmpty() || isPutBack());
    }

    /** The lock is released when all that was begun has been put back. */
    private boolean isPutBack() {
        return report.actions().get(report.actions().size() - 1).id().equals("release-lock");
    }

    /** In place without a backup there is nothing from before to go back to. */
    private boolean reversible() {
        return report.backup().isPresent()
                || report.strategy().toLowerCase(Locale.ROOT).startsWith("copy");
    }

    private String call(String method, String command) {
        String container = report.source().container().isEmpty()
                ? report.target().container()
                : report.source().container();
        return "Run: pmm-migrate " + command + " --container " + container + " (in Java: " + method + " of the plan).";
    }

    private String effect() {
        return report.backup()
                .map(name -> " PMM 2 then runs on the backup in volume " + name
                        + "; what PMM 3 has recorded is set aside, not deleted.")
                .orElse(" PMM 2 then runs on its own data, which was not touched.");
    }

    private String noWayBack() {
        return report.leftovers().isEmpty()
                ? ""
                : "There is no way back to PMM 2: the data was migrated in place without a backup.";
    }

    private String afterCommit() {
        return report.backup()
                .map(name ->
                        "The migration was accepted. The backup in volume " + name + " is all that is left of PMM 2.")
                .orElse("The migration was accepted; there is no way back.");
    }
}
