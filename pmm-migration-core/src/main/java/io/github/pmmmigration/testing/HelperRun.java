package io.github.pmmmigration.testing;

import io.github.pmmmigration.container.ContainerSnapshot;
import java.util.List;
import java.util.Optional;

/**
 * A helper container at work on the {@link InMemoryContainerEngine}: what it sees, and what it may change.
 *
 * <p>Valid only during the step it was handed to, on the thread that performs it.
 *
 * @since 0.1
 */
public final class HelperRun {
    private final SimulatedContainer container;
    private final World world;
    private final Invariants invariants;

    HelperRun(SimulatedContainer container, World world, Invariants invariants) {
        this.container = container;
        this.world = world;
        this.invariants = invariants;
    }

    /** Returns the helper itself. */
    public ContainerSnapshot container() {
        return container.snapshot();
    }

    /** Returns one of its labels. */
    public Optional<String> label(String key) {
        return Optional.ofNullable(container.definition().labels().get(key));
    }

    /** Returns entry point and command. */
    public List<String> command() {
        return container.definition().command();
    }

    /** Returns whether something is mounted at exactly this path. */
    public boolean mounts(String path) {
        return container.definition().mountsAt(path);
    }

    /** Returns the data at a path inside the helper. */
    public DataFacts at(String path) {
        return world.stores().at(container.definition().storeAt(path));
    }

    /** Replaces the data at a path inside the helper; a path that is mounted for reading only ends the helper. */
    public void put(String path, DataFacts data) {
        boolean readOnly = container.definition().mounts().stream()
                .anyMatch(mount ->
                        mount.destination().equals(path) && !mount.mount().writable());
        if (readOnly) {
            fail(1, path + ": Read-only file system");
        }
        world.stores().put(container.definition().storeAt(path), data);
    }

    /** Returns whether a server is running on the data at a path. */
    public boolean isServed(String path) {
        String store = container.definition().storeAt(path);
        return world.servers()
                .anyMatch(server -> server.isActive()
                        && server.definition().storeAt(ServerProcess.DATA).equals(store));
    }

    /** Prints a line. */
    public void print(String line) {
        container.print(line);
    }

    /** Ends the helper with an exit code; does not return. */
    public void fail(int exitCode, String message) {
        throw new Failure(exitCode, message);
    }

    /** Records that something happened that must never happen. */
    public void forbid(String what) {
        invariants.report(what);
    }

    /** The helper's own end. */
    static final class Failure extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final int exitCode;

        Failure(int exitCode, String message) {
            super(message, null, false, false);
            this.exitCode = exitCode;
        }

        int exitCode() {
            return exitCode;
        }

        String line() {
            return String.valueOf(getMessage());
        }
    }
}
