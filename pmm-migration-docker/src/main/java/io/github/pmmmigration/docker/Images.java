package io.github.pmmmigration.docker;

import io.github.pmmmigration.container.ImageId;
import io.github.pmmmigration.container.ImageReference;
import io.github.pmmmigration.container.ImageSnapshot;
import io.github.pmmmigration.docker.internal.http.EngineHttp;
import io.github.pmmmigration.docker.internal.http.EngineRequest;
import io.github.pmmmigration.docker.internal.http.Paths;
import io.github.pmmmigration.docker.internal.http.Refusals;
import io.github.pmmmigration.docker.internal.http.Reply;
import java.util.Optional;

/** Reads images that are on the engine. */
final class Images {
    private final EngineHttp http;

    Images(EngineHttp http) {
        this.http = http;
    }

    /** A digest says more than a tag, and engines do not agree on what both together mean. */
    Optional<ImageSnapshot> inspect(ImageReference image) {
        return inspect(
                image.digest().map(digest -> image.repository() + "@" + digest).orElseGet(image::toString));
    }

    Optional<ImageSnapshot> inspect(ImageId image) {
        return inspect(image.value());
    }

    private Optional<ImageSnapshot> inspect(String image) {
        EngineRequest request = EngineRequest.get("/images/" + Paths.encodeImage(image) + "/json");
        Reply reply = http.send(request);
        if (reply.notFound()) {
            return Optional.empty();
        }
        if (!reply.succeeded()) {
            throw Refusals.refused("Image '" + image + "' could not be inspected", reply);
        }
        return Optional.of(http.read(request, reply, ImageSnapshot::of));
    }
}
