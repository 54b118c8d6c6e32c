package io.github.pmmmigration.internal.execution;

import io.github.pmmmigration.container.ContainerEngine;
import io.github.pmmmigration.error.Finding;
import io.github.pmmmigration.internal.configuration.Replacement;
import io.github.pmmmigration.internal.plan.PlanSettings;
import io.github.pmmmigration.internal.preflight.Preflight;
import io.github.pmmmigration.internal.preflight.PreflightInput;
import java.util.List;
import java.util.Optional;

/** Puts the survey before the preflight. */
final class Examination {
    private Examination() {}

    static List<Finding> of(PlanSettings settings, Survey survey, Replacement replacement, ContainerEngine engine) {
        return Preflight.examine(new PreflightInput(
                survey.source(),
                survey.image(),
                survey.neighbours(),
                survey.storage(),
                survey.storage().volumeName().flatMap(engine::inspectVolume),
                survey.engine(),
                survey.version(),
                survey.probe(),
                survey.target(),
                survey.targetImage(),
                Targets.expected(survey),
                survey.kind(),
                settings.strategy(),
                survey.apiKeys(),
                Optional.of(survey.site().names()),
                Optional.of(settings.surroundings().clock().instant()),
                replacement));
    }
}
