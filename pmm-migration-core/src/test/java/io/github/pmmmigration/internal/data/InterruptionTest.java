package io.github.pmmmigration.internal.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Kills the scripts, with everything they started, at instants drawn by lot; run again, they reach the same end. */
final class InterruptionTest {
    /** More of them with {@code -Dpmm.data.histories=50}. */
    private static final int HISTORIES = Integer.getInteger("pmm.data.histories", 3);

    @ParameterizedTest
    @CsvSource({"dash, BACKUP, 1", "bash, BACKUP, 2", "dash, COPY, 3", "bash, NO_BACKUP, 4"})
    void reachesTheSameEndAfterAnyInterruption(String shell, DataMode mode, long seed) throws Exception {
        Random random = new Random(seed);
        int kills = 0;

        for (int i = 0; i < HISTORIES; i++) {
            try (Sandbox sandbox = Sandbox.withAwkwardTree().using(shell).withoutMargin()) {
                kills += new History(sandbox, mode, random).run();
            }
        }

        System.out.printf("%s %s: %d histories, %d kills%n", shell, mode, HISTORIES, kills);
        assertThat(kills).isPositive();
    }

    private record History(Sandbox sandbox, DataMode mode, Random random) {
        private static final int LONGEST_MILLIS = 500;

        int run() throws IOException, InterruptedException {
            int kills = killed(HelperCommand.precopy(), random.nextInt(3));
            if (random.nextBoolean()) {
                sandbox.run(HelperCommand.precopy()).mustSucceed();
            }
            sandbox.changeTree();
            List<String> facts = TreeFacts.of(sandbox.srv);

            kills += killed(prepare("an-earlier-stop"), random.nextInt(2));
            kills += killed(prepare("this-stop"), 1 + random.nextInt(4));
            sandbox.run(prepare("this-stop")).mustSucceed();
            checkPrepared(facts);

            kills += killed(HelperCommand.restoreOwnership(), random.nextInt(3));
            sandbox.run(HelperCommand.restoreOwnership()).mustSucceed();
            assertThat(TreeFacts.of(mode == DataMode.COPY ? sandbox.backup : sandbox.srv))
                    .isEqualTo(facts);
            return kills;
        }

        private void checkPrepared(List<String> facts) {
            String owner = Sandbox.owner() + " ";
            assertThat(TreeFacts.owners(mode == DataMode.COPY ? sandbox.backup : sandbox.srv))
                    .allMatch(entry -> entry.startsWith(owner));
            if (mode != DataMode.NO_BACKUP) {
                assertThat(TreeFacts.of(mode == DataMode.COPY ? sandbox.srv : sandbox.backup))
                        .isEqualTo(facts);
            }
        }

        private HelperCommand prepare(String stop) {
            return HelperCommand.prepare(stop, Sandbox.owner(), mode);
        }

        private int killed(HelperCommand command, int times) throws InterruptedException {
            int kills = 0;
            for (int i = 0; i < times; i++) {
                Process process = sandbox.start(command);
                boolean ended = process.waitFor(random.nextInt(LONGEST_MILLIS), TimeUnit.MILLISECONDS);
                kills += ended ? 0 : 1;
                Sandbox.killGroup(process);
            }
            return kills;
        }
    }
}
