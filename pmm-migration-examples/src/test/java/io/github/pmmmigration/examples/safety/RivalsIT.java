package io.github.pmmmigration.examples.safety;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pmmmigration.examples.bed.PackedTool;
import io.github.pmmmigration.examples.bed.TestBed;
import io.github.pmmmigration.testing.StorageKind;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two processes migrate one server at the same time, on a real engine.
 *
 * <p>{@code -Drivals.rounds=20} repeats it so often instead of a sample.
 */
class RivalsIT {
    private static final int ROUNDS = Integer.getInteger("rivals.rounds", 2);
    private static final int REFUSED = 2;

    @TempDir
    Path folder;

    @Test
    void oneWinsAndTheOtherSaysWhoHoldsTheLock() throws Exception {
        try (TestBed bed = TestBed.require();
                Server server = Server.start(bed, folder, StorageKind.NAMED_VOLUME)) {
            for (int round = 1; round <= ROUNDS; round++) {
                compete(server, "round " + round);
                assertThat(server.tool("rollback").await().code()).isZero();
                server.requireRestored("round " + round);
            }
        }
        System.out.println("Rivals: " + ROUNDS + " rounds, one winner in each");
    }

    private static void compete(Server server, String round) throws Exception {
        ToolProcess one = server.tool("migrate");
        ToolProcess other = server.tool("migrate");
        List<PackedTool.Answer> answers = List.of(one.await(), other.await());

        PackedTool.Answer winner = only(answers.stream().filter(answer -> answer.code() == 0), round, answers);
        PackedTool.Answer loser = only(answers.stream().filter(answer -> answer.code() != 0), round, answers);
        assertThat(winner.json().text("/outcome")).as(round).contains("MIGRATED");
        assertThat(loser.code()).as(round + loser.all()).isEqualTo(REFUSED);
        assertThat(loser.json().text("/error/code")).as(round + loser.all()).contains("MIGRATION_LOCKED");
        assertThat(loser.json().text("/error/what").orElseThrow())
                .as(round)
                .contains(System.getProperty("user.name") + " on ")
                .containsPattern("since 20[0-9-]+T[0-9:.]+Z to migrate");
        assertThat(loser.json().text("/error/state")).as(round).contains("This run changed nothing.");
        server.requireMigrated(round);
    }

    private static PackedTool.Answer only(
            Stream<PackedTool.Answer> some, String round, List<PackedTool.Answer> answers) {
        List<PackedTool.Answer> found = some.toList();
        assertThat(found).as(round + answers).hasSize(1);
        return found.get(0);
    }
}
