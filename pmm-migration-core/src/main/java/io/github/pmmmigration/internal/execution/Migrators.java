package io.github.pmmmigration.internal.execution;

import io.github.pmmmigration.internal.decision.InPlaceUpdateMigrator;
import io.github.pmmmigration.internal.decision.StandardContainerMigrator;
import io.github.pmmmigration.step.ContainerMigrator;

/** Picks the decisions for a hop. */
final class Migrators {
    private Migrators() {}

    static ContainerMigrator of(Survey survey) {
        return survey.leg().inPlace() ? new InPlaceUpdateMigrator() : new StandardContainerMigrator();
    }
}
