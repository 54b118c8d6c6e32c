package io.github.pmmmigration.internal.compose;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * The files of a Compose project.
 *
 * <p>Immutable and safe for concurrent use if the source is.
 *
 * @param files the files, the later ones change what the earlier ones say
 * @param directory the folder in which paths begin
 * @param source reads them, and those that they name
 * @since 0.1
 */
public record ComposeProject(List<String> files, String directory, ComposeSource source) {
    /** Copies the list. */
    public ComposeProject {
        files = List.copyOf(files);
        Objects.requireNonNull(directory, "directory");
        Objects.requireNonNull(source, "source");
    }

    /** Returns a path that a file names. */
    String resolve(String path) {
        return Path.of(directory).resolve(path).normalize().toString();
    }
}
