package io.github.pmmmigration.internal.execution;

import io.github.pmmmigration.container.ContainerSnapshot;
import io.github.pmmmigration.container.EngineInfo;
import io.github.pmmmigration.container.ImageReference;
import io.github.pmmmigration.container.ImageSnapshot;
import io.github.pmmmigration.container.StorageLayout;
import io.github.pmmmigration.error.Finding;
import io.github.pmmmigration.internal.configuration.ReplacementKind;
import io.github.pmmmigration.server.ServerVersion;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What was learned about the server before anything was done.
 *
 * @param site where the migration stands
 * @param engine which engine
 * @param source the container of the server
 * @param image its image
 * @param neighbours all other containers on the engine
 * @param storage where its data is
 * @param route how it is reached, when that is known
 * @param version its real version, when it serves
 * @param apiKeys how many API keys it has, when that is known
 * @param probe facts from inside the container
 * @param target the target image
 * @param targetImage the target image when it is on the engine
 * @param kind what kind of replacement it will be
 * @param findings what was noticed on the way
 */
record Survey(
        Site site,
        EngineInfo engine,
        ContainerSnapshot source,
        ImageSnapshot image,
        List<ContainerSnapshot> neighbours,
        StorageLayout storage,
        Optional<Route> route,
        Optional<ServerVersion> version,
        OptionalInt apiKeys,
        Map<String, String> probe,
        ImageReference target,
        Optional<ImageSnapshot> targetImage,
        ReplacementKind kind,
        List<Finding> findings) {}
