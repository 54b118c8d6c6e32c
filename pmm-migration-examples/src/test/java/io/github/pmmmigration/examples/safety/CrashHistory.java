package io.github.pmmmigration.examples.safety;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pmmmigration.examples.bed.PackedTool;
import io.github.pmmmigration.examples.bed.TestBed;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;

/**
 * One server whose migration is killed several times, at the beginning of given actions and at a random instant, and run
 * again each time; then its way back likewise.
 */
final class CrashHistory {
    private final TestBed bed;
    private final Path folder;
    private final Combination combination;
    private final Reference reference;
    private final Random random;
    private final List<String> kills = new ArrayList<>();

    CrashHistory(TestBed bed, Path folder, Combination combination, Reference reference, Random random) {
        this.bed = bed;
        this.folder = folder;
        this.combination = combination;
        this.reference = reference;
        this.random = random;
    }

    /** Plays it; returns where the kills hit. {@code turnsBack}: goes back out of the middle, not from the end. */
    List<String> play(int number, boolean turnsBack) throws Exception {
        try (Server server = Server.start(bed, folder, combination.storage())) {
            int reach = turnsBack ? reference.start() : reference.actions().size();
            int half = (reach + 1) / 2;
            killAtAction(server, reference.actions().get(number % half));
            killAtRandom(server, "migrate", combination.options());
            killAtAction(server, reference.actions().get(Math.min(reach - 1, number % half + half)));
            if (!turnsBack) {
                finish(server);
            }
            if (turnsBack || combination.reversible()) {
                goBack(server);
            }
            return kills;
        }
    }

    private String how() {
        return combination + " after " + kills;
    }

    private void finish(Server server) throws Exception {
        PackedTool.Answer answer = server.tool("migrate", combination.options()).await();
        assertThat(answer.code()).as(how() + "\n" + answer.all()).isZero();
        server.requireMigrated(how());
        assertThat(server.configurationOf(server.here())).as(how()).isEqualTo(reference.configuration());
    }

    private void goBack(Server server) throws Exception {
        int step = 1 + random.nextInt(6);
        kill(server, server.tool("rollback"), begun -> begun.size() >= step, "rollback at its action " + step);
        PackedTool.Answer answer = server.tool("rollback").await();
        boolean possible = combination.reversible() || !startedPmm3(server);
        if (possible) {
            assertThat(answer.code()).as(how() + "\n" + answer.all()).isZero();
            server.requireRestored(how());
        } else {
            assertThat(answer.code()).as(how() + "\n" + answer.all()).isNotZero();
            assertThat(answer.out()).as(how()).contains("ROLLBACK_NOT_POSSIBLE");
            finish(server);
        }
    }

    private static boolean startedPmm3(Server server) {
        return server.containers().stream()
                .filter(container -> container.imageReference().contains("pmm-server:3"))
                .anyMatch(container -> container.state().everStarted());
    }

    private void killAtAction(Server server, String action) throws Exception {
        kill(
                server,
                server.tool("migrate", combination.options()),
                begun -> begun.stream().map(server::normalised).anyMatch(action::equals),
                "migrate at '" + action + "'");
    }

    private void kill(Server server, ToolProcess tool, Predicate<List<String>> when, String where) throws Exception {
        boolean reached = tool.awaitBegun(when);
        note(server, tool, reached, where);
    }

    private void killAtRandom(Server server, String command, String... options) throws Exception {
        ToolProcess tool = server.tool(command, options);
        tool.awaitBegun(begun -> !begun.isEmpty());
        Duration delay = Duration.ofMillis(random.nextInt((int) reference.time().toMillis()));
        boolean reached = tool.runsFor(delay);
        note(server, tool, reached, command + " " + delay.toMillis() + " ms after its first action");
    }

    private void note(Server server, ToolProcess tool, boolean reached, String where) throws Exception {
        if (tool.kill() && reached) {
            kills.add(where);
        }
        server.requireSafe(how());
    }
}
