package io.github.pmmmigration.report;

import io.github.pmmmigration.error.Finding;
import io.github.pmmmigration.error.Severity;
import io.github.pmmmigration.report.MigrationReport.Outcome;
import io.github.pmmmigration.step.ApiKeyMigrationResult;
import io.github.pmmmigration.step.ApiKeyMigrationResult.Fate;
import io.github.pmmmigration.step.VerificationResult;
import io.github.pmmmigration.step.VerificationResult.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The few sentences that say it all, shared by the renderings for people. */
final class Summary {
    private final MigrationReport report;

    Summary(MigrationReport report) {
        this.report = report;
    }

    /** One sentence: how it ended. */
    String headline() {
        return switch (report.outcome()) {
            case MIGRATED -> target() + " is serving.";
            case ALREADY_MIGRATED -> "Nothing to do: " + serving() + " is serving already.";
            case ROLLED_BACK -> rolledBack();
            case STOPPED -> report.actions().isEmpty() ? "Nothing was done." : "The migration stopped.";
            case CANCELLED -> "The migration was cancelled. Running it again continues where it ended.";
            case NOT_STARTED -> "No migration of this server was begun.";
            case INTERRUPTED -> "A migration was begun and is not finished. Running it again continues it.";
            case COMMITTED -> target() + " is serving, and what was kept from before has been removed.";
        };
    }

    private String rolledBack() {
        return (report.problem().isPresent() ? "The migration failed; " : "") + source() + " is serving again.";
    }

    Tone tone() {
        return switch (report.outcome()) {
            case MIGRATED -> verificationFailed() || keysNeedAttention() ? Tone.CAREFUL : Tone.GOOD;
            case ALREADY_MIGRATED, COMMITTED -> Tone.GOOD;
            case ROLLED_BACK -> report.problem().isPresent() ? Tone.CAREFUL : Tone.GOOD;
            case INTERRUPTED, CANCELLED -> Tone.CAREFUL;
            case STOPPED -> Tone.BAD;
            case NOT_STARTED -> Tone.NEUTRAL;
        };
    }

    String source() {
        return named(report.source(), "PMM 2");
    }

    String target() {
        return named(report.target(), "PMM 3");
    }

    /** A server that was never migrated is the source itself. */
    private String serving() {
        boolean sourceServes =
                report.target().image().isEmpty() && !report.source().version().isEmpty();
        return sourceServes ? source() : target();
    }

    private static String named(ServerSummary server, String otherwise) {
        return server.version().isEmpty() ? otherwise : "PMM " + Words.line(server.version());
    }

    Duration total() {
        Duration between = Duration.between(report.startedAt(), report.finishedAt());
        return between.isNegative() ? Duration.ZERO : between;
    }

    String downtime() {
        return report.downtime()
                .map(length -> length.isZero() ? "none" : Words.duration(length))
                .orElse("not measured");
    }

    /** The downtime beside the time of the run; it may have begun in an earlier run that was interrupted. */
    String downtimeOfRun() {
        boolean begunBefore = report.downtime()
                .filter(length -> length.compareTo(total()) > 0)
                .isPresent();
        String run = Words.duration(total());
        return begunBefore
                ? downtime() + ", begun by an earlier run; this one took " + run
                : downtime() + ", of " + run + " in all";
    }

    /** The API keys in a line, for example {@code 3 keys: 2 converted, 1 failed}. */
    String keys() {
        return report.apiKeys().map(Summary::keys).orElse("not looked at");
    }

    private static String keys(ApiKeyMigrationResult keys) {
        if (keys.total() == 0) {
            return "none";
        }
        List<String> parts = new ArrayList<>();
        for (Fate fate : Fate.values()) {
            if (keys.count(fate) > 0) {
                parts.add(keys.count(fate) + " " + Words.sentence(fate.name()).toLowerCase(Locale.ROOT));
            }
        }
        return Words.count(keys.total(), "key", "keys") + ": " + String.join(", ", parts);
    }

    boolean keysNeedAttention() {
        return report.apiKeys()
                .filter(keys -> keys.count(Fate.FAILED) + keys.count(Fate.UNACCOUNTED) > 0)
                .isPresent();
    }

    /** The checks in a line, for example {@code 7 of 8 passed, 1 not proven}. */
    String checks() {
        return report.verification().map(Summary::checks).orElse("not made");
    }

    private static String checks(VerificationResult result) {
        int all = result.checks().size();
        long failed = result.failures().size();
        long unproven = result.checks().stream()
                .filter(check -> check.verdict() == Verdict.NOT_PROVEN)
                .count();
        String passed =
                failed + unproven == 0 ? "all " + all + " passed" : all - failed - unproven + " of " + all + " passed";
        return passed
                + (failed == 0 ? "" : ", " + failed + " failed")
                + (unproven == 0 ? "" : ", " + unproven + " not proven");
    }

    boolean verificationFailed() {
        return report.verification().filter(result -> !result.succeeded()).isPresent();
    }

    String data() {
        String storage = report.storage().isEmpty() ? "not known" : Words.line(report.storage());
        String treated = report.strategy().isEmpty() ? storage : storage + ", " + Words.line(report.strategy());
        return report.backup().isEmpty() ? treated + cloned() : treated;
    }

    /** The hops in a line, for example {@code 2.41.2 -> 2.44.1 -> 3.8.1 (rolled back) -> 3.7.0}. */
    String hops() {
        StringBuilder line = new StringBuilder(report.hops().get(0).from());
        for (MigrationReport.HopMade hop : report.hops()) {
            line.append(" -> ").append(hop.to());
            if (hop.outcome() != Outcome.MIGRATED) {
                line.append(" (")
                        .append(Words.sentence(hop.outcome().name()).toLowerCase(Locale.ROOT))
                        .append(')');
            }
        }
        return Words.line(line.toString());
    }

    String backup() {
        return report.backup()
                .map(name -> "volume " + Words.line(name) + cloned())
                .orElse("none");
    }

    private String cloned() {
        return report.copied().filter(CopiedData::cloned).isPresent()
                ? ", of clones: it shares its room on disk with the data until that changes"
                : "";
    }

    List<Finding> findings(Severity severity) {
        return report.findings().stream()
                .filter(finding -> finding.severity() == severity)
                .toList();
    }
}
