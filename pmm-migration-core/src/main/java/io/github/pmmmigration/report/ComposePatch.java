package io.github.pmmmigration.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What has to change in the Compose files of a server, so that the next {@code compose up} keeps PMM 3.
 *
 * <p>Immutable and safe for concurrent use.
 *
 * @since 0.1
 */
public final class ComposePatch {
    private static final String BACKUP = ".before-pmm-migration";

    private final String file;
    private final List<Change> changes;
    private final String diff;
    private final Optional<String> refusal;

    private ComposePatch(String file, List<Change> changes, String diff, Optional<String> refusal) {
        this.file = file;
        this.changes = List.copyOf(changes);
        this.diff = diff;
        this.refusal = refusal;
    }

    /**
     * One file that changes; an {@code env_file} may be among them.
     *
     * @param file the file
     * @param before its content now
     * @param after its content as it has to be
     */
    public record Change(Path file, String before, String after) {
        /** Checks for nulls. */
        public Change {
            Objects.requireNonNull(file, "file");
            Objects.requireNonNull(before, "before");
            Objects.requireNonNull(after, "after");
        }

        /** Returns the file, and nothing of its content. */
        @Override
        public String toString() {
            return "Change[" + file + "]";
        }

        private boolean isPossible() throws IOException {
            return Files.readString(file).equals(before)
                    && Files.isWritable(file)
                    && Files.isWritable(file.toAbsolutePath().getParent());
        }

        /** Copies the file under the first name that no copy of something else has. */
        private Path keep() throws IOException {
            for (int number = 1; ; number++) {
                Path copy = file.resolveSibling(file.getFileName() + BACKUP + (number == 1 ? "" : "." + number));
                if (!Files.exists(copy)) {
                    return Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
                }
                if (Files.readString(copy).equals(before)) {
                    return copy;
                }
            }
        }
    }

    /**
     * Returns a patch.
     *
     * @param file the file, or the files, as Compose has noted them on the container
     * @param changes what changes
     * @param diff the difference for people, secrets hidden
     */
    public static ComposePatch of(String file, List<Change> changes, String diff) {
        return new ComposePatch(
                Objects.requireNonNull(file, "file"), changes, Objects.requireNonNull(diff, "diff"), Optional.empty());
    }

    /** Returns that there is no patch, and why. */
    public static ComposePatch refused(String file, String reason) {
        return new ComposePatch(Objects.requireNonNull(file, "file"), List.of(), "", Optional.of(reason));
    }

    /** Returns the file, or the files, as Compose has noted them on the container. */
    public String file() {
        return file;
    }

    /** Returns the files that change; none when there is no patch. */
    public List<Path> files() {
        return changes.stream().map(Change::file).toList();
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
     * Returns whether the files can be written now: they are as they were seen, and they and their folders may be written.
     *
     * @throws UncheckedIOException when one cannot be read
     */
    public boolean isWritable() {
        try {
            boolean writable = refusal.isEmpty();
            for (Change change : changes) {
                writable &= change.isPossible();
            }
            return writable;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Writes the files as they have to be and leaves what they were beside them; to undo it, move those back. A copy that an earlier
     * change left there stays. Owners and permissions
     * are kept, as the files themselves are written and not replaced. When one cannot be written, those before it are put back.
     *
     * @return the copies of what they were
     * @throws IllegalStateException when a file was changed since it was seen, or there is no patch
     * @throws UncheckedIOException when one cannot be written
     */
    public List<Path> write() {
        if (!isWritable()) {
            throw new IllegalStateException("the file was changed meanwhile, or may not be written: " + file);
        }
        List<Change> begun = new ArrayList<>();
        try {
            List<Path> copies = new ArrayList<>();
            for (Change change : changes) {
                copies.add(change.keep());
            }
            for (Change change : changes) {
                begun.add(change);
                Files.writeString(change.file(), change.after());
            }
            return List.copyOf(copies);
        } catch (IOException e) {
            begun.forEach(change -> putBack(change, e));
            throw new UncheckedIOException(e);
        }
    }

    private static void putBack(Change change, IOException cause) {
        try {
            Files.writeString(change.file(), change.before());
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }

    /** Returns the file, and nothing of its content. */
    @Override
    public String toString() {
        return "ComposePatch[" + file
                + refusal.map(reason -> ", refused: " + reason).orElse("") + "]";
    }
}
