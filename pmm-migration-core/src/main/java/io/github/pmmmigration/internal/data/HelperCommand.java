package io.github.pmmmigration.internal.data;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What a helper container runs: a data script with its arguments and, for documents, its environment.
 *
 * <p>Immutable and safe for concurrent use.
 *
 * @param entrypoint the shell and the script
 * @param arguments the script's arguments
 * @param environment variables for the helper, free of secrets
 * @since 0.1
 */
public record HelperCommand(List<String> entrypoint, List<String> arguments, Map<String, String> environment) {
    private static final String SCRIPT_NAME = "pmm-migration";
    private static final String KEEP = "keep";

    /** Copies the lists and the map. */
    public HelperCommand {
        entrypoint = List.copyOf(entrypoint);
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
    }

    /** Returns the command that copies ahead while PMM 2 serves. */
    public static HelperCommand precopy() {
        return of(DataScript.PRECOPY);
    }

    /**
     * Returns the command that makes the data of a stopped server ready for PMM 3.
     *
     * @param stopToken names this stop of the server, for example its finish time: letters, digits and {@code . _ : + -}
     */
    public static HelperCommand prepare(String stopToken, DataOwner owner, DataMode mode) {
        return prepare(stopToken, List.of(Integer.toString(owner.user()), Integer.toString(owner.group())), mode);
    }

    /**
     * Returns the command that backs up or copies the data of a stopped server and leaves its owners alone.
     *
     * @param stopToken as for {@link #prepare}
     */
    public static HelperCommand preserve(String stopToken, DataMode mode) {
        return prepare(stopToken, List.of(KEEP, KEEP), mode);
    }

    private static HelperCommand prepare(String stopToken, List<String> owner, DataMode mode) {
        if (!stopToken.matches("[A-Za-z0-9._:+-]+")) {
            throw new IllegalArgumentException("stopToken must hold letters, digits and . _ : + - only: " + stopToken);
        }
        return of(DataScript.PREPARE, stopToken, owner.get(0), owner.get(1), mode.argument());
    }

    /** Returns the command that puts the recorded ownership back. */
    public static HelperCommand restoreOwnership() {
        return of(DataScript.RESTORE_OWNERSHIP);
    }

    /** Returns the command that tells what the records say. */
    public static HelperCommand recordsStatus() {
        return of(DataScript.RECORDS, "status");
    }

    /** Returns the command that writes documents into the records; they must be free of secrets. */
    public static HelperCommand putRecords(List<RecordDocument> documents) {
        RecordTransfer transfer = RecordTransfer.of(documents);
        return new HelperCommand(entrypoint(DataScript.RECORDS), transfer.arguments(), transfer.environment());
    }

    /** Returns entry point and arguments as one list, for an exec. */
    public List<String> words() {
        return Stream.concat(entrypoint.stream(), arguments.stream()).toList();
    }

    private static HelperCommand of(DataScript script, String... arguments) {
        return new HelperCommand(entrypoint(script), List.of(arguments), Map.of());
    }

    private static List<String> entrypoint(DataScript script) {
        Objects.requireNonNull(script, "script");
        return List.of("/bin/sh", "-c", script.text(), SCRIPT_NAME);
    }
}
