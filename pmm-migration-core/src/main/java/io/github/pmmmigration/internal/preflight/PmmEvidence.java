package io.github.pmmmigration.internal.preflight;

import io.github.pmmmigration.container.ContainerSnapshot;
import io.github.pmmmigration.container.ImageSnapshot;
import io.github.pmmmigration.path.KnownVersions;
import io.github.pmmmigration.server.PmmVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Collects what says that a container is a PMM server.
 *
 * <p>Stateless and safe for concurrent use.
 *
 * @since 0.1
 */
public final class PmmEvidence {
    private static final List<String> VARIABLES = List.of("GF_PLUGIN_DIR=", "PMM_", "PERCONA_TELEMETRY_DISABLE=");

    private PmmEvidence() {}

    /** Returns what is known of the container and its image alone, for looking over all containers of an engine. */
    public static List<String> of(ContainerSnapshot container, Optional<ImageSnapshot> image) {
        Objects.requireNonNull(container, "container");
        List<String> evidence = new ArrayList<>();
        if (namesServer(container.imageReference())) {
            evidence.add("image reference " + container.imageReference());
        }
        image.ifPresent(snapshot -> image(snapshot, evidence));
        variables(container).ifPresent(evidence::add);
        return evidence;
    }

    /** Returns the version that the image was built as; what runs in it may be newer. */
    public static Optional<PmmVersion> imageVersion(ImageSnapshot image) {
        return Optional.ofNullable(image.labels().get("org.opencontainers.image.version"))
                .flatMap(KnownVersions::told);
    }

    static List<String> of(PreflightInput input) {
        List<String> evidence = new ArrayList<>();
        input.version().ifPresent(version -> evidence.add("the server says " + version.version()));
        evidence.addAll(of(input.source(), Optional.of(input.sourceImage())));
        if (input.fact(InsideProbe.DISTRIBUTION).filter("present"::equals).isPresent()) {
            evidence.add("/srv/pmm-distribution exists");
        }
        if (input.fact(InsideProbe.PROGRAM).filter("present"::equals).isPresent()) {
            evidence.add("pmm-managed is installed");
        }
        return evidence;
    }

    private static void image(ImageSnapshot image, List<String> evidence) {
        image.tags().stream()
                .filter(PmmEvidence::namesServer)
                .findFirst()
                .ifPresent(tag -> evidence.add("image tag " + tag));
        for (Map.Entry<String, String> label : image.labels().entrySet()) {
            String value = label.getValue().toLowerCase(Locale.ROOT);
            boolean title = label.getKey().endsWith(".title") || label.getKey().endsWith("name");
            if (title
                    && (value.contains("pmm server")
                            || value.contains("pmm-server")
                            || value.contains("percona monitoring and management"))) {
                evidence.add("image label " + label.getKey());
            }
        }
    }

    private static Optional<String> variables(ContainerSnapshot container) {
        return container.document().texts("/Config/Env").stream()
                .filter(entry -> VARIABLES.stream().anyMatch(entry::startsWith))
                .findFirst()
                .map(entry -> "variable " + entry.substring(0, Math.max(0, entry.indexOf('='))));
    }

    private static boolean namesServer(String reference) {
        String repository = reference.split("@", 2)[0];
        String name = repository.substring(repository.lastIndexOf('/') + 1);
        return name.startsWith("pmm-server");
    }
}
