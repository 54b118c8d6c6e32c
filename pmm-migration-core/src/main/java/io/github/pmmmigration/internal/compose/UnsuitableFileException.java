package io.github.pmmmigration.internal.compose;

/** Says why a file cannot be edited. Immutable and safe for concurrent use. */
public final class UnsuitableFileException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Takes the reason as a whole sentence. */
    public UnsuitableFileException(String reason) {
        super(reason);
    }

    /** Returns the reason as a whole sentence. */
    public String reason() {
        return String.valueOf(getMessage());
    }
}
