package io.github.pmmmigration.docker.internal.endpoint;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where an engine is, and the folder with the certificates for it.
 *
 * <p>Immutable and safe for concurrent use.
 *
 * @param uri address with the scheme {@code unix}, {@code npipe}, {@code tcp} or {@code ssh}
 * @param tlsFolder folder with {@code ca.pem}, {@code cert.pem} and {@code key.pem}; absent for plain connections
 * @since 0.1
 */
public record Endpoint(URI uri, Optional<Path> tlsFolder) {
    /** Returns the scheme. */
    public String scheme() {
        return uri.getScheme();
    }

    /** Returns the address without credentials, for messages. */
    public String describe() {
        String text = uri.toString();
        int at = uri.getRawUserInfo() == null || scheme().equals("ssh") ? -1 : text.indexOf('@');
        return at < 0 ? text : scheme() + "://" + text.substring(at + 1);
    }
}
