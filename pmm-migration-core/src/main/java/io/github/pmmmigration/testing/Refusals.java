package io.github.pmmmigration.testing;

import io.github.pmmmigration.container.ContainerNotFoundException;
import io.github.pmmmigration.container.EngineRejectedException;
import io.github.pmmmigration.container.EngineTimeoutException;
import io.github.pmmmigration.container.EngineUnavailableException;
import io.github.pmmmigration.container.ImageNotAvailableException;
import io.github.pmmmigration.container.NameConflictException;
import io.github.pmmmigration.error.Problem;

/** What the simulated engine says when it does not do what was asked. */
final class Refusals {
    private static final String UNCHANGED = "Nothing was changed.";

    private Refusals() {}

    static EngineRejectedException rejected(String what, String remedy) {
        return new EngineRejectedException(new Problem("ENGINE_REJECTED", what, UNCHANGED, remedy));
    }

    static ContainerNotFoundException noSuchContainer(String reference) {
        return new ContainerNotFoundException(new Problem(
                "CONTAINER_NOT_FOUND",
                "There is no container '" + reference + "' on the simulated engine.",
                UNCHANGED,
                "List the containers and use one of their names."));
    }

    static NameConflictException nameTaken(String name, String holder) {
        return new NameConflictException(new Problem(
                "NAME_TAKEN",
                "The name '" + name + "' is taken by container " + holder + ".",
                UNCHANGED,
                "Rename or remove that container, or choose another name."));
    }

    static ImageNotAvailableException noSuchImage(String reference, String why) {
        return new ImageNotAvailableException(new Problem(
                "IMAGE_NOT_AVAILABLE",
                "The image '" + reference + "' " + why + ".",
                UNCHANGED,
                "Add it to the simulated engine or to its registry."));
    }

    static EngineTimeoutException timedOut(String what) {
        return new EngineTimeoutException(new Problem(
                "ENGINE_TIMEOUT", what + " did not end in time.", "It may still be going on.", "Wait longer."));
    }

    static EngineUnavailableException unavailable(String moment) {
        return new EngineUnavailableException(new Problem(
                "ENGINE_UNAVAILABLE",
                "The connection to the simulated engine broke: " + moment + ".",
                "Whether the request took effect is unknown.",
                "Look at the engine, then run again."));
    }
}
