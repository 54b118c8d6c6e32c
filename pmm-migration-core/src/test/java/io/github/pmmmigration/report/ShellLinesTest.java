package io.github.pmmmigration.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShellLinesTest {
    @Test
    void leavesShortLinesAlone() {
        assertThat(ShellLines.of("docker stop a\ndocker rm a", 20)).isEqualTo("docker stop a\ndocker rm a");
    }

    @Test
    void breaksBeforeOptionsAndKeepsTheirValuesWithThem() {
        assertThat(ShellLines.of("docker create --name pmm --label a=b image", 24))
                .isEqualTo("""
                docker create \\
                    --name pmm \\
                    --label a=b image""");
    }

    @Test
    void breaksNoQuotation() {
        assertThat(ShellLines.of("docker create --label 'a=b c d e f' --env x image", 30))
                .isEqualTo("""
                docker create \\
                    --label 'a=b c d e f' \\
                    --env x image""");
    }

    @Test
    void leavesLinesInsideAQuotationAlone() {
        String script = "sh -c 'echo one two three four five\necho six seven eight nine ten\n' and some more";

        assertThat(ShellLines.of(script, 20)).isEqualTo(script);
    }

    @Test
    void leavesCommentsAlone() {
        assertThat(ShellLines.of("# what the docker command has no option for", 20))
                .isEqualTo("# what the docker command has no option for");
    }

    @Test
    void keepsTheIndentOfALoop() {
        assertThat(ShellLines.of("while :; do\n  docker kill --signal USR1 helper\ndone", 26))
                .isEqualTo("""
                while :; do
                  docker kill \\
                    --signal USR1 helper
                done""");
    }
}
