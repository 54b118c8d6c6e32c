package io.github.pmmmigration.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pmmmigration.container.ConfigDocument;
import io.github.pmmmigration.container.ContainerId;
import io.github.pmmmigration.container.EngineException;
import io.github.pmmmigration.container.PullListener;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Containers on several networks, on a real engine of either side of the version 1.44. */
final class NetworksIT {
    private static final String ENDPOINTS = "/NetworkingConfig/EndpointsConfig/";
    private static final String MAC = "02:42:ac:13:37:05";

    private static TestBed bed;
    private static DockerEngine engine;

    private Sandbox sandbox;
    private RawEngine raw;
    private String first;
    private String second;
    private String subnet;

    @BeforeAll
    static void connect() {
        bed = TestBed.require();
        engine = bed.connect();
        if (engine.inspectImage(bed.image()).isEmpty()) {
            engine.pull(bed.image(), PullListener.NONE);
        }
    }

    @AfterAll
    static void disconnect() {
        if (engine != null) {
            engine.close();
        }
    }

    @BeforeEach
    void prepare() {
        sandbox = new Sandbox(engine, bed.image());
        raw = new RawEngine(bed.settings());
        first = sandbox.name("first").value();
        second = sandbox.name("second").value();
        subnet = "10." + ThreadLocalRandom.current().nextInt(100, 250) + "."
                + ThreadLocalRandom.current().nextInt(1, 250) + ".";
        raw.createNetwork(first, subnet + "0/28");
        raw.createNetwork(second, subnet + "16/28");
    }

    @AfterEach
    void tidy() {
        sandbox.close();
        raw.removeNetwork(first);
        raw.removeNetwork(second);
        raw.close();
    }

    @Test
    void joinsEveryNetworkWithItsAliasAndAddress() {
        ContainerId container = sandbox.create("both", onBoth());

        engine.start(container);

        ConfigDocument seen = engine.inspect(container.toRef()).orElseThrow().document();
        assertThat(seen.keys("/NetworkSettings/Networks")).containsExactlyInAnyOrder(first, second);
        assertThat(seen.texts("/NetworkSettings/Networks/" + first + "/Aliases"))
                .contains("one");
        assertThat(seen.texts("/NetworkSettings/Networks/" + second + "/Aliases"))
                .contains("two");
        assertThat(seen.text("/NetworkSettings/Networks/" + first + "/IPAddress"))
                .contains(subnet + "5");
        assertThat(seen.text("/NetworkSettings/Networks/" + second + "/IPAddress"))
                .contains(subnet + "21");
    }

    @Test
    void keepsAHardwareAddressHoweverItWasGiven() {
        ContainerId inEndpoint = sandbox.create("endpoint", onBoth().with(ENDPOINTS + first + "/MacAddress", MAC));
        engine.start(inEndpoint);

        assertThat(engine.inspect(inEndpoint.toRef())
                        .orElseThrow()
                        .document()
                        .text("/NetworkSettings/Networks/" + first + "/MacAddress"))
                .contains(MAC);

        sandbox.close();
        ContainerId inContainer = sandbox.create("container", onBoth().with("/MacAddress", MAC));
        engine.start(inContainer);

        assertThat(engine.inspect(inContainer.toRef())
                        .orElseThrow()
                        .document()
                        .text("/NetworkSettings/Networks/" + first + "/MacAddress"))
                .contains(MAC);
    }

    /** No engine takes an address of the user's choice on its default network. */
    @Test
    void leavesNoContainerBehindThatLacksANetwork() {
        ConfigDocument broken = onBoth().with(ENDPOINTS + "bridge/IPAMConfig", Map.of("IPv4Address", subnet + "77"));

        assertThatThrownBy(() -> sandbox.create("broken", broken)).isInstanceOf(EngineException.class);

        assertThat(engine.inspect(sandbox.name("broken").toRef())).isEmpty();
    }

    private ConfigDocument onBoth() {
        return sandbox.running("trap 'exit 0' TERM; while :; do sleep 0.1; done")
                .with("/HostConfig/NetworkMode", first)
                .with(ENDPOINTS + second, endpoint("two", subnet + "21"))
                .with(ENDPOINTS + first, endpoint("one", subnet + "5"));
    }

    private static Map<String, Object> endpoint(String alias, String address) {
        return Map.of("Aliases", List.of(alias), "IPAMConfig", Map.of("IPv4Address", address));
    }
}
