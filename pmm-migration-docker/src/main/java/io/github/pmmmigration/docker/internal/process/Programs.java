package io.github.pmmmigration.docker.internal.process;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Looks programs up on the search path of an environment.
 *
 * <p>Immutable and safe for concurrent use.
 *
 * @since 0.1
 */
public final class Programs {
    private static final List<String> ENDINGS = List.of("", ".exe", ".cmd");

    private final List<String> folders;

    /**
     * Creates the look-up.
     *
     * @param environment variables of the environment, {@code PATH} among them
     */
    public Programs(Map<String, String> environment) {
        this.folders = Stream.of(environment.getOrDefault("PATH", "").split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .toList();
    }

    /** Returns where the program is; empty when it is nowhere on the search path. */
    public Optional<Path> find(String name) {
        return folders.stream()
                .flatMap(folder -> ENDINGS.stream().flatMap(ending -> path(folder, name + ending)))
                .filter(Files::isRegularFile)
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static Stream<Path> path(String folder, String name) {
        try {
            return Stream.of(Path.of(folder, name));
        } catch (InvalidPathException e) {
            return Stream.empty();
        }
    }
}
