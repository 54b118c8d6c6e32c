package io.github.pmmmigration.grafana;

import java.io.IOException;

/** Thrown by transports when a body is larger than anything a PMM server has to say. */
final class ReplyTooLargeException extends IOException {
    private static final long serialVersionUID = 1L;

    ReplyTooLargeException(long limit) {
        super("the body is larger than " + limit + " bytes");
    }
}
