package io.github.pmmmigration.grafana;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What size costs, in figures. No part of the suite: run it with {@code mvn verify -pl pmm-migration-grafana -am
 * -Dtest=ScaleBenchmark -Dsurefire.failIfNoSpecifiedTests=false}.
 */
@SuppressWarnings("SystemOut") // its output is what it is for
class ScaleBenchmark {
    private static final List<String> LITTLE_HEAP = List.of("-Xmx64m");

    @Test
    void comparesInventories() throws IOException, InterruptedException {
        int few = compare(10);
        int many = compare(10_000);

        assertThat(many).isLessThanOrEqualTo(few + 3);
    }

    private static int compare(int services) throws IOException, InterruptedException {
        try (FixtureServer server = LargeServer.withServices(services)) {
            String figures = OtherJvm.run(
                    MeasuredClient.class,
                    LITTLE_HEAP,
                    "services",
                    server.address().toString());
            System.out.println(figures.strip() + " requests=" + server.calls().size());
            assertThat(figures).contains("services=" + services + " ", "proven=3/3");
            return server.calls().size();
        }
    }

    @Test
    void accountsForKeys() throws IOException, InterruptedException {
        int few = convert(50, 2);
        int many = convert(50, 200);
        int pages = convert(2, 5_000);

        assertThat(many).isEqualTo(few);
        assertThat(pages).isLessThan(many);
    }

    private static int convert(int organizations, int keysInEach) throws IOException, InterruptedException {
        try (LargeGrafana grafana = LargeGrafana.start(organizations, keysInEach)) {
            String figures = OtherJvm.run(
                    MeasuredClient.class, LITTLE_HEAP, "keys", grafana.address().toString());
            System.out.println(figures.strip() + " organisations=" + organizations + " requests=" + grafana.requests());
            int keys = organizations * keysInEach;
            assertThat(figures).contains("keys=" + keys + " converted=" + keys + " ");
            return grafana.requests();
        }
    }
}
