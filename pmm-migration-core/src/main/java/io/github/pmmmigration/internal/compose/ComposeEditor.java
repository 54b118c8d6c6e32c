package io.github.pmmmigration.internal.compose;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Makes a Compose file describe the replacement: image, ports, names of variables.
 *
 * <p>Line by line: every other character stays as it is. What does not fit this way is refused. Stateless and safe for
 * concurrent use.
 *
 * @since 0.1
 */
public final class ComposeEditor {
    /** Keys of a service that would have to change too, in ways that nobody can tell from the file alone. */
    private static final List<String> BY_HAND = List.of("extends", "build", "user", "command", "entrypoint");

    private ComposeEditor() {}

    /**
     * Returns the file as it has to be.
     *
     * @throws UnsuitableFileException when it cannot be edited like this, with the reason
     */
    public static String edit(String text, ComposeChange change) throws UnsuitableFileException {
        Objects.requireNonNull(change, "change");
        ComposeLines lines = ComposeLines.of(text, change.service());
        for (String key : BY_HAND) {
            if (lines.key(key).isPresent()) {
                throw new UnsuitableFileException("The service has '" + key + "', which has to be looked at by hand.");
            }
        }
        refuseHealthCheck(lines);
        image(lines, change.image());
        if (change.toPmm3()) {
            new PortLines(lines).edit(change.webPorts());
            new EnvironmentLines(lines, change).edit();
        }
        return lines.text();
    }

    private static void refuseHealthCheck(ComposeLines lines) throws UnsuitableFileException {
        Optional<ComposeLines.Key> check = lines.key("healthcheck");
        if (check.isPresent() && lines.block(check.get()).stream().anyMatch(line -> line.contains("/v1/readyz"))) {
            throw new UnsuitableFileException(
                    "The health check asks for /v1/readyz, which PMM 3 has at port 8080 as /v1/server/readyz.");
        }
    }

    /** A variable in the name of the image gives way: what it says would bring PMM 2 back. */
    private static void image(ComposeLines lines, String image) throws UnsuitableFileException {
        ComposeLines.Key key = lines.key("image")
                .orElseThrow(() -> new UnsuitableFileException("The service has no image of its own in this file."));
        Scalar old = Scalar.parse(key.rest());
        if (old.value().isEmpty()) {
            throw new UnsuitableFileException("The image is not written on the line of its key.");
        }
        lines.replace(key, old.with(image));
    }
}
