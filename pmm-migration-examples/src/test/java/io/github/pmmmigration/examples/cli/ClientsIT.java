package io.github.pmmmigration.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.pmmmigration.client.ContainerTransport;
import io.github.pmmmigration.client.TransportException;
import io.github.pmmmigration.container.ContainerRef;
import io.github.pmmmigration.container.ExecResult;
import io.github.pmmmigration.examples.bed.PackedTool;
import io.github.pmmmigration.examples.bed.PackedTool.Answer;
import io.github.pmmmigration.examples.bed.TestBed;
import io.github.pmmmigration.examples.bed.TestServer;
import io.github.pmmmigration.testing.StorageKind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients of a server on a real engine: listed by the packed tool, reached through a container, left alone until accepted. */
class ClientsIT {
    private static final Duration LIMIT = Duration.ofMinutes(1);

    @TempDir
    Path folder;

    private TestBed bed;
    private TestServer server;

    @BeforeEach
    void connect() {
        bed = TestBed.require();
        server = TestServer.of(bed);
    }

    @AfterEach
    void clean() {
        if (bed != null) {
            bed.removeContainers(server.name());
            bed.close();
        }
    }

    @Test
    void listsClientsAndTouchesThemOnlyAfterTheMigrationWasAccepted() throws Exception {
        server.start("2.44.1", server.storedIn(StorageKind.NAMED_VOLUME, folder));
        PackedTool tool = new PackedTool(bed, server.name(), folder);
        tool.run("migrate", "--yes");

        Answer listed = tool.run("clients");
        Answer tooEarly = tool.run("clients", "--run", "--yes");
        tool.run("commit", "--yes");
        Answer afterwards = tool.run("clients", "--run", "--yes");

        assertThat(listed.code()).as(listed.all()).isZero();
        assertThat(listed.json().elements("/clients")).isNotEmpty();
        assertThat(listed.out()).contains("LEFT_TO_YOU", "percona-release", "8443");
        assertThat(tooEarly.code()).as(tooEarly.all()).isEqualTo(2);
        assertThat(tooEarly.out()).contains("SERVER_NOT_ACCEPTED");
        assertThat(afterwards.code()).as(afterwards.all()).isZero();
        assertRunsCommandsInside();
    }

    /** Any container will do, so it is the server's. */
    private void assertRunsCommandsInside() {
        ContainerTransport inside = new ContainerTransport(bed.engine(), ContainerRef.of(server.name()));
        ContainerTransport nowhere = new ContainerTransport(bed.engine(), ContainerRef.of(server.name() + "-gone"));

        ExecResult result = inside.run(List.of("printf", "%s|", "a b", "$HOME; id"), LIMIT);

        assertThat(result.standardOutput()).isEqualTo("a b|$HOME; id|");
        assertThatExceptionOfType(TransportException.class).isThrownBy(() -> nowhere.run(List.of("true"), LIMIT));
    }
}
