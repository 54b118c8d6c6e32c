package io.github.pmmmigration.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
import java.util.Optional;

/**
 * What has to change in the Compose file of a server, so that the next {@code compose up} keeps PMM 3.
 *
 * <p>Immutable and safe for concurrent use.
 *
 * @since 0.1
 */
public final class ComposePatch {
    private static final String BACKUP = ".before-pmm-migration";

    private final String file;
    private final String before;
    private final String after;
    private final String diff;
    private final Optional<String> refusal;

    private ComposePatch(String file, String before, String after, String diff, Optional<String> refusal) {
        this.file = file;
        this.before = before;
        this.after = after;
        this.diff = diff;
        this.refusal = refusal;
    }

    /**
     * Returns a patch.
     *
     * @param file the file
     * @param before its content now
     * @param after its content as it has to be
     * @param diff the difference for people, secrets hidden
     */
    public static ComposePatch of(Path file, String before, String after, String diff) {
        return new ComposePatch(
                file.toString(),
                Objects.requireNonNull(before, "before"),
                Objects.requireNonNull(after, "after"),
                Objects.requireNonNull(diff, "diff"),
                Optional.empty());
    }

    /** Returns that there is no patch, and why. */
    public static ComposePatch refused(String file, String reason) {
        return new ComposePatch(Objects.requireNonNull(file, "file"), "", "", "", Optional.of(reason));
    }

    /** Returns the file, or the files, as Compose has noted them on the container. */
    public String file() {
        return file;
    }

    /** Returns the difference in the unified form, secrets hidden; empty when there is none, or no patch. */
    public String diff() {
        return diff;
    }

    /** Returns why the file has to be changed by hand. */
    public Optional<String> refusal() {
        return refusal;
    }

    /**
     * Returns whether the file can be written now: it is as it was seen, and it and its folder may be written.
     *
     * @throws UncheckedIOException when it cannot be read
     */
    public boolean isWritable() {
        Path path = Path.of(file);
        try {
            return refusal.isEmpty()
                    && Files.readString(path).equals(before)
                    && Files.isWritable(path)
                    && Files.isWritable(path.toAbsolutePath().getParent());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Writes the file as it has to be and leaves what it was beside it; to undo it, move that file back. Content, owner and
     * permissions are kept, as the file itself is written and not replaced.
     *
     * @return the copy of what it was
     * @throws IllegalStateException when the file was changed since it was seen, or there is no patch
     * @throws UncheckedIOException when it cannot be written
     */
    public Path write() {
        if (!isWritable()) {
            throw new IllegalStateException("the file was changed meanwhile, or may not be written: " + file);
        }
        Path path = Path.of(file);
        Path backup = Path.of(file + BACKUP);
        try {
            Files.copy(path, backup, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
            Files.writeString(path, after);
            return backup;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the file, and nothing of its content. */
    @Override
    public String toString() {
        return "ComposePatch[" + file
                + refusal.map(reason -> ", refused: " + reason).orElse("") + "]";
    }
}
