package io.github.pmmmigration.internal.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DataScriptTest {
    private static final int LONGEST_ARGUMENT_OF_LINUX = 131_072;

    @ParameterizedTest
    @EnumSource(DataScript.class)
    void fitsIntoOneArgument(DataScript script) {
        assertThat(script.text().length()).isLessThan(LONGEST_ARGUMENT_OF_LINUX / 2);
    }

    @ParameterizedTest
    @EnumSource(DataScript.class)
    void isReadByEveryShell(DataScript script) throws Exception {
        for (String shell : new String[] {"/bin/sh", "dash", "bash"}) {
            Process process = new ProcessBuilder(shell, "-n", "-c", script.text())
                    .redirectErrorStream(true)
                    .start();

            assertThat(Sandbox.finished(process)).isEqualTo(new Sandbox.Run(0, ""));
        }
    }

    @Test
    void refusesWrongArguments() throws IOException {
        try (Sandbox sandbox = Sandbox.create()) {
            HelperCommand command =
                    new HelperCommand(HelperCommand.precopy().entrypoint(), java.util.List.of(), java.util.Map.of());
            sandbox.with("PMM_MIGRATION_BACKUP", sandbox.srv.toString());
            sandbox.shell("echo docker > pmm-distribution");

            Sandbox.Run run = sandbox.run(command);

            assertThat(HelperFailure.of(run.exitCode())).contains(HelperFailure.BAD_ARGUMENTS);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "$(id)", "a\nb", "a;b"})
    void refusesAStopTokenThatIsNotPlain(String token) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HelperCommand.prepare(token, DataOwner.pmm3(), DataMode.BACKUP));
    }
}
