package io.github.pmmmigration.internal.decision;

import io.github.pmmmigration.container.ContainerSnapshot;
import io.github.pmmmigration.step.Convergence;
import io.github.pmmmigration.step.EngineAction;
import io.github.pmmmigration.step.MigrationIntent;
import io.github.pmmmigration.step.Phase;
import io.github.pmmmigration.step.ServerObservation;
import java.util.Optional;

/**
 * What to do about a source that was run with {@code --rm}: the engine removes it, and its anonymous volumes, when it stops.
 *
 * <p>Before that, a container is created that is the same but for this. It holds the volumes, it is what the way back starts,
 * and it takes the source's place in all that is decided once the source is gone.
 */
final class StandIn {
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
        if (seen.standIn().isPresent()) {
            return seen.standIn()
                    .filter(standIn -> !stop.equals(Moves.stopToken(standIn)))
                    .flatMap(standIn -> moves.remove(phase, standIn));
        }
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

    /** The name of a server that vanished is free for whatever started it; the replacement holds it from then on. */
    Optional<Convergence> holdName(Phase<?, ?> phase) {
        boolean gone = seen.source().isPresent() && seen.source().equals(seen.standIn());
        return gone
                ? seen.replacement()
                        .flatMap(replacement ->
                                moves.rename(phase, replacement, intent.names().server()))
                : Optional.empty();
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
