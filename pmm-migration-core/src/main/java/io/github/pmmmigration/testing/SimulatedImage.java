package io.github.pmmmigration.testing;

import io.github.pmmmigration.container.ConfigDocument;
import io.github.pmmmigration.container.ImageId;
import io.github.pmmmigration.container.ImageReference;
import io.github.pmmmigration.container.ImageSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An image for the {@link InMemoryContainerEngine}: its inspection, and how a server inside behaves.
 *
 * <p>Immutable and safe for concurrent use.
 *
 * @since 0.1
 */
public final class SimulatedImage {
    private final ImageSnapshot snapshot;
    private final Optional<String> serverVersion;
    private final Behaviour behaviour;
    private final boolean declared;

    private SimulatedImage(
            ImageSnapshot snapshot, Optional<String> serverVersion, Behaviour behaviour, boolean declared) {
        this.snapshot = snapshot;
        this.serverVersion = serverVersion;
        this.behaviour = behaviour;
        this.declared = declared;
    }

    /** Says what a server does once it is started on data it can work with. */
    public enum Behaviour {
        /** Serves. */
        SERVES,
        /** Runs and never gets ready; touches the data. */
        NEVER_READY,
        /** Ends with an error right after its start, before it touches the data. */
        EXITS_AT_START
    }

    /** Returns {@code percona/pmm-server} of a 2.x version: runs as root on 80 and 443, declares no volume. */
    public static SimulatedImage pmm2(String version) {
        Objects.requireNonNull(version, "version");
        return server("percona/pmm-server:" + version, version, ImageTemplates.pmm2());
    }

    /** Returns {@code percona/pmm-server} of a 3.x version: user {@code pmm}, 8080 and 8443, volume, health check. */
    public static SimulatedImage pmm3(String version) {
        Objects.requireNonNull(version, "version");
        return server("percona/pmm-server:" + version, version, ImageTemplates.pmm3());
    }

    /** Returns a small image with a shell and no server. */
    public static SimulatedImage tiny(String reference) {
        ConfigDocument inspection = ImageTemplates.inspection(
                ImageReference.parse(reference), Identifiers.hex("image " + reference), ImageTemplates.tiny());
        return of(ImageSnapshot.of(inspection));
    }

    /** Returns the image that was inspected; the server's version is taken from its label or tag. */
    public static SimulatedImage of(ImageSnapshot image) {
        return new SimulatedImage(
                Objects.requireNonNull(image, "image"), ServerImages.versionOf(image), Behaviour.SERVES, false);
    }

    /** Returns a stand-in for an image of which nothing but the identifier is known. */
    static SimulatedImage unknown(ImageId id) {
        return of(ImageSnapshot.of(ConfigDocument.empty().with("/Id", id.value())));
    }

    private static SimulatedImage server(String reference, String version, Map<String, Object> config) {
        Map<String, Object> labels = Json.fields(
                "org.opencontainers.image.title",
                "Percona Monitoring and Management",
                ServerImages.VERSION_LABEL,
                version);
        config.put("Labels", labels);
        ConfigDocument inspection = ImageTemplates.inspection(
                ImageReference.parse(reference), Identifiers.hex("image " + reference), config);
        return new SimulatedImage(ImageSnapshot.of(inspection), Optional.of(version), Behaviour.SERVES, false);
    }

    /** Returns the same image known by this reference instead. */
    public SimulatedImage taggedAs(String reference) {
        ImageReference name = ImageReference.parse(reference);
        String digest = "sha256:" + Identifiers.hex("digest " + snapshot.id().value());
        return with(snapshot.document()
                .with(
                        "/RepoTags",
                        name.tag()
                                .map(tag -> List.of(name.repository() + ":" + tag))
                                .orElse(List.of()))
                .with(
                        "/RepoDigests",
                        List.of(name.repository() + "@" + name.digest().orElse(digest))));
    }

    /** Returns the same image as if it had been loaded or built here: no registry knows it. */
    public SimulatedImage withoutDigest() {
        return with(snapshot.document().with("/RepoDigests", List.of()));
    }

    /** Returns an image whose default environment has one more variable. */
    public SimulatedImage withEnvironment(String name, String value) {
        List<String> environment = new ArrayList<>(snapshot.document().texts("/Config/Env"));
        environment.add(name + "=" + value);
        return with(snapshot.document().with("/Config/Env", environment));
    }

    /** Returns an image with one more label. */
    public SimulatedImage withLabel(String key, String value) {
        return with(snapshot.document().with("/Config/Labels" + Json.pointer(key), value));
    }

    /**
     * Returns the same image, taken for a server of this version whatever its labels say, and whatever command a container of it
     * is given.
     */
    public SimulatedImage runningPmm(String version) {
        return new SimulatedImage(snapshot, Optional.of(Objects.requireNonNull(version, "version")), behaviour, true);
    }

    /** Returns the same image with a server that behaves like this. */
    public SimulatedImage behaving(Behaviour how) {
        return new SimulatedImage(snapshot, serverVersion, Objects.requireNonNull(how, "how"), declared);
    }

    /** Returns the image as an engine would show it. */
    public ImageSnapshot snapshot() {
        return snapshot;
    }

    /** Returns the version of the PMM server inside; absent when there is none. */
    public Optional<String> serverVersion() {
        return serverVersion;
    }

    /** Returns whether the server inside runs whatever command a container is given. */
    boolean isDeclared() {
        return declared;
    }

    Behaviour behaviour() {
        return behaviour;
    }

    String id() {
        return snapshot.id().value();
    }

    /** Returns the same image without the tag, as after the tag has moved on. */
    SimulatedImage withoutTag(String tag) {
        return with(snapshot.document()
                .with(
                        "/RepoTags",
                        snapshot.tags().stream()
                                .filter(other -> !other.equals(tag))
                                .toList()));
    }

    /** Returns this image with the names of its older self in addition. */
    SimulatedImage knownAlsoAs(SimulatedImage older) {
        return with(snapshot.document()
                .with("/RepoTags", union(snapshot.tags(), older.snapshot.tags()))
                .with("/RepoDigests", union(snapshot.digests(), older.snapshot.digests())));
    }

    private static List<String> union(List<String> some, List<String> more) {
        return Stream.concat(some.stream(), more.stream()).distinct().toList();
    }

    private SimulatedImage with(ConfigDocument inspection) {
        return new SimulatedImage(ImageSnapshot.of(inspection), serverVersion, behaviour, declared);
    }

    @Override
    public String toString() {
        return "SimulatedImage[" + snapshot.tags()
                + serverVersion.map(v -> " PMM " + v).orElse("") + "]";
    }
}
