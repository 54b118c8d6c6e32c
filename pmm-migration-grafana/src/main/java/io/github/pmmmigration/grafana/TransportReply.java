package io.github.pmmmigration.grafana;

import java.util.Optional;
import okio.Buffer;

/** A reply as it came over the wire. */
final class TransportReply {
    /** The largest body that is read, in bytes. */
    static final long MAX_BODY = 64L << 20;

    /** How much of a body is kept to show it, in bytes. */
    private static final long HEAD = 16L << 10;

    private final int status;
    private final Optional<String> location;
    private final Buffer body;
    private final Buffer head = new Buffer();

    TransportReply(int status, Optional<String> location, Buffer body) {
        this.status = status;
        this.location = location;
        this.body = body;
        body.copyTo(head, 0, Math.min(HEAD, body.size()));
    }

    int status() {
        return status;
    }

    /** Returns where a redirect points, as it was given. */
    Optional<String> location() {
        return location;
    }

    /** Returns the beginning of the body, to show it; works also after the body was drained. */
    Buffer head() {
        return head.copy();
    }

    /** Returns the body; each call gives an independent cursor over the same bytes. */
    Buffer body() {
        return body.copy();
    }

    /** Returns the body itself, which is gone as far as it was read: for large ones, to save memory. */
    Buffer drained() {
        return body;
    }
}
