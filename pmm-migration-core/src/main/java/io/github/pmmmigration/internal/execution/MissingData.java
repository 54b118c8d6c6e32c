package io.github.pmmmigration.internal.execution;

import io.github.pmmmigration.container.EngineRejectedException;
import io.github.pmmmigration.container.StorageLayout;
import io.github.pmmmigration.error.Problem;
import io.github.pmmmigration.internal.data.HelperFailure;
import io.github.pmmmigration.step.DataPreparationException;
import java.util.function.Supplier;

/** Recognises that the folder with the data is gone; an engine says so when a helper is to mount it. */
final class MissingData {
    static final String CODE = "DATA_" + HelperFailure.MOUNT_MISSING.name();

    private MissingData() {}

    /** Makes the call. A refusal because of the folder cannot be a predecessor's late effect, so it is believed at once. */
    static <T> T recognised(StorageLayout storage, Supplier<T> call) {
        try {
            return call.get();
        } catch (EngineRejectedException e) {
            if (storage instanceof StorageLayout.BindMount folder
                    && e.problem().what().contains(folder.hostPath())) {
                throw new DataPreparationException(problem(folder, e));
            }
            throw e;
        }
    }

    private static Problem problem(StorageLayout.BindMount folder, EngineRejectedException refusal) {
        return new Problem(
                CODE,
                "The data is gone: the engine cannot mount the folder " + folder.hostPath() + ". It says: "
                        + refusal.problem().what(),
                "No server was started without its data.",
                "Bring the folder back to that place, with everything in it, then run the same command again.");
    }
}
