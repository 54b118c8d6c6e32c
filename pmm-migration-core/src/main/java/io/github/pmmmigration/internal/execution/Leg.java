package io.github.pmmmigration.internal.execution;

import io.github.pmmmigration.container.ImageReference;
import io.github.pmmmigration.internal.configuration.ReplacementKind;
import io.github.pmmmigration.path.Hop;
import io.github.pmmmigration.path.MigrationPath;
import java.util.Optional;

/**
 * The hop that a run is to make, and the way that it is a part of.
 *
 * @param kind what it does to the server
 * @param target the image to go to
 * @param goal the image at the end of the way, where the user named one
 * @param remaining how many hops are left after this one
 * @param path the way from here on; a hop that goes on after an interruption is its only one
 * @param pinned whether it goes on with a hop that was begun before
 * @param inPlace whether the server updates itself instead of being replaced
 */
record Leg(
        ReplacementKind kind,
        ImageReference target,
        Optional<ImageReference> goal,
        int remaining,
        MigrationPath path,
        boolean pinned,
        boolean inPlace) {
    /** Returns whether the server is where it shall be. */
    boolean isNone() {
        return path.hops().isEmpty();
    }

    Optional<Hop> hop() {
        return path.first();
    }

    /** Returns this leg, made by the server itself. */
    Leg byTheServer() {
        return new Leg(kind, target, goal, remaining, path, pinned, true);
    }

    /** Returns the leg that makes another hop of the same path. */
    Leg of(Hop hop) {
        return new Leg(kindOf(hop), hop.image(), goal, 0, path, pinned, false);
    }

    static ReplacementKind kindOf(Hop hop) {
        return switch (hop.kind()) {
            case UPGRADE_PMM2 -> ReplacementKind.UPGRADE_PMM2;
            case MIGRATE -> ReplacementKind.MIGRATE;
            case UPGRADE_PMM3 -> ReplacementKind.UPGRADE_PMM3;
        };
    }

    static Hop.Kind kindOf(ReplacementKind kind) {
        return switch (kind) {
            case UPGRADE_PMM2 -> Hop.Kind.UPGRADE_PMM2;
            case UPGRADE_PMM3 -> Hop.Kind.UPGRADE_PMM3;
            case MIGRATE, RESTORE_PMM2 -> Hop.Kind.MIGRATE;
        };
    }
}
