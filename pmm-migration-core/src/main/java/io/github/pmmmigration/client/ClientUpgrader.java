package io.github.pmmmigration.client;

import io.github.pmmmigration.client.ClientUpgradeResult.Outcome;
import io.github.pmmmigration.container.ExecResult;
import io.github.pmmmigration.error.Problem;
import io.github.pmmmigration.step.MigrationBlockedException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Upgrades clients, several at a time; one that fails does not stop the others.
 *
 * <p>Its threads live as long as the call of {@link #run}. Immutable and safe for concurrent use.
 *
 * @since 0.1
 */
public final class ClientUpgrader {
    private final int concurrency;
    private final Duration limit;

    /**
     * Creates an upgrader.
     *
     * @param concurrency how many clients at a time
     * @param limit how long one command may take
     */
    public ClientUpgrader(int concurrency, Duration limit) {
        this.concurrency = concurrency;
        this.limit = Objects.requireNonNull(limit, "limit");
        if (concurrency < 1 || limit.isNegative() || limit.isZero()) {
            throw new IllegalArgumentException("concurrency and limit must be positive");
        }
    }

    /** Returns what {@link #run} would do, without doing anything. */
    public List<ClientUpgradeResult> dryRun(List<ClientUpgrade> upgrades) {
        return upgrades.stream().map(ClientUpgrader::planned).toList();
    }

    /**
     * Upgrades the clients and returns what became of each, in the same order.
     *
     * @throws MigrationBlockedException when the server was not accepted yet: after a rollback it could not serve them
     */
    public List<ClientUpgradeResult> run(ServerClients server, List<ClientUpgrade> upgrades) {
        if (!server.accepted()) {
            throw notAccepted();
        }
        ExecutorService workers = Executors.newFixedThreadPool(concurrency);
        try {
            List<CompletableFuture<ClientUpgradeResult>> running = upgrades.stream()
                    .map(upgrade -> CompletableFuture.supplyAsync(() -> upgrade(upgrade), workers))
                    .toList();
            return running.stream().map(CompletableFuture::join).toList();
        } finally {
            workers.shutdownNow();
        }
    }

    private static ClientUpgradeResult planned(ClientUpgrade upgrade) {
        return new ClientUpgradeResult(
                upgrade,
                upgrade.transport().isPresent() ? Outcome.PLANNED : Outcome.LEFT_TO_YOU,
                upgrade.distribution().remainder());
    }

    private ClientUpgradeResult upgrade(ClientUpgrade upgrade) {
        if (upgrade.transport().isEmpty()) {
            return planned(upgrade);
        }
        CommandTransport transport = upgrade.transport().get();
        try {
            for (List<String> command : upgrade.commands()) {
                ExecResult result = transport.run(command, limit);
                if (!result.succeeded()) {
                    return new ClientUpgradeResult(upgrade, Outcome.FAILED, failure(command, result));
                }
            }
            return new ClientUpgradeResult(
                    upgrade, Outcome.UPGRADED, upgrade.distribution().remainder());
        } catch (RuntimeException e) {
            return new ClientUpgradeResult(upgrade, Outcome.FAILED, String.valueOf(e.getMessage()));
        }
    }

    private static String failure(List<String> command, ExecResult result) {
        String words = result.standardError().isBlank() ? result.standardOutput() : result.standardError();
        String last = words.strip();
        return "'" + String.join(" ", command) + "' ended with " + result.exitCode()
                + (last.isEmpty() ? "" : ": " + last.substring(Math.max(0, last.length() - 500)));
    }

    private static MigrationBlockedException notAccepted() {
        return new MigrationBlockedException(new Problem(
                "SERVER_NOT_ACCEPTED",
                "The server can still be rolled back to PMM 2, which would not serve clients of PMM 3.",
                "No client was touched.",
                "Accept the migration first (commit), then upgrade the clients."));
    }
}
