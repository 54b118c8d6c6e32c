package io.github.pmmmigration.container;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads the typed parts of snapshots out of the engine's own documents. */
final class SnapshotReader {
    private SnapshotReader() {}

    static ContainerSnapshot container(ConfigDocument json) {
        return new ContainerSnapshot(
                new ContainerId(required(json, "/Id")),
                ContainerName.of(required(json, "/Name")),
                state(json),
                new ImageId(required(json, "/Image")),
                json.text("/Config/Image").orElse(""),
                textMap(json, "/Config/Labels"),
                json.elements("/Mounts").stream().map(SnapshotReader::mount).toList(),
                restartPolicy(json),
                json);
    }

    static ImageSnapshot image(ConfigDocument json) {
        return new ImageSnapshot(
                new ImageId(required(json, "/Id")),
                json.texts("/RepoTags"),
                json.texts("/RepoDigests"),
                textMap(json, "/Config/Labels"),
                json);
    }

    static VolumeSnapshot volume(ConfigDocument json) {
        return new VolumeSnapshot(
                new VolumeName(required(json, "/Name")),
                json.text("/Driver").orElse("local"),
                textMap(json, "/Labels"),
                textMap(json, "/Options"),
                json);
    }

    private static ContainerState state(ConfigDocument json) {
        return new ContainerState(
                ContainerState.Status.valueOf(required(json, "/State/Status").toUpperCase(Locale.ROOT)),
                (int) json.number("/State/ExitCode").orElse(0),
                instant(json, "/State/StartedAt"),
                instant(json, "/State/FinishedAt"),
                json.text("/State/Error").orElse(""));
    }

    private static RestartPolicy restartPolicy(ConfigDocument json) {
        return new RestartPolicy(json.text("/HostConfig/RestartPolicy/Name").orElse("no"), (int)
                json.number("/HostConfig/RestartPolicy/MaximumRetryCount").orElse(0));
    }

    private static Mount mount(ConfigDocument json) {
        return new Mount(
                json.text("/Type").orElse("bind"),
                json.text("/Name").filter(name -> !name.isEmpty()).map(VolumeName::new),
                json.text("/Source").orElse(""),
                required(json, "/Destination"),
                json.text("/Driver").orElse(""),
                json.flag("/RW").orElse(true));
    }

    /** Reads a time; engines write the year 1 for "never". */
    private static Optional<Instant> instant(ConfigDocument json, String pointer) {
        return json.text(pointer)
                .filter(text -> !text.isEmpty() && !text.startsWith("0001-"))
                .map(text -> java.time.OffsetDateTime.parse(text).toInstant());
    }

    static Map<String, String> textMap(ConfigDocument json, String pointer) {
        Map<String, String> map = new LinkedHashMap<>();
        json.at(pointer)
                .ifPresent(object -> object.keys("")
                        .forEach(key -> map.put(
                                key,
                                object.text("/" + ConfigDocument.escape(key)).orElse(""))));
        return map;
    }

    private static String required(ConfigDocument json, String pointer) {
        return json.text(pointer)
                .filter(text -> !text.isEmpty())
                .orElseThrow(() -> new IllegalArgumentException("the engine's document has no " + pointer));
    }
}
