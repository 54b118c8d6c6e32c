package io.github.pmmmigration.internal.execution;

import io.github.pmmmigration.container.ContainerSnapshot;
import io.github.pmmmigration.container.EngineInfo;
import io.github.pmmmigration.container.ImageReference;
import io.github.pmmmigration.container.ImageSnapshot;
import io.github.pmmmigration.container.StorageLayout;
import io.github.pmmmigration.error.Finding;
import io.github.pmmmigration.internal.configuration.ReplacementKind;
import io.github.pmmmigration.path.Hop;
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
 * @param leg the hop that is next
 * @param targetImage the target image when it is on the engine
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
        Leg leg,
        Optional<ImageSnapshot> targetImage,
        List<Finding> findings) {
    ImageReference target() {
        return leg.target();
    }

    ReplacementKind kind() {
        return leg.kind();
    }

    /** Returns the same for another leg to the same target. */
    Survey with(Leg other) {
        return new Survey(
                site,
                engine,
                source,
                image,
                neighbours,
                storage,
                route,
                version,
                apiKeys,
                probe,
                other,
                targetImage,
                findings);
    }

    /** Returns the same about the container from which a later hop starts. */
    Survey at(Site other, ImageSnapshot otherImage, StorageLayout otherStorage) {
        return new Survey(
                other,
                engine,
                other.source().orElse(source),
                otherImage,
                neighbours,
                otherStorage,
                route,
                version,
                apiKeys,
                probe,
                leg,
                targetImage,
                findings);
    }

    /** Returns what would be learned before another hop of the same path, as far as that can be known now. */
    Survey asIf(Hop hop, Optional<ImageSnapshot> image) {
        Optional<ServerVersion> then = version.map(now ->
                now.version().isSameRelease(hop.from()) ? now : new ServerVersion(hop.from(), "", now.distribution()));
        return new Survey(
                site,
                engine,
                source,
                this.image,
                neighbours,
                storage,
                route,
                then,
                apiKeys,
                probe,
                leg.of(hop),
                image,
                findings);
    }
}
