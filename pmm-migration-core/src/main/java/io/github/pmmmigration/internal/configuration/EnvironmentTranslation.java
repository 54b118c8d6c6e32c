package io.github.pmmmigration.internal.configuration;

import io.github.pmmmigration.container.ConfigurationDifference;
import io.github.pmmmigration.container.EnvironmentRule;
import io.github.pmmmigration.error.Finding;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Translates the environment of a PMM 2 server for PMM 3.
 *
 * <p>Names are compared as PMM does, without regard to case; values stay as they are, byte for byte, unless their meaning is
 * inverted. Names and values of the result are checked by the rules of PMM 3, which does not start on a bad value. Used by
 * one thread for one translation.
 *
 * @since 0.1
 */
public final class EnvironmentTranslation {
    private final List<EnvironmentRule> rules;
    private final EnvironmentReport report = new EnvironmentReport();

    private EnvironmentTranslation(List<EnvironmentRule> rules) {
        this.rules = rules;
    }

    /**
     * What came of a translation.
     *
     * @param environment the entries for PMM 3
     * @param differences what changed, secrets redacted
     * @param findings what somebody should know, secrets redacted
     */
    public record Result(List<String> environment, List<ConfigurationDifference> differences, List<Finding> findings) {
        /** Copies the lists. */
        public Result {
            environment = List.copyOf(environment);
            differences = List.copyOf(differences);
            findings = List.copyOf(findings);
        }
    }

    /** Translates the entries that a user gave a server, defaults of its image left out; the rules are asked first. */
    public static Result translate(List<String> environment, List<EnvironmentRule> rules) {
        Objects.requireNonNull(environment, "environment");
        List<EnvironmentEntry> entries =
                environment.stream().map(EnvironmentEntry::parse).toList();
        return new EnvironmentTranslation(List.copyOf(rules)).run(entries);
    }

    private Result run(List<EnvironmentEntry> entries) {
        List<Fate> fates = entries.stream().map(this::fate).toList();
        List<Fate> settled = settle(fates);
        List<EnvironmentEntry> translated = new ArrayList<>();
        for (Fate fate : settled) {
            report.describe(fate);
            fate.result().ifPresent(translated::add);
        }
        DatabaseUrl.split(translated, report);
        translated.forEach(report::check);
        report.reportUnknown();
        return new Result(
                translated.stream().map(EnvironmentEntry::toString).toList(), report.differences(), report.findings());
    }

    private Fate fate(EnvironmentEntry entry) {
        for (EnvironmentRule rule : rules) {
            Optional<EnvironmentRule.Treatment> treatment = rule.treat(entry.name());
            if (treatment.isPresent()) {
                return Fate.of(entry, treatment.get());
            }
        }
        return KnownVariables.find(entry.canonicalName())
                .map(variable -> Fate.of(entry, variable))
                .orElseGet(() -> Fate.kept(entry));
    }

    /** Decides where several entries have come to the same new name: an explicit new one wins, then rank, then the last. */
    private List<Fate> settle(List<Fate> fates) {
        Map<String, Fate> winners = new HashMap<>();
        for (Fate fate : fates) {
            if (fate.result().isPresent()) {
                winners.merge(fate.target(), fate, (old, later) -> later.rank() <= old.rank() ? later : old);
            }
        }
        return fates.stream().map(fate -> settled(fate, winners)).toList();
    }

    private Fate settled(Fate fate, Map<String, Fate> winners) {
        Fate winner = winners.getOrDefault(fate.target(), fate);
        return fate.yields() && !winner.equals(fate) ? fate.beatenBy(winner) : fate;
    }
}
