package io.github.pmmmigration.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.pmmmigration.client.ClientUpgradeResult.Outcome;
import io.github.pmmmigration.container.ExecResult;
import io.github.pmmmigration.server.ClientVersion;
import io.github.pmmmigration.server.PmmVersion;
import io.github.pmmmigration.step.MigrationBlockedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientUpgraderTest {
    private static final PmmVersion VERSION = PmmVersion.of(3, 8, 1);
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final ClientUpgrader upgrader = new ClientUpgrader(2, LIMIT);
    private final List<List<String>> commands = Collections.synchronizedList(new ArrayList<>());

    @Test
    void findsTheClientsThatAreOlderThanTheServerOrOfUnknownVersion() {
        ServerClients clients =
                server(true, client("a", "2.44.1"), client("b", "3.8.1"), client("c", ""), client("d", "3.9.0"));

        assertThat(clients.outdated()).extracting(ClientVersion::nodeName).containsExactly("a", "c");
    }

    @Test
    void runsTheCommandsOfEachDistributionInOrder() {
        List<ClientUpgradeResult> results =
                upgrader.run(server(true), List.of(upgrade("a", Distribution.APT, this::succeed)));

        assertThat(results).extracting(ClientUpgradeResult::outcome).containsExactly(Outcome.UPGRADED);
        assertThat(commands).isEqualTo(Distribution.APT.upgradeTo(VERSION));
        assertThat(commands).last().isEqualTo(List.of("apt-get", "install", "--yes", "pmm-client=3.8.1-*"));
    }

    @Test
    void keepsTheConfigurationOfATarball() {
        assertThat(Distribution.TARBALL.upgradeTo(VERSION))
                .contains(List.of("env", "--chdir=/tmp/pmm-client-3.8.1", "./install_tarball", "-u"));
    }

    @ParameterizedTest
    @EnumSource(Distribution.class)
    void namesTheVersionInTheCommandsOfEveryDistribution(Distribution distribution) {
        assertThat(distribution.upgradeTo(VERSION).toString()).contains("3.8.1");
    }

    @Test
    void goesOnWithTheOthersWhenOneFails() {
        CommandTransport broken = (command, limit) -> new ExecResult(100, "", "E: no such package");

        List<ClientUpgradeResult> results = upgrader.run(
                server(true),
                List.of(upgrade("a", Distribution.APT, broken), upgrade("b", Distribution.DNF, this::succeed)));

        assertThat(results).extracting(ClientUpgradeResult::outcome).containsExactly(Outcome.FAILED, Outcome.UPGRADED);
        assertThat(results.get(0).detail()).contains("percona-release", "100", "no such package");
    }

    @Test
    void goesOnWithTheOthersWhenATransportOfSomebodyElseThrows() {
        CommandTransport broken = (command, limit) -> {
            throw new IllegalStateException("the agent is gone");
        };

        List<ClientUpgradeResult> results = upgrader.run(
                server(true),
                List.of(upgrade("a", Distribution.APT, broken), upgrade("b", Distribution.APT, this::succeed)));

        assertThat(results).extracting(ClientUpgradeResult::outcome).containsExactly(Outcome.FAILED, Outcome.UPGRADED);
        assertThat(results.get(0).detail()).isEqualTo("the agent is gone");
    }

    @Test
    void leavesClientsWithoutATransportToTheUser() {
        ClientUpgrade upgrade = new ClientUpgrade(client("a", "2.44.1"), Distribution.APT, VERSION, Optional.empty());

        assertThat(upgrader.run(server(true), List.of(upgrade)))
                .extracting(ClientUpgradeResult::outcome)
                .containsExactly(Outcome.LEFT_TO_YOU);
    }

    @Test
    void touchesNoClientBeforeTheServerWasAccepted() {
        assertThatExceptionOfType(MigrationBlockedException.class)
                .isThrownBy(() -> upgrader.run(server(false), List.of(upgrade("a", Distribution.APT, this::succeed))))
                .satisfies(e -> assertThat(e.code()).isEqualTo("SERVER_NOT_ACCEPTED"));
        assertThat(commands).isEmpty();
    }

    @Test
    void runsNothingWhenDry() {
        List<ClientUpgradeResult> results =
                upgrader.dryRun(List.of(upgrade("a", Distribution.CONTAINER, this::succeed)));

        assertThat(results).extracting(ClientUpgradeResult::outcome).containsExactly(Outcome.PLANNED);
        assertThat(results.get(0).detail()).contains("anew");
        assertThat(commands).isEmpty();
    }

    @Test
    void worksOnNoMoreClientsAtATimeThanAllowed() {
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch both = new CountDownLatch(2);
        CommandTransport slow = (command, limit) -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            both.countDown();
            await(both);
            now.decrementAndGet();
            return new ExecResult(0, "", "");
        };

        upgrader.run(
                server(true),
                List.of(
                        upgrade("a", Distribution.CONTAINER, slow),
                        upgrade("b", Distribution.CONTAINER, slow),
                        upgrade("c", Distribution.CONTAINER, slow),
                        upgrade("d", Distribution.CONTAINER, slow)));

        assertThat(most).hasValue(2);
    }

    @Test
    void runsRealProcessesWithTheirArgumentsAsTheyAre() {
        ExecResult result = new LocalTransport().run(List.of("printf", "%s|", "a b", "$HOME", "; id"), LIMIT);

        assertThat(result.succeeded()).isTrue();
        assertThat(result.standardOutput()).isEqualTo("a b|$HOME|; id|");
    }

    @Test
    void endsARealProcessThatTakesTooLong() {
        assertThatExceptionOfType(TransportException.class)
                .isThrownBy(() -> new LocalTransport().run(List.of("sleep", "60"), Duration.ofMillis(50)))
                .satisfies(e -> assertThat(e.code()).isEqualTo("COMMAND_TIMEOUT"));
    }

    @Test
    void saysThatAProgramIsMissing() {
        assertThatExceptionOfType(TransportException.class)
                .isThrownBy(() -> new LocalTransport().run(List.of("/no/such/program"), LIMIT))
                .satisfies(e -> assertThat(e.code()).isEqualTo("COMMAND_NOT_RUN"));
    }

    @Test
    void quotesEveryArgumentForTheShellOnTheFarSide() {
        new SshTransport("root@db1", this::succeed).run(List.of("printf", "it's", "$HOME; id"), LIMIT);

        assertThat(commands)
                .containsExactly(
                        List.of("ssh", "-o", "BatchMode=yes", "--", "root@db1", "'printf' 'it'\\''s' '$HOME; id'"));
        String back = new LocalTransport()
                .run(List.of("sh", "-c", "printf '%s|' " + SshTransport.quoted(List.of("it's", "$HOME; id"))), LIMIT)
                .standardOutput();
        assertThat(back).isEqualTo("it's|$HOME; id|");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-oProxyCommand=id", "a b", "a\nb"})
    void refusesDestinationsThatCouldBeOptions(String destination) {
        assertThatIllegalArgumentException().isThrownBy(() -> new SshTransport(destination));
    }

    private ExecResult succeed(List<String> command, Duration limit) {
        commands.add(command);
        return new ExecResult(0, "", "");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static ClientUpgrade upgrade(String node, Distribution distribution, CommandTransport transport) {
        return new ClientUpgrade(client(node, "2.44.1"), distribution, VERSION, Optional.of(transport));
    }

    private static ServerClients server(boolean accepted, ClientVersion... clients) {
        return new ServerClients(VERSION, accepted, List.of(clients));
    }

    private static ClientVersion client(String node, String version) {
        return new ClientVersion("agent-" + node, node, version, "");
    }
}
