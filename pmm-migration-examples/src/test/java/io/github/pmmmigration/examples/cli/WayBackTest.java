package io.github.pmmmigration.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pmmmigration.examples.cli.Cli.Result;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WayBackTest {
    @TempDir
    Path folder;

    private Cli cli;

    @BeforeEach
    void prepare() {
        cli = new Cli(folder);
    }

    private Result run(String command) {
        return cli.run(command, "--engine", "simulated", "--yes", "--json");
    }

    @Test
    void goesBack() {
        run("migrate");

        Result result = run("rollback");

        assertThat(result.code()).isZero();
        assertThat(result.json().text("/outcome")).contains("ROLLED_BACK");
    }

    @Test
    void hasNothingToGoBackFromAtFirst() {
        Result result = run("rollback");

        assertThat(result.code()).isZero();
        assertThat(result.json().text("/outcome")).contains("NOT_STARTED");
    }

    @Test
    void migratesAgainAfterGoingBack() {
        run("migrate");
        run("rollback");

        Result again = run("migrate");

        assertThat(again.code()).isZero();
        assertThat(again.json().text("/outcome")).contains("MIGRATED");
    }

    @Test
    void refusesToCommitWhatWasNotMigrated() {
        Result result = run("commit");

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.json().text("/error/code")).contains("NOT_MIGRATED");
    }

    @Test
    void commitsAndCannotGoBackAfterwards() {
        run("migrate");

        Result commit = run("commit");
        Result rollback = run("rollback");

        assertThat(commit.code()).isZero();
        assertThat(commit.json().text("/outcome")).contains("COMMITTED");
        assertThat(commit.json().text("/backup")).isPresent();
        assertThat(rollback.code()).isEqualTo(2);
    }
}
