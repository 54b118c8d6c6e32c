package io.github.pmmmigration.internal.execution;

import io.github.pmmmigration.error.Problem;
import io.github.pmmmigration.event.WaitingFor;
import io.github.pmmmigration.internal.configuration.PlannedConfiguration;
import io.github.pmmmigration.internal.verification.StandardVerifier;
import io.github.pmmmigration.step.Milestone;
import io.github.pmmmigration.step.PostMigrationVerifier;
import io.github.pmmmigration.step.VerificationException;
import io.github.pmmmigration.step.VerificationResult;
import io.github.pmmmigration.step.VerificationResult.Check;
import io.github.pmmmigration.step.VerificationResult.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Makes the checks of a run, and ends it when a required one does not pass. */
final class Verification {
    private final Run run;
    private final StateFactory states;

    Verification(Run run, StateFactory states) {
        this.run = run;
        this.states = states;
    }

    void verify() {
        PostMigrationVerifier verifier = run.settings()
                .roles()
                .verifier()
                .apply(new StandardVerifier(run.settings().roles().checks()));
        Duration limit = run.settings().timeouts().verification();
        run.events().publish(new WaitingFor(run.now(), "the checks to pass", limit));
        VerificationResult result =
                withConfiguration(new Rounds(run, limit).make(() -> verifier.verify(states.keyed(), run)));
        run.verification = Optional.of(result);
        if (!result.succeeded()) {
            run.engine()
                    .inspect(run.survey().site().server().toRef())
                    .ifPresent(server -> run.logTail = LastWords.ofServer(run.engine(), server));
            throw failed(result);
        }
        run.milestones.add(Milestone.VERIFIED);
    }

    /** Whether the engine has made of the plan what was planned. Advisory: the server serves, and its data is there. */
    private VerificationResult withConfiguration(VerificationResult result) {
        List<Check> checks = new ArrayList<>(result.checks());
        run.replacement
                .map(planned -> PlannedConfiguration.compare(
                        planned.configuration(), states.replaced().container()))
                .map(Verification::configuration)
                .ifPresent(checks::add);
        return new VerificationResult(checks);
    }

    private static Check configuration(PlannedConfiguration.Result result) {
        List<String> deviations = result.deviations();
        return deviations.isEmpty()
                ? new Check(
                        "configuration", false, Verdict.PASSED, "all " + result.compared() + " values as planned", "")
                : new Check(
                        "configuration",
                        false,
                        Verdict.FAILED,
                        "not as planned: " + String.join(", ", deviations),
                        "Compare 'docker inspect' of the new container with the plan; set what is missing, or go back.");
    }

    private static VerificationException failed(VerificationResult result) {
        String which = result.checks().stream()
                .filter(check -> check.required() && !check.passed())
                .map(check -> check.name() + " (" + check.evidence() + ")")
                .collect(Collectors.joining("; "));
        boolean lost = result.showsLoss();
        return new VerificationException(new Problem(
                lost ? "VERIFICATION_FAILED" : "NOT_PROVEN",
                lost
                        ? "PMM 3 serves, but not everything is there: " + which + "."
                        : "PMM 3 serves, but it is not proven that everything is there: " + which + ".",
                "PMM 3 is running in the server's place.",
                "Look at the checks in the report; run the migration again to repeat them, or roll back."));
    }
}
