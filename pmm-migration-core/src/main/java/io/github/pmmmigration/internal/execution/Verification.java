package io.github.pmmmigration.internal.execution;

import io.github.pmmmigration.error.Problem;
import io.github.pmmmigration.event.WaitingFor;
import io.github.pmmmigration.internal.verification.StandardVerifier;
import io.github.pmmmigration.step.Milestone;
import io.github.pmmmigration.step.PostMigrationVerifier;
import io.github.pmmmigration.step.VerificationException;
import io.github.pmmmigration.step.VerificationResult;
import io.github.pmmmigration.step.VerificationResult.Check;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;

/** Makes the checks, again and again until they pass or the time is over: some things take a few scrapes to show. */
final class Verification {
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final Run run;
    private final StateFactory states;

    Verification(Run run, StateFactory states) {
        this.run = run;
        this.states = states;
    }

    void verify() {
        PostMigrationVerifier verifier = run.settings().roles().verifier().orElseGet(StandardVerifier::new);
        Duration limit = run.settings().timeouts().verification();
        Instant start = run.now();
        run.events().publish(new WaitingFor(start, "the checks to pass", limit));
        VerificationResult result = verifier.verify(states.keyed(), run);
        while (!result.succeeded() && Duration.between(start, run.now()).compareTo(limit) < 0) {
            if (!run.pauseFor(PAUSE)) {
                throw Cancellation.now();
            }
            result = verifier.verify(states.keyed(), run);
        }
        run.verification = Optional.of(result);
        if (!result.succeeded()) {
            throw failed(result);
        }
        run.milestones.add(Milestone.VERIFIED);
    }

    private static VerificationException failed(VerificationResult result) {
        String which = result.failures().stream()
                .filter(Check::required)
                .map(check -> check.name() + " (" + check.evidence() + ")")
                .collect(Collectors.joining("; "));
        return new VerificationException(new Problem(
                "VERIFICATION_FAILED",
                "PMM 3 serves, but not everything is there: " + which + ".",
                "PMM 3 is running in the server's place.",
                "Look at the checks in the report; run the migration again to repeat them, or roll back."));
    }
}
