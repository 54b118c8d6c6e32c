package io.github.pmmmigration.container;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A reference to an image as people write it: {@code [registry/]repository[:tag][@digest]}.
 *
 * <p>A colon is only taken for the tag's after the last slash, so registries with a port are understood. Nothing about the
 * server's version is ever derived from the tag.
 *
 * <p>Immutable and safe for concurrent use.
 *
 * @param repository everything before tag and digest, for example {@code localhost:5000/percona/pmm-server}
 * @param tag the tag, absent for a reference by digest alone
 * @param digest the digest with its algorithm, for example {@code sha256:…}
 * @since 0.1
 */
public record ImageReference(String repository, Optional<String> tag, Optional<String> digest) {
    private static final Pattern REPOSITORY =
            Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9._-]*(:[0-9]+)?(/[a-zA-Z0-9._-]+)*");
    private static final Pattern TAG = Pattern.compile("\\w[\\w.-]{0,127}");
    private static final Pattern DIGEST = Pattern.compile("[a-z0-9+._-]+:[a-fA-F0-9]{32,}");

    /** Rejects what no registry would accept. */
    public ImageReference {
        Objects.requireNonNull(repository, "repository");
        Objects.requireNonNull(tag, "tag");
        Objects.requireNonNull(digest, "digest");
        require(REPOSITORY.matcher(repository).matches(), "repository", repository);
        require(pathOf(repository).equals(pathOf(repository).toLowerCase(Locale.ROOT)), "repository", repository);
        tag.ifPresent(value -> require(TAG.matcher(value).matches(), "tag", value));
        digest.ifPresent(value -> require(DIGEST.matcher(value).matches(), "digest", value));
    }

    /**
     * Parses a reference; a missing tag means {@code latest} unless a digest is given.
     *
     * @throws IllegalArgumentException when the text is not a reference
     */
    public static ImageReference parse(String text) {
        Objects.requireNonNull(text, "text");
        try {
            return parsed(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("not an image reference: '" + text + "'", e);
        }
    }

    private static ImageReference parsed(String text) {
        int at = text.indexOf('@');
        Optional<String> digest = at < 0 ? Optional.empty() : Optional.of(text.substring(at + 1));
        String name = at < 0 ? text : text.substring(0, at);
        int colon = name.indexOf(':', name.lastIndexOf('/') + 1);
        if (colon >= 0) {
            return new ImageReference(name.substring(0, colon), Optional.of(name.substring(colon + 1)), digest);
        }
        return new ImageReference(name, digest.isPresent() ? Optional.empty() : Optional.of("latest"), digest);
    }

    /** Returns a reference to exactly the image with this digest, in the same repository. */
    public ImageReference withDigest(String newDigest) {
        return new ImageReference(repository, tag, Optional.of(newDigest));
    }

    /** Returns the reference as it is handed to an engine. */
    @Override
    public String toString() {
        return repository
                + tag.map(t -> ":" + t).orElse("")
                + digest.map(d -> "@" + d).orElse("");
    }

    private static String pathOf(String repository) {
        int slash = repository.indexOf('/');
        return slash < 0 ? repository : repository.substring(slash + 1);
    }

    private static void require(boolean valid, String part, String value) {
        if (!valid) {
            throw new IllegalArgumentException(part + " is not valid in an image reference: '" + value + "'");
        }
    }
}
