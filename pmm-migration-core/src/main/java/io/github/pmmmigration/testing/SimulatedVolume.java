package io.github.pmmmigration.testing;

import io.github.pmmmigration.container.MigrationLabels;
import io.github.pmmmigration.container.VolumeSnapshot;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** A volume of the simulated engine: its inspection, and whether the engine chose its name. */
record SimulatedVolume(VolumeSnapshot snapshot, boolean anonymous) {
    static SimulatedVolume named(String name, Map<String, String> labels, Instant created) {
        return new SimulatedVolume(inspection(name, labels, created), false);
    }

    static SimulatedVolume anonymous(String name, Instant created) {
        return new SimulatedVolume(inspection(name, Map.of(), created), true);
    }

    String name() {
        return snapshot.name().value();
    }

    /** Returns the migration that created it; absent for volumes of users. */
    Optional<String> migration() {
        return Optional.ofNullable(snapshot.labels().get(MigrationLabels.MIGRATION));
    }

    static String mountpoint(String name) {
        return "/var/lib/docker/volumes/" + name + "/_data";
    }

    private static VolumeSnapshot inspection(String name, Map<String, String> labels, Instant created) {
        return VolumeSnapshot.of(Json.document(Json.fields(
                "CreatedAt",
                created.toString(),
                "Driver",
                "local",
                "Labels",
                labels.isEmpty() ? Json.NULL : labels,
                "Mountpoint",
                mountpoint(name),
                "Name",
                name,
                "Options",
                Json.NULL,
                "Scope",
                "local")));
    }
}
