package io.github.pmmmigration.internal.execution;

import io.github.pmmmigration.internal.decision.Labels;
import io.github.pmmmigration.internal.plan.PlanSettings;
import io.github.pmmmigration.step.DataStrategy;
import java.util.Optional;

/** Recalls with which data strategy a migration was begun, so that going back needs no options. */
final class Recollection {
    private Recollection() {}

    static PlanSettings of(PlanSettings settings, Site site) {
        Optional<String> name = site.ours().stream()
                .flatMap(container -> container.label(Labels.STRATEGY).stream())
                .findFirst();
        return name.map(text -> settings.withStrategy(strategy(text, site))).orElse(settings);
    }

    private static DataStrategy strategy(String name, Site site) {
        if (name.equals(DataStrategy.copy().name())) {
            return DataStrategy.copy();
        }
        boolean backup = site.replacement()
                .flatMap(replacement -> replacement.label(Labels.BACKUP))
                .filter("none"::equals)
                .isEmpty();
        return backup ? DataStrategy.inPlace() : DataStrategy.inPlace().withoutBackup();
    }

    /** Returns how a replacement's label tells whether there is a backup. */
    static String backupLabel(DataStrategy strategy) {
        return strategy instanceof DataStrategy.InPlace inPlace && !inPlace.backup() ? "none" : "volume";
    }
}
