package io.github.pmmmigration.internal.verification;

import io.github.pmmmigration.server.PmmVersion;
import io.github.pmmmigration.step.VerificationResult.Check;
import java.util.List;
import java.util.Optional;

/** Whether this is the server that it should be: no older version, and the same database. */
final class IdentityChecks {
    private IdentityChecks() {}

    static List<Check> make(Comparison comparison) {
        return List.of(version(comparison), sameData(comparison));
    }

    private static Check version(Comparison comparison) {
        Checks checks = Checks.required("version");
        var answer = comparison.now().version();
        if (answer.value().isEmpty()) {
            return checks.unanswered(answer.refusal());
        }
        PmmVersion now = answer.value().orElseThrow().version();
        PmmVersion before = comparison.before().version().version();
        return now.isAtLeast(before)
                ? checks.passed("it was " + before + " and is " + now)
                : checks.failed(
                        "it was " + before + " and is only " + now, "Start the image that belongs to the data.");
    }

    private static Check sameData(Comparison comparison) {
        Optional<String> before = comparison.before().databaseIdentifier();
        if (before.isEmpty()) {
            return Checks.advisory("same-data").nothingToCompare("the identifier of the database was not known before");
        }
        Optional<String> now = DatabaseIdentifier.read(
                comparison.context().engine(), comparison.container().id());
        if (now.isEmpty()) {
            return Checks.advisory("same-data").nothingToCompare("the identifier of the database cannot be read now");
        }
        String evidence = "the database's identifier was " + before.get() + " and is " + now.get();
        return before.equals(now)
                ? Checks.required("same-data").passed(evidence)
                : Checks.required("same-data")
                        .failed(evidence, "The server works on other data: go back with 'rollback'.");
    }
}
