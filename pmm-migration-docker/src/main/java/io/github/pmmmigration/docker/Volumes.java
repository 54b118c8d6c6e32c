package io.github.pmmmigration.docker;

import io.github.pmmmigration.container.ConfigDocument;
import io.github.pmmmigration.container.EngineException;
import io.github.pmmmigration.container.EngineRejectedException;
import io.github.pmmmigration.container.OwnedVolume;
import io.github.pmmmigration.container.VolumeName;
import io.github.pmmmigration.container.VolumeSnapshot;
import io.github.pmmmigration.container.VolumeSpec;
import io.github.pmmmigration.docker.internal.http.EngineHttp;
import io.github.pmmmigration.docker.internal.http.EngineRequest;
import io.github.pmmmigration.docker.internal.http.Paths;
import io.github.pmmmigration.docker.internal.http.Refusals;
import io.github.pmmmigration.docker.internal.http.Reply;
import io.github.pmmmigration.error.Problem;
import java.time.Duration;
import java.util.Optional;

/** Creates, reads and removes volumes. */
final class Volumes {
    private final EngineHttp http;
    private final Duration patience;

    Volumes(EngineHttp http, Duration patience) {
        this.http = http;
        this.patience = patience;
    }

    VolumeSnapshot create(VolumeSpec spec) {
        ConfigDocument body =
                ConfigDocument.empty().with("/Name", spec.name().value()).with("/Labels", spec.labels());
        EngineRequest request = EngineRequest.post("/volumes/create", body);
        Reply reply = http.send(request, patience);
        if (reply.succeeded()) {
            return http.read(request, reply, VolumeSnapshot::of);
        }
        return Optional.of(spec.name())
                .filter(name -> reply.status() == 409)
                .flatMap(this::inspect)
                .orElseThrow(() -> refused(spec.name(), "created", reply));
    }

    Optional<VolumeSnapshot> inspect(VolumeName volume) {
        EngineRequest request = EngineRequest.get(path(volume));
        Reply reply = http.send(request);
        if (reply.notFound()) {
            return Optional.empty();
        }
        if (!reply.succeeded()) {
            throw refused(volume, "inspected", reply);
        }
        return Optional.of(http.read(request, reply, VolumeSnapshot::of));
    }

    /** Looks once more who owns the volume: one of the same name may have taken its place. */
    void remove(OwnedVolume volume) {
        Optional<VolumeSnapshot> found = inspect(volume.name());
        if (found.isEmpty()) {
            return;
        }
        if (found.flatMap(snapshot -> snapshot.ownedBy(volume.migration())).isEmpty()) {
            throw foreign(volume.name());
        }
        Reply reply = http.send(EngineRequest.delete(path(volume.name())), patience);
        if (!reply.succeeded() && !reply.notFound()) {
            throw refused(volume.name(), "removed", reply);
        }
    }

    private static EngineException refused(VolumeName volume, String verb, Reply reply) {
        return Refusals.refused("Volume '" + volume + "' could not be " + verb, reply);
    }

    private static EngineRejectedException foreign(VolumeName volume) {
        return new EngineRejectedException(new Problem(
                "VOLUME_NOT_OURS",
                "The volume '" + volume + "' is not the one that this migration created.",
                "It was not removed.",
                "Look at it with 'docker volume inspect " + volume + "' and decide yourself."));
    }

    private static String path(VolumeName volume) {
        return "/volumes/" + Paths.encode(volume.value());
    }
}
