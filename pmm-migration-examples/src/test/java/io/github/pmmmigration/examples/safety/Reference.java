package io.github.pmmmigration.examples.safety;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pmmmigration.examples.bed.PackedTool;
import io.github.pmmmigration.examples.bed.TestBed;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What a migration that nobody disturbs does and leaves, as a measure for those that are disturbed.
 *
 * @param actions what is done, in order, without what differs from server to server
 * @param time how long the process lives
 * @param configuration of the replacement
 */
record Reference(List<String> actions, Duration time, String configuration) {
    static Reference of(TestBed bed, Path folder, Combination combination) throws Exception {
        try (Server server = Server.start(bed, folder, combination.storage())) {
            long start = System.nanoTime();
            ToolProcess tool = server.tool("migrate", combination.options());
            PackedTool.Answer answer = tool.await();
            Duration time = Duration.ofNanos(System.nanoTime() - start);
            assertThat(answer.code()).as(answer.all()).isZero();
            server.requireMigrated("undisturbed " + combination);
            List<String> actions = tool.begun().stream().map(server::normalised).toList();
            return new Reference(actions, time, server.configurationOf(server.here()));
        }
    }

    /** Returns the number of the first action that gives the data to PMM 3. */
    int start() {
        return actions.indexOf("start 'SERVER'");
    }
}
