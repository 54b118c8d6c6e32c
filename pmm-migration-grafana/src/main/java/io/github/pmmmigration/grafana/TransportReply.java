package io.github.pmmmigration.grafana;

import java.util.Optional;
import okio.Buffer;

/** A reply as it came over the wire. */
final class TransportReply {
    /** The largest body that is read, in bytes. */
    static final long MAX_BODY = 64L << 20;

    private final int status;
    private final Optional<String> location;
    private final Buffer body;

    TransportReply(int status, Optional<String> location, Buffer body) {
        this.status = status;
        this.location = location;
        this.body = body;
    }

    int status() {
        return status;
    }

    /** Returns where a redirect points, as it was given. */
    Optional<String> location() {
        return location;
    }

    /** Returns the body; each call gives an independent cursor over the same bytes. */
    Buffer body() {
        return body.copy();
    }
}
