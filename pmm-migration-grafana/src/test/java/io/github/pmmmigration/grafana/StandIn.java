package io.github.pmmmigration.grafana;

import io.github.pmmmigration.container.ContainerEngine;
import io.github.pmmmigration.container.ContainerId;
import io.github.pmmmigration.server.Credentials;
import io.github.pmmmigration.server.PmmServerConnection;
import io.github.pmmmigration.server.PmmServerConnector;
import io.github.pmmmigration.server.PmmVersion;
import io.github.pmmmigration.server.ServerEndpoint;
import io.github.pmmmigration.server.TlsTrust;
import io.github.pmmmigration.testing.PmmServerConnectorContract;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A stand-in server in a container of its own; closing it removes the container and its data. */
final class StandIn implements PmmServerConnectorContract.Subject {
    private static final PmmServerConnector CONNECTOR = HttpServerConnector.create();
    private static final int PATIENCE_IN_SECONDS = 180;
    private static final int MOMENTS_IN_A_SECOND = 5;

    private final TestBed bed;
    private final String name = "http-it-" + UUID.randomUUID();
    private PmmVersion version;

    private StandIn(TestBed bed, PmmVersion version) {
        this.bed = bed;
        this.version = version;
    }

    /** Starts a server without data. */
    static StandIn start(TestBed bed, String version, String... variables) {
        StandIn server = new StandIn(bed, PmmVersion.parse(version));
        bed.docker("volume", "create", server.name);
        server.run(variables);
        return server;
    }

    /** Fills the server with services, keys, dashboards and samples. */
    StandIn seeded() {
        bed.docker("exec", name, "python3", "/opt/standin/seed.py");
        return this;
    }

    /** Replaces the server by a newer one on the same data, at another port. */
    void becomes(String newer) {
        bed.docker("stop", "-t", "60", name);
        bed.docker(
                "run",
                "--rm",
                "--volumes-from",
                name,
                "--user",
                "0",
                "--entrypoint",
                "chown",
                bed.image(newer),
                "-R",
                "1000:0",
                "/srv");
        bed.docker("rm", name);
        version = PmmVersion.parse(newer);
        run();
    }

    String certificate() {
        return bed.docker("exec", name, "cat", "/srv/nginx/certificate.crt");
    }

    ContainerId id() {
        return new ContainerId(bed.docker("inspect", "--format", "{{.Id}}", name));
    }

    /** Returns an engine that can do nothing but run commands in containers of the bed. */
    ContainerEngine engine() {
        return LocalCurlEngine.running((command, timeout) -> bed.exec(name, command));
    }

    @Override
    public PmmServerConnector connector() {
        return CONNECTOR;
    }

    @Override
    public ServerEndpoint endpoint() {
        String published = bed.docker("port", name, inside() + "/tcp");
        return ServerEndpoint.of(URI.create("https://" + published)).withTrust(TlsTrust.trustSelfSigned());
    }

    @Override
    public Credentials credentials() {
        return Credentials.factoryDefault();
    }

    @Override
    public PmmVersion version() {
        return version;
    }

    @Override
    public void close() {
        bed.docker("rm", "-f", "-v", name);
        bed.docker("volume", "rm", name);
    }

    private void run(String... variables) {
        List<String> command = new ArrayList<>(List.of("run", "-d", "--name", name));
        command.addAll(List.of("-p", "127.0.0.1::" + inside(), "-v", name + ":/srv"));
        for (String variable : variables) {
            command.addAll(List.of("-e", variable));
        }
        command.add(bed.image(version.toString()));
        bed.docker(command.toArray(String[]::new));
        awaitReadiness();
    }

    private void awaitReadiness() {
        try (PmmServerConnection connection = connect()) {
            for (int moment = 0; !connection.pmm().isReady(); moment++) {
                if (moment == PATIENCE_IN_SECONDS * MOMENTS_IN_A_SECOND) {
                    throw new IllegalStateException(
                            version + " does not get ready: " + bed.docker("logs", "--tail", "20", name));
                }
                aMoment();
            }
        }
    }

    private int inside() {
        return version.major() == 2 ? 443 : 8443;
    }

    private static void aMoment() {
        try {
            new CountDownLatch(1).await(1_000 / MOMENTS_IN_A_SECOND, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
