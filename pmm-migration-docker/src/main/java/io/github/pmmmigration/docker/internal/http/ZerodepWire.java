package io.github.pmmmigration.docker.internal.http;

import com.github.dockerjava.transport.DockerHttpClient;
import com.github.dockerjava.transport.SSLConfig;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import io.github.pmmmigration.container.EngineException;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reaches an engine over a socket, a pipe or TCP with the transport that comes with docker-java.
 *
 * <p>Safe for concurrent use.
 *
 * @since 0.1
 */
public final class ZerodepWire implements Wire {
    private static final Logger LOG = LoggerFactory.getLogger(ZerodepWire.class);
    private static final Duration CONNECT = Duration.ofSeconds(10);

    private final URI host;
    private final String address;
    private final Optional<SSLContext> tls;
    private final DockerHttpClient shared;

    /**
     * Creates the wire; nothing is sent yet.
     *
     * @param host {@code unix:}, {@code npipe:} or {@code tcp:} address
     * @param address the address for messages
     * @param tls the context for TLS over TCP
     * @param patience how long a read over TCP may be silent
     */
    public ZerodepWire(URI host, String address, Optional<SSLContext> tls, Duration patience) {
        this.host = host;
        this.address = address;
        this.tls = tls;
        this.shared = builder().responseTimeout(patience).build();
    }

    @Override
    public String address() {
        return address;
    }

    @Override
    public DockerHttpClient shared() {
        return shared;
    }

    @Override
    public Lease lease() {
        return new OwnLease(builder().build());
    }

    @Override
    public Optional<EngineException> explain(EngineException failure) {
        return tls.flatMap(context -> new TlsRefusal(host, address, context).explain(failure));
    }

    @Override
    public void close() {
        closeQuietly(shared);
    }

    private ZerodepDockerHttpClient.Builder builder() {
        ZerodepDockerHttpClient.Builder builder =
                new ZerodepDockerHttpClient.Builder().dockerHost(host).connectionTimeout(CONNECT);
        return tls.map(context -> builder.sslConfig(new Prepared(context))).orElse(builder);
    }

    private static void closeQuietly(DockerHttpClient client) {
        try {
            client.close();
        } catch (IOException e) {
            LOG.debug("A connection to the engine could not be closed cleanly", e);
        }
    }

    private record Prepared(SSLContext context) implements SSLConfig {
        @Override
        public SSLContext getSSLContext() {
            return context;
        }
    }

    private record OwnLease(DockerHttpClient client) implements Lease {
        @Override
        public void close() {
            closeQuietly(client);
        }
    }
}
