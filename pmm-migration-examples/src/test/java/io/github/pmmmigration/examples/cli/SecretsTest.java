package io.github.pmmmigration.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pmmmigration.examples.cli.Cli.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plants secrets wherever a command takes some, and looks for them in everything that comes out. */
final class SecretsTest {
    private static final String PLANTED = "s3cr3t-planted";

    @TempDir
    Path folder;

    @Test
    void showsNoSecretInAnyOutput() throws IOException {
        Files.writeString(folder.resolve("password"), "admin\n");
        Cli cli = new Cli(folder).with("GF_SECURITY_ADMIN_PASSWORD", PLANTED);

        Result plan = cli.run(
                "plan", "--engine", "simulated", "--set-env", "GF_SECURITY_ADMIN_PASSWORD", "--out", "plan.json");
        Result migrate = cli.run(
                "migrate",
                "--engine",
                "simulated",
                "--yes",
                "--password-file",
                "password",
                "--set-env",
                "GF_SECURITY_ADMIN_PASSWORD",
                "--journal",
                "journal",
                "--report",
                "report.html");

        assertThat(migrate.code()).isZero();
        assertThat(plan.all() + migrate.all()).doesNotContain(PLANTED);
        try (var files = Files.list(folder)) {
            assertThat(files)
                    .hasSize(4)
                    .allSatisfy(file -> assertThat(Files.readString(file)).doesNotContain(PLANTED));
        }
    }
}
