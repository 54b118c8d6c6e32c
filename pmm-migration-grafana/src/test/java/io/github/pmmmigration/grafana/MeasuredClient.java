package io.github.pmmmigration.grafana;

import io.github.pmmmigration.MigrationPlan;
import io.github.pmmmigration.report.MigrationReport;
import io.github.pmmmigration.step.ApiKeyMigrationResult;
import io.github.pmmmigration.step.ApiKeyMigrationResult.Fate;
import io.github.pmmmigration.step.Baseline;
import io.github.pmmmigration.testing.InMemoryContainerEngine;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.time.Duration;

/** A process of its own that does what a migration does before and after, and says what it took. */
final class MeasuredClient {
    private MeasuredClient() {}

    @SuppressWarnings("SystemOut") // how a process reports
    public static void main(String[] arguments) {
        MigrationPlan plan = MigrationPlan.forContainer("pmm-server")
                .containerEngine(
                        InMemoryContainerEngine.withPmm2Server("pmm-server").engine())
                .serverConnector(HttpServerConnector.create())
                .serverUrl(URI.create(arguments[1]))
                .timeouts(timeouts -> timeouts.withCall(Duration.ofMinutes(2)).withVerification(Duration.ofMillis(1)))
                .build();
        System.out.println(arguments[0].equals("keys") ? keys(plan) : services(plan));
    }

    private static String services(MigrationPlan plan) {
        Baseline before = plan.baseline();
        long start = cpuMillis();
        MigrationReport report = plan.verify(before);
        long cpu = cpuMillis() - start;
        long proven = report.verification().orElseThrow().checks().stream()
                .filter(check -> check.name().matches("nodes|services|agents") && check.passed())
                .count();
        return "services=" + before.inventory().services().size() + " agents="
                + before.inventory().agents().size() + " proven=" + proven + "/3 cpu=" + cpu + "ms" + heap();
    }

    private static String keys(MigrationPlan plan) {
        long start = cpuMillis();
        ApiKeyMigrationResult keys = plan.apiKeys().convert();
        return "keys=" + keys.total() + " converted=" + keys.count(Fate.CONVERTED) + " cpu=" + (cpuMillis() - start)
                + "ms" + heap();
    }

    private static long cpuMillis() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1_000_000;
    }

    private static String heap() {
        return " heap<=" + (Runtime.getRuntime().maxMemory() >> 20) + "MB";
    }
}
