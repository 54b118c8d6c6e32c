package io.github.pmmmigration.internal.decision;

import io.github.pmmmigration.container.ContainerSnapshot;
import io.github.pmmmigration.container.MigrationLabels;
import io.github.pmmmigration.internal.configuration.ComposeLabels;
import io.github.pmmmigration.step.Convergence;
import io.github.pmmmigration.step.EngineAction;
import io.github.pmmmigration.step.MigrationIntent;
import io.github.pmmmigration.step.Phase;
import io.github.pmmmigration.step.ServerObservation;
import java.util.Optional;

/**
 * What to do about a source that does not, or must not, stay as it is.
 *
 * <p>One that was run with {@code --rm} is removed by the engine when it stops, and its anonymous volumes with it. One that
 * Compose made would be taken by the next {@code compose up} for what that has to start, or for a second container of the
 * service. So a container is created that is the same but for this. It holds the volumes, it is what the way back starts, and
 * it takes the source's place in all that is decided once the source is gone.
 */
final class StandIn {
    private static final String COMPOSE_PROJECT = ComposeLabels.PREFIX + "project";

    private final MigrationIntent intent;
    private final ServerObservation seen;
    private final Moves moves;

    StandIn(MigrationIntent intent, ServerObservation seen, Moves moves) {
        this.intent = intent;
        this.seen = seen;
        this.moves = moves;
    }

    /** Sees to it that the definition outlives the source, before anything else is done to it. */
    Optional<Convergence> provide(Phase<?, ?> phase) {
        return vanishingSource().filter(source -> source.state().isActive()).flatMap(source -> provide(phase, source));
    }

    private Optional<Convergence> provide(Phase<?, ?> phase, ContainerSnapshot source) {
        String stop = Moves.stopToken(source);
        return seen.standIn().isEmpty()
                ? create(phase, source, stop)
                : seen.standIn()
                        .filter(standIn -> !stop.equals(Moves.stopToken(standIn)))
                        .flatMap(standIn -> moves.remove(phase, standIn));
    }

    private Optional<Convergence> create(Phase<?, ?> phase, ContainerSnapshot source, String stop) {
        if (intent.preserved().isPresent() && seen.preservedImage().isEmpty()) {
            return Moves.next(
                    phase,
                    new EngineAction.PreserveLayer(
                            source.id(), source.name(), intent.preserved().get()));
        }
        return Moves.next(
                phase, new EngineAction.CreateContainer(intent.standIn().apply(stop), "stand-in"));
    }

    /** The engine is about to remove the source, and may have been interrupted in that; its name must be free. */
    Optional<Convergence> takeOver(Phase<?, ?> phase) {
        return seen.standIn().isEmpty()
                ? Optional.empty()
                : vanishingSource()
                        .filter(source -> !source.state().isActive())
                        .flatMap(source -> moves.remove(phase, source));
    }

    /**
     * The name of a server that vanished is free for whatever started it; the replacement holds it from then on. After a way back
     * that was not finished the stand-in may have it already.
     */
    Optional<Convergence> holdName(Phase<?, ?> phase) {
        boolean free = seen.source()
                .filter(source -> !source.name().equals(intent.names().server()))
                .isPresent();
        return free && seen.source().equals(seen.standIn())
                ? seen.replacement()
                        .flatMap(replacement ->
                                moves.rename(phase, replacement, intent.names().server()))
                : Optional.empty();
    }

    /** At the end of a migration, what Compose would take for its own is replaced by what it does not know. */
    Optional<Convergence> succeed(Phase<?, ?> phase) {
        return composedSource().flatMap(source -> provide(phase, source).or(() -> moves.remove(phase, source)));
    }

    boolean mustSucceed() {
        return composedSource().isPresent();
    }

    /** The replacement of an earlier migration is left as it is: its labels tell the way back over that one. */
    private Optional<ContainerSnapshot> composedSource() {
        return seen.source()
                .filter(source -> !source.state().isActive())
                .filter(source -> source.label(COMPOSE_PROJECT).isPresent())
                .filter(source -> source.label(MigrationLabels.MIGRATION).isEmpty());
    }

    /** A source that serves again needs nobody to stand in for it. */
    Optional<Convergence> dismiss(Phase<?, ?> phase) {
        return isNeedless() ? moves.remove(phase, seen.standIn().orElseThrow()) : Optional.empty();
    }

    boolean isNeedless() {
        return seen.standIn().isPresent() && !seen.standIn().equals(seen.source());
    }

    private Optional<ContainerSnapshot> vanishingSource() {
        return seen.source()
                .filter(source ->
                        source.document().flag("/HostConfig/AutoRemove").orElse(false));
    }
}
