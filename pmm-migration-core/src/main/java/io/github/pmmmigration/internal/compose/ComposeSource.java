package io.github.pmmmigration.internal.compose;

/** Reads files that belong to a project. */
@FunctionalInterface
public interface ComposeSource {
    /**
     * Returns the text of a file.
     *
     * @throws UnsuitableFileException when it cannot be read, with the reason
     */
    String read(String path) throws UnsuitableFileException;
}
