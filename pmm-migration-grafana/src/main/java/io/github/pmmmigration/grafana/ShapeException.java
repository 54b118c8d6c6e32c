package io.github.pmmmigration.grafana;

/** Thrown while a reply is taken apart, when a value is not of the kind that it should be. */
final class ShapeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Creates the exception; the message goes after "but" and holds no value from the reply. */
    ShapeException(String message) {
        super(message);
    }
}
