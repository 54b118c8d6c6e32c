package io.github.pmmmigration.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.pmmmigration.client.ClientUpgradeResult.Outcome;
import io.github.pmmmigration.container.ExecResult;
import io.github.pmmmigration.server.ClientVersion;
import io.github.pmmmigration.server.PmmVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Commands through a real ssh to a real sshd, which is no service of this machine: ssh starts one for each connection and talks
 * to it over a pipe.
 */
class SshTransportTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Path SSHD = Path.of("/usr/sbin/sshd");

    @TempDir
    private Path folder;

    @BeforeEach
    void requireSshd() throws IOException {
        boolean there = Files.isExecutable(SSHD) && Files.isExecutable(Path.of("/usr/bin/ssh"));
        assumeTrue(there, "no sshd here: apt-get install openssh-server");
        assumeTrue("root".equals(System.getProperty("user.name")), "sshd wants root");
        Files.createDirectories(Path.of("/run/sshd"));
        key("host");
        key("client");
        configure("client");
    }

    @Test
    void handsOverEveryArgumentAsItIsAndBringsBackWhatWasSaid() {
        ExecResult result =
                transport("client-host").run(List.of("printf", "%s|", "a b", "it's", "$HOME; id", ""), LIMIT);
        ExecResult failed = transport("client-host").run(List.of("sh", "-c", "echo sorry >&2; exit 7"), LIMIT);

        assertThat(result.standardOutput()).isEqualTo("a b|it's|$HOME; id||");
        assertThat(failed.exitCode()).isEqualTo(7);
        assertThat(failed.standardError()).contains("sorry");
    }

    @Test
    void asksNobodyForAPasswordWhenTheKeyIsNotWelcome() throws IOException {
        key("stranger");
        configure("stranger");

        ExecResult result = transport("client-host").run(List.of("true"), LIMIT);

        assertThat(result.exitCode()).isEqualTo(255);
        assertThat(result.standardError()).contains("Permission denied");
    }

    /** The programs of a client are not there, so the first command of the upgrade fails, on the far side. */
    @Test
    void upgradesAClientOverIt() {
        ClientVersion client = new ClientVersion("agent-1", "db1", "2.44.1", "");
        PmmVersion version = PmmVersion.of(3, 8, 1);
        ClientUpgrade upgrade =
                new ClientUpgrade(client, Distribution.TARBALL, version, Optional.of(replacingCurl("client-host")));

        List<ClientUpgradeResult> results =
                new ClientUpgrader(1, LIMIT).run(new ServerClients(version, true, List.of(client)), List.of(upgrade));

        assertThat(results).extracting(ClientUpgradeResult::outcome).containsExactly(Outcome.UPGRADED);
        assertThat(folder.resolve("ran")).content().contains("./install_tarball -u", "systemctl restart pmm-agent");
    }

    /** Notes on the far side what would be run there. */
    private CommandTransport replacingCurl(String destination) {
        CommandTransport ssh = transport(destination);
        return (command, limit) -> {
            List<String> noting =
                    new ArrayList<>(List.of("sh", "-c", "echo \"$@\" >> " + folder.resolve("ran"), "note"));
            noting.addAll(command);
            return ssh.run(noting, limit);
        };
    }

    private CommandTransport transport(String destination) {
        Path settings = folder.resolve("ssh_config");
        return new SshTransport(destination, (command, limit) -> {
            List<String> words = new ArrayList<>(command);
            words.addAll(1, List.of("-F", settings.toString()));
            return new LocalTransport().run(words, limit);
        });
    }

    private void key(String name) {
        new LocalTransport()
                .run(
                        List.of(
                                "ssh-keygen",
                                "-q",
                                "-t",
                                "ed25519",
                                "-N",
                                "",
                                "-f",
                                folder.resolve(name).toString()),
                        LIMIT);
    }

    private void configure(String key) throws IOException {
        Files.copy(
                folder.resolve("client.pub"),
                folder.resolve("authorized"),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        String host = Files.readString(folder.resolve("host.pub"));
        Files.writeString(folder.resolve("known"), "client-host " + host);
        Files.writeString(folder.resolve("sshd_config"), """
                HostKey %1$s/host
                AuthorizedKeysFile %1$s/authorized
                PasswordAuthentication no
                StrictModes no
                PidFile none
                """.formatted(folder));
        Files.writeString(folder.resolve("ssh_config"), """
                Host *
                  User root
                  IdentityFile %1$s/%2$s
                  IdentitiesOnly yes
                  UserKnownHostsFile %1$s/known
                  ProxyCommand %3$s -i -f %1$s/sshd_config
                """.formatted(folder, key, SSHD));
    }
}
