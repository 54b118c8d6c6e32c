package io.github.pmmmigration.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pmmmigration.container.ConfigDocument;
import io.github.pmmmigration.examples.cli.Cli.Result;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReadingCommandsTest {
    @TempDir
    Path folder;

    private Cli cli;

    @BeforeEach
    void prepare() {
        cli = new Cli(folder);
    }

    @Test
    void discoversTheServer() {
        ConfigDocument found =
                cli.run("discover", "--engine", "simulated", "--json").json();

        assertThat(found.text("/servers/0/container")).contains("pmm-server");
        assertThat(found.text("/servers/0/version")).contains("2.44.1");
        assertThat(found.text("/servers/0/storage/kind")).contains("named-volume");
        assertThat(found.texts("/servers/0/ports")).containsExactly("443->443/tcp", "80->80/tcp");
    }

    @Test
    void discoversForPeople() {
        assertThat(cli.run("discover", "--engine", "simulated").out()).contains("CONTAINER", "2.44.1", "NOT_STARTED");
    }

    @Test
    void takesAMigratedServerForOneThatIsDone() {
        cli.run("migrate", "--engine", "simulated", "--yes");

        ConfigDocument found =
                cli.run("discover", "--engine", "simulated", "--json").json();

        assertThat(found.elements("/servers")).anySatisfy(server -> {
            assertThat(server.text("/container")).contains("pmm-server");
            assertThat(server.text("/migration")).contains("MIGRATED");
        });
    }

    @Test
    void checksInJson() {
        Result result = cli.run("check", "--engine", "simulated", "--json");

        assertThat(result.code()).isZero();
        assertThat(result.json().text("/schema")).contains("pmm-migration-preview/1");
        assertThat(result.json().elements("/actions")).isNotEmpty();
    }

    @Test
    void checksWithoutListingActions() {
        Result result = cli.run("check", "--engine", "simulated");

        assertThat(result.out()).contains("Nothing stands in the way.").doesNotContain("What would be done");
    }

    @Test
    void findsBlockersWithExitCode2() {
        Result result = cli.run("check", "--engine", "simulated", "--no-backup", "--json");

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.json().elements("/findings"))
                .anySatisfy(finding -> assertThat(finding.text("/severity")).contains("BLOCKER"));
    }

    @Test
    void plansWithCommandsAndChangesNothing() {
        Result plan = cli.run("plan", "--engine", "simulated");

        assertThat(plan.code()).isZero();
        assertThat(plan.out()).contains("docker stop", "What would be different");
        assertThat(cli.run("status", "--engine", "simulated", "--json").json().text("/outcome"))
                .contains("NOT_STARTED");
    }

    @Test
    void tellsWhereAMigrationStands() {
        cli.run("migrate", "--engine", "simulated", "--yes");

        Result result = cli.run("status", "--engine", "simulated", "--json");

        assertThat(result.code()).isZero();
        assertThat(result.json().text("/outcome")).contains("MIGRATED");
    }
}
