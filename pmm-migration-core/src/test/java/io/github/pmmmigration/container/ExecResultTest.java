package io.github.pmmmigration.container;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExecResultTest {
    @Test
    void doesNotShowWhatWasPrinted() {
        ExecResult result = new ExecResult(3, "PASSWORD=s3cret", "no such s3cret");

        assertThat(result).hasToString("ExecResult[exit code 3, 15 characters, 14 of errors]");
    }
}
