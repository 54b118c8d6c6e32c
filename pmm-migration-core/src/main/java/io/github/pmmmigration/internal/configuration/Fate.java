package io.github.pmmmigration.internal.configuration;

import io.github.pmmmigration.container.EnvironmentRule;
import java.util.Locale;
import java.util.Optional;

/**
 * What becomes of one entry of the environment.
 *
 * @param entry the entry as it was
 * @param outcome what happened to it
 * @param result the entry as it will be; absent when it is left out
 * @param target the name of the setting in PMM 3 in capitals, also when the value does not fit it; empty when none
 * @param rank whose word counts where several entries come to one name; lower wins
 * @param reason why
 * @param note what somebody should know or do about it; empty when nothing
 */
record Fate(
        EnvironmentEntry entry,
        Outcome outcome,
        Optional<EnvironmentEntry> result,
        String target,
        int rank,
        String reason,
        String note) {
    private static final int EXPLICIT = -1;

    enum Outcome {
        /** Nothing known about it, or known to PMM 3 as it is. */
        KEPT,
        /** A user's rule wants it as it is. */
        KEPT_BY_RULE,
        /** Under another name, perhaps inverted. */
        RENAMED,
        /** PMM 3 has nothing for it. */
        REMOVED,
        /** It has no value, which takes a variable of the image away and is nothing that PMM sees. */
        WITHOUT_VALUE,
        /** Another entry with the same meaning wins. */
        BEATEN,
        /** The value cannot be translated. */
        INVALID,
        /** A user's rule refuses it. */
        REFUSED
    }

    static Fate kept(EnvironmentEntry entry) {
        Outcome outcome = entry.value().isPresent() ? Outcome.KEPT : Outcome.WITHOUT_VALUE;
        return new Fate(entry, outcome, Optional.of(entry), entry.canonicalName(), EXPLICIT, "", "");
    }

    static Fate of(EnvironmentEntry entry, EnvironmentRule.Treatment treatment) {
        if (treatment instanceof EnvironmentRule.Rename rename) {
            Optional<EnvironmentEntry> renamed = Optional.of(entry.renamed(rename.newName()));
            String target = rename.newName().toUpperCase(Locale.ROOT);
            return new Fate(entry, Outcome.RENAMED, renamed, target, 0, "renamed by a rule of yours", "");
        }
        if (treatment instanceof EnvironmentRule.Drop drop) {
            return new Fate(entry, Outcome.REMOVED, Optional.empty(), "", 0, drop.reason(), "");
        }
        if (treatment instanceof EnvironmentRule.Refuse refuse) {
            return new Fate(
                    entry,
                    Outcome.REFUSED,
                    Optional.of(entry),
                    entry.canonicalName(),
                    0,
                    refuse.reason(),
                    refuse.remedy());
        }
        return new Fate(entry, Outcome.KEPT_BY_RULE, Optional.of(entry), entry.canonicalName(), EXPLICIT, "", "");
    }

    static Fate of(EnvironmentEntry entry, KnownVariable variable) {
        if (entry.value().isEmpty()) {
            return new Fate(entry, Outcome.REMOVED, Optional.empty(), "", 0, "has no value, so it had no effect", "");
        }
        if (variable.isRemoved()) {
            return new Fate(
                    entry, Outcome.REMOVED, Optional.empty(), "", 0, "PMM 3 has no such setting", variable.note());
        }
        int rank = KnownVariables.ofPmm2().indexOf(variable);
        Optional<EnvironmentEntry> renamed = renamed(entry, variable);
        String reason = variable.inverted()
                ? "PMM 3 asks whether to enable what PMM 2 asked whether to disable"
                : "the name of the same setting in PMM 3";
        Outcome outcome = renamed.isPresent() ? Outcome.RENAMED : Outcome.INVALID;
        return new Fate(entry, outcome, renamed, variable.newName(), rank, reason, variable.note());
    }

    private static Optional<EnvironmentEntry> renamed(EnvironmentEntry entry, KnownVariable variable) {
        if (!variable.inverted()) {
            return Optional.of(entry.renamed(variable.newName()));
        }
        return entry.value()
                .flatMap(GoValues::bool)
                .map(disabled -> EnvironmentEntry.of(variable.newName(), Boolean.toString(!disabled)));
    }

    /** Returns whether another entry may take its place. */
    boolean yields() {
        return outcome == Outcome.RENAMED || outcome == Outcome.INVALID;
    }

    Fate beatenBy(Fate winner) {
        return new Fate(
                entry,
                Outcome.BEATEN,
                Optional.empty(),
                target,
                rank,
                winner.entry().name() + " takes precedence",
                "");
    }
}
