package io.github.pmmmigration.internal.data;

/**
 * What {@link DataScript#PREPARE} does to the data of the stopped server.
 *
 * <p>Immutable and safe for concurrent use.
 *
 * @since 0.1
 */
public enum DataMode {
    /** Finishes and verifies the backup, then gives the data to its new owner. */
    BACKUP("backup"),
    /** Only records the ownership, then gives the data to its new owner. */
    NO_BACKUP("no-backup"),
    /** Finishes and verifies the copy, then gives the copy to its new owner; the data itself is only read. */
    COPY("copy");

    private final String argument;

    DataMode(String argument) {
        this.argument = argument;
    }

    /** Returns the word that the script understands. */
    public String argument() {
        return argument;
    }
}
