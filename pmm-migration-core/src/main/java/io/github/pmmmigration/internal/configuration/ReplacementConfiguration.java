package io.github.pmmmigration.internal.configuration;

import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Derives the configuration of a replacement: everything the user configured, nothing the old image baked in.
 *
 * <p>A pure function over the engine's own documents. Fields that nobody here knows pass through untouched. Stateless and
 * safe for concurrent use.
 *
 * @since 0.1
 */
public final class ReplacementConfiguration {
    /** In this order, because a later one may look at what an earlier one left. */
    private static final List<Consumer<Draft>> LENSES = List.of(
            ImageFields::apply,
            ProcessFields::apply,
            HealthCheckFields::apply,
            EnvironmentFields::apply,
            LabelFields::apply,
            PortFields::apply,
            HostFields::apply,
            StorageFields::apply,
            NetworkFields::apply,
            OverrideFields::apply);

    private ReplacementConfiguration() {}

    /** Returns the configuration of the replacement, its differences from the source, and what is to be said about it. */
    public static Replacement derive(ReplacementRequest request) {
        Draft draft = new Draft(Objects.requireNonNull(request, "request"));
        LENSES.forEach(lens -> lens.accept(draft));
        return draft.toReplacement(OverrideFields.edited(draft));
    }
}
