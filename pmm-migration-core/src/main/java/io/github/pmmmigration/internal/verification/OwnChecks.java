package io.github.pmmmigration.internal.verification;

import io.github.pmmmigration.step.VerificationCheck;
import io.github.pmmmigration.step.VerificationCheck.Outcome;
import io.github.pmmmigration.step.VerificationResult.Check;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes a check of the user's; whatever it throws means that it proved nothing. */
final class OwnChecks {
    private static final Logger LOG = LoggerFactory.getLogger(OwnChecks.class);

    private OwnChecks() {}

    static Check make(VerificationCheck own, Comparison comparison) {
        Outcome outcome = ask(own, comparison);
        return new Check(own.name(), own.required(), outcome.verdict(), outcome.evidence(), outcome.remedy());
    }

    private static Outcome ask(VerificationCheck own, Comparison comparison) {
        try {
            return own.check(comparison.before(), comparison.context());
        } catch (Exception e) {
            LOG.debug("Own check {} could not be made", own.name(), e);
            return Outcome.notProven(
                    "the check itself failed with " + e.getClass().getSimpleName(), "Look at the log of this program.");
        }
    }
}
