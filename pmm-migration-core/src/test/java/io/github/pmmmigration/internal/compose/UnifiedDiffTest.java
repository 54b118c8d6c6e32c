package io.github.pmmmigration.internal.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnifiedDiffTest {
    @TempDir
    Path folder;

    @Test
    void isEmptyForTheSameText() {
        assertThat(UnifiedDiff.of("f", "a\nb\n", "a\nb\n")).isEmpty();
    }

    @Test
    void showsChangesWithTheirSurroundings() {
        String before = String.join("\n", List.of("1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", ""));
        String after = before.replace("\n2\n", "\ntwo\n").replace("11\n", "");

        assertThat(UnifiedDiff.of("f", before, after)).isEqualTo("""
                --- f
                +++ f
                @@ -1,5 +1,5 @@
                 1
                -2
                +two
                 3
                 4
                 5
                @@ -8,5 +8,4 @@
                 8
                 9
                 10
                -11
                 12
                """);
    }

    @Test
    void isUnderstoodByPatch() throws IOException, InterruptedException {
        String before = "a\nb\nc\nd\ne\nf\ng\nh\ni\nj\nk\nl\n";
        String after = "a\nB\nc\nd\ne\nf\ng\nh\ni\nnew\nj\nk\n";
        Path file = Files.writeString(folder.resolve("f"), before);
        Process patch = new ProcessBuilder("git", "apply", "-")
                .directory(folder.toFile())
                .start();
        String diff =
                UnifiedDiff.of("f", before, after).replace("--- f", "--- a/f").replace("+++ f", "+++ b/f");
        try (var input = patch.getOutputStream()) {
            input.write(diff.getBytes(StandardCharsets.UTF_8));
        }

        assertThat(patch.waitFor()).isZero();
        assertThat(file).hasContent(after);
    }
}
