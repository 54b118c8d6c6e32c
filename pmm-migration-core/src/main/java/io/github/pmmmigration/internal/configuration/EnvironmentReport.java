package io.github.pmmmigration.internal.configuration;

import io.github.pmmmigration.container.ConfigurationDifference;
import io.github.pmmmigration.error.Finding;
import io.github.pmmmigration.error.FindingCodes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Collects what is to be said about a translation; used by one thread for one translation. */
final class EnvironmentReport {
    private static final int LISTED = 20;

    private final List<ConfigurationDifference> differences = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();
    private final List<String> unknown = new ArrayList<>();
    /** Names that need no checking, because something was said about them already or a user's rule vouches for them. */
    private final Set<String> settled = new HashSet<>();

    List<ConfigurationDifference> differences() {
        return differences;
    }

    List<Finding> findings() {
        return findings;
    }

    void describe(Fate fate) {
        switch (fate.outcome()) {
            case KEPT -> {}
            case KEPT_BY_RULE -> settled.add(fate.entry().canonicalName());
            case WITHOUT_VALUE -> withoutValue(fate);
            case RENAMED -> renamed(fate);
            case REMOVED -> removed(fate);
            case BEATEN -> beaten(fate);
            case INVALID -> invalid(fate.entry(), fate.target());
            case REFUSED -> refused(fate);
        }
    }

    void added(EnvironmentEntry entry, String reason) {
        difference(entry.name(), "", entry.redacted(), reason);
    }

    void finding(Finding finding) {
        findings.add(finding);
    }

    /** Checks an entry of the result by the rules of PMM 3. */
    void check(EnvironmentEntry entry) {
        String name = entry.canonicalName();
        Optional<String> value = entry.value();
        if (settled.contains(name) || value.isEmpty()) {
            return;
        }
        ValueKind kind = KnownVariables.kindOf(name);
        if (kind.objection(value.get()).isPresent()) {
            invalid(entry, name);
        } else if (!KnownVariables.isKnownToPmm3(name)) {
            unknown(entry);
        } else if (name.equals("PMM_VM_URL") || name.startsWith("VMAGENT_REMOTEWRITE")) {
            validatedLater(entry);
        }
    }

    /** Says in one finding what would be one for each of perhaps hundreds. */
    void reportUnknown() {
        if (unknown.isEmpty()) {
            return;
        }
        String listed = String.join(", ", unknown.subList(0, Math.min(LISTED, unknown.size())));
        findings.add(Finding.info(
                FindingCodes.ENV_UNKNOWN,
                "Variables that PMM 3 does not know are carried over as they are. PMM 3 mentions each in its log, in some"
                        + " versions together with its value.",
                unknown.size() + ": " + listed + (unknown.size() > LISTED ? ", …" : "")));
    }

    private void renamed(Fate fate) {
        String after = fate.result().map(EnvironmentEntry::redacted).orElse("");
        difference(fate.entry().name(), fate.entry().redacted(), after, fate.reason());
        String value = fate.entry().value().orElse("");
        if (KnownVariables.kindOf(fate.target()).objection(value).isPresent()) {
            invalid(fate.entry(), fate.target());
        }
        if (!fate.note().isEmpty()) {
            findings.add(Finding.warning(
                    FindingCodes.ENV_OBSOLETE,
                    "The variable " + fate.entry().name() + " is carried over under its name in PMM 3. " + fate.note(),
                    fate.entry().redacted(),
                    "Nothing, or leave it out with --unset-env " + fate.entry().name() + "."));
        }
    }

    private void removed(Fate fate) {
        String name = fate.entry().name();
        difference(name, fate.entry().redacted(), "", fate.reason());
        String message = "The variable " + name + " is left out: " + fate.reason() + ".";
        findings.add(
                fate.note().isEmpty()
                        ? Finding.info(
                                FindingCodes.ENV_REMOVED, message, fate.entry().redacted())
                        : Finding.warning(
                                FindingCodes.ENV_FEATURE_REMOVED,
                                message + " " + fate.note(),
                                fate.entry().redacted(),
                                "Nothing, if the feature is not missed; leave it out with --unset-env " + name + "."));
    }

    private void beaten(Fate fate) {
        String name = fate.entry().name();
        difference(name, fate.entry().redacted(), "", fate.reason());
        findings.add(Finding.warning(
                FindingCodes.ENV_CONFLICT,
                "The variable " + name + " is left out: another one sets the same thing in PMM 3, and " + fate.reason()
                        + ".",
                fate.entry().redacted(),
                "Check that the right one wins; leave the other out with --unset-env."));
    }

    private void withoutValue(Fate fate) {
        findings.add(Finding.info(
                FindingCodes.ENV_WITHOUT_VALUE,
                "The entry " + fate.entry().name()
                        + " has no value: it takes a variable of the image away, and is carried over as it is.",
                fate.entry().name()));
    }

    /** Says it of the entry that the user wrote, and advises the name that PMM 3 reads. */
    private void invalid(EnvironmentEntry entry, String target) {
        ValueKind kind = KnownVariables.kindOf(target);
        String value = entry.value().orElse("");
        settled.add(target);
        findings.add(Finding.blocker(
                FindingCodes.ENV_INVALID,
                "The value of " + entry.name() + " " + kind.objection(value).orElse("is not valid")
                        + ", and PMM 3 does not start on it.",
                entry.redacted(),
                "Set another value, for example with --set-env " + target + "=" + kind.advice(value)
                        + ", or leave it out with --unset-env " + entry.name() + "."));
    }

    private void refused(Fate fate) {
        settled.add(fate.entry().canonicalName());
        findings.add(Finding.blocker(
                FindingCodes.ENV_REFUSED,
                "A rule refuses the variable " + fate.entry().name() + ": " + fate.reason(),
                fate.entry().redacted(),
                fate.note()));
    }

    private void unknown(EnvironmentEntry entry) {
        if (!KnownVariables.isIgnoredByPmm3(entry.canonicalName())) {
            unknown.add(entry.name());
            return;
        }
        findings.add(Finding.warning(
                FindingCodes.ENV_IGNORED,
                "The variable " + entry.name() + " is carried over, but PMM 3 does not support it and ignores it.",
                entry.redacted(),
                "Leave it out with --unset-env " + entry.name() + ", or set what replaces it."));
    }

    private void validatedLater(EnvironmentEntry entry) {
        findings.add(Finding.warning(
                FindingCodes.ENV_VALIDATED_BY_TARGET,
                "The variable " + entry.name()
                        + " is carried over as it is. Later versions of PMM 3 check it, and do not start when it is not a"
                        + " complete address with matching credentials.",
                entry.redacted(),
                "Check the address before going to a later version of PMM 3."));
    }

    private void difference(String name, String before, String after, String reason) {
        differences.add(new ConfigurationDifference("Env." + name, before, after, reason));
    }
}
