package io.github.pmmmigration.step;

import io.github.pmmmigration.container.ContainerSpec;
import io.github.pmmmigration.container.ImageReference;
import io.github.pmmmigration.container.RestartPolicy;
import io.github.pmmmigration.container.VolumeSpec;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What shall be, worked out before the first action: names, images, and the configuration of everything to be created.
 *
 * <p>Immutable and safe for concurrent use; the suppliers give the same answer whenever they are asked in one run.
 *
 * @param names names of everything
 * @param strategy how the data is treated
 * @param target the target image
 * @param pullAlways whether to fetch the image although it is there
 * @param convertsKeys whether API keys are dealt with once the replacement serves
 * @param digest fingerprint of what the user asked for; a half-done migration with another one is not continued
 * @param restartPolicy the policy that the user gave the server
 * @param stopGrace how long the engine waits for a server to end before it ends it
 * @param lock configuration of the lock
 * @param replacement configuration of the replacement; asked for once the baseline was taken
 * @param restored configuration of a container that runs the source's image on the backup
 * @param standIn configuration of a container that keeps the definition of a source which the engine removes when it stops;
 *     the text identifies that stop
 * @param preserved image that the source's own layer is saved as before it is restored; absent where the layer holds nothing
 * @param helpers configuration of the helpers; the text is the time at which the source ended, or empty
 * @param volumes volumes to be created, by purpose: {@code records}, {@code backup}, {@code copy}
 * @since 0.1
 */
public record MigrationIntent(
        MigrationNames names,
        DataStrategy strategy,
        ImageReference target,
        boolean pullAlways,
        boolean convertsKeys,
        String digest,
        RestartPolicy restartPolicy,
        Duration stopGrace,
        ContainerSpec lock,
        Supplier<ContainerSpec> replacement,
        Supplier<ContainerSpec> restored,
        Function<String, ContainerSpec> standIn,
        Optional<ImageReference> preserved,
        HelperSpecs helpers,
        Map<String, VolumeSpec> volumes) {
    /** Copies the map. */
    public MigrationIntent {
        Objects.requireNonNull(names, "names");
        Objects.requireNonNull(strategy, "strategy");
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(digest, "digest");
        Objects.requireNonNull(restartPolicy, "restartPolicy");
        Objects.requireNonNull(stopGrace, "stopGrace");
        Objects.requireNonNull(lock, "lock");
        Objects.requireNonNull(replacement, "replacement");
        Objects.requireNonNull(restored, "restored");
        Objects.requireNonNull(standIn, "standIn");
        Objects.requireNonNull(preserved, "preserved");
        Objects.requireNonNull(helpers, "helpers");
        volumes = Map.copyOf(volumes);
    }

    /** Makes the configuration of helpers. */
    @FunctionalInterface
    public interface HelperSpecs {
        /** Returns the configuration of a helper; {@code stopToken} identifies the stop of the source it belongs to. */
        ContainerSpec of(HelperTask task, String stopToken);
    }
}
