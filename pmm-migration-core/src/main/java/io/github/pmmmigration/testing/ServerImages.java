package io.github.pmmmigration.testing;

import io.github.pmmmigration.container.ImageReference;
import io.github.pmmmigration.container.ImageSnapshot;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Recognises images of PMM servers and their versions. */
final class ServerImages {
    static final String VERSION_LABEL = "org.opencontainers.image.version";

    private static final Pattern VERSION = Pattern.compile("[23](\\.\\d+)*([.-].*)?");

    private ServerImages() {}

    static boolean isPmm3(String version) {
        return version.startsWith("3");
    }

    /** Returns the version of the server inside, taken from the label or else from a tag. */
    static Optional<String> versionOf(ImageSnapshot image) {
        boolean server =
                Stream.concat(image.tags().stream(), image.digests().stream()).anyMatch(ServerImages::namesServer)
                        || isTitle(titleOf(image));
        return server ? labelled(image).or(() -> tagged(image)) : Optional.empty();
    }

    private static boolean namesServer(String reference) {
        return reference.contains("pmm-server");
    }

    private static boolean isTitle(String title) {
        return title.contains("pmm server")
                || title.contains("pmm-server")
                || title.contains("percona monitoring and management");
    }

    private static String titleOf(ImageSnapshot image) {
        return image.labels().getOrDefault("org.opencontainers.image.title", "").toLowerCase(Locale.ROOT);
    }

    private static Optional<String> labelled(ImageSnapshot image) {
        return Optional.ofNullable(image.labels().get(VERSION_LABEL)).filter(ServerImages::isVersion);
    }

    private static Optional<String> tagged(ImageSnapshot image) {
        return image.tags().stream()
                .map(ImageReference::parse)
                .flatMap(reference -> reference.tag().stream())
                .filter(ServerImages::isVersion)
                .findFirst();
    }

    private static boolean isVersion(String text) {
        return VERSION.matcher(text).matches();
    }
}
