package io.github.pmmmigration.grafana;

import io.github.pmmmigration.server.Credentials;
import io.github.pmmmigration.server.Inventory;
import io.github.pmmmigration.server.PmmServerConnection;
import io.github.pmmmigration.server.ServerEndpoint;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.time.Duration;
import java.util.Set;

/** A process of its own that reads an inventory twice and compares, as a migration does before and after. */
final class ComparingClient {
    private ComparingClient() {}

    @SuppressWarnings("SystemOut") // how a process reports
    public static void main(String[] arguments) {
        ServerEndpoint endpoint = ServerEndpoint.of(URI.create(arguments[0])).withCallTimeout(Duration.ofMinutes(2));
        try (PmmServerConnection connection =
                HttpServerConnector.create().connect(endpoint, Credentials.factoryDefault())) {
            Inventory before = connection.pmm().inventory();
            long start = cpuMillis();
            Inventory after = connection.pmm().inventory();
            boolean same = Set.copyOf(before.services()).equals(Set.copyOf(after.services()))
                    && Set.copyOf(before.agents()).equals(Set.copyOf(after.agents()));
            System.out.printf(
                    "services=%d agents=%d same=%s cpu=%d ms%n",
                    after.services().size(), after.agents().size(), same, cpuMillis() - start);
        }
    }

    private static long cpuMillis() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1_000_000;
    }
}
