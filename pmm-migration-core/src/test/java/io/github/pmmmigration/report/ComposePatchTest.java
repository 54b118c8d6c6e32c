package io.github.pmmmigration.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComposePatchTest {
    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void begin() throws IOException {
        file = Files.writeString(folder.resolve("compose.yaml"), "first");
    }

    @Test
    void writesTheFileAndKeepsWhatItWas() {
        List<Path> copies = patch("first", "second").write();

        assertThat(file).hasContent("second");
        assertThat(copies).singleElement().satisfies(copy -> assertThat(copy).hasContent("first"));
    }

    @Test
    void keepsWhatEveryEarlierChangeLeft() {
        List<Path> first = patch("first", "second").write();
        List<Path> second = patch("second", "third").write();

        assertThat(file).hasContent("third");
        assertThat(first).singleElement().satisfies(copy -> assertThat(copy).hasContent("first"));
        assertThat(second).singleElement().satisfies(copy -> assertThat(copy).hasContent("second"));
    }

    @Test
    void needsNoSecondCopyOfTheSame() throws IOException {
        List<Path> first = patch("first", "second").write();
        Files.writeString(file, "first");

        assertThat(patch("first", "second").write()).isEqualTo(first);
    }

    @Test
    void leavesAFileAloneThatWasChangedMeanwhile() throws IOException {
        ComposePatch patch = patch("first", "second");
        Files.writeString(file, "somebody else's");

        assertThatThrownBy(patch::write).isInstanceOf(IllegalStateException.class);
        assertThat(file).hasContent("somebody else's");
        assertThat(folder)
                .isDirectoryContaining(path -> path.equals(file))
                .isDirectoryNotContaining("glob:**.before-*");
    }

    private ComposePatch patch(String before, String after) {
        return ComposePatch.of(file.toString(), List.of(new ComposePatch.Change(file, before, after)), "");
    }
}
