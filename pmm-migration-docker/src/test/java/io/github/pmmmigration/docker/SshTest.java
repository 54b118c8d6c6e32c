package io.github.pmmmigration.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pmmmigration.container.EngineException;
import io.github.pmmmigration.container.EngineUnavailableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is asked of ssh, and what is said when it fails; a real one is asked by RemoteEnginesIT of the examples. */
@DisabledOnOs(OS.WINDOWS)
final class SshTest {
    @TempDir
    private Path folder;

    @Test
    void asksSshForASocketAndNothingElse() throws IOException {
        ssh("printf '%s\\n' \"$@\" > " + folder.resolve("arguments") + "; exit 255");

        assertThatThrownBy(() -> DockerEngine.connect(settings("ssh://bob@engine.example.com:2222")))
                .isInstanceOf(EngineUnavailableException.class);

        assertThat(Files.readAllLines(folder.resolve("arguments")))
                .containsSequence("-o", "BatchMode=yes")
                .containsSequence("-p", "2222", "--", "bob@engine.example.com")
                .anyMatch(argument -> argument.endsWith("/engine.sock:/var/run/docker.sock"));
    }

    @Test
    void saysWhatSshSays() throws IOException {
        ssh("echo 'bob@engine.example.com: Permission denied (publickey).' >&2; exit 255");

        assertThatThrownBy(() -> DockerEngine.connect(settings("ssh://bob@engine.example.com")))
                .isInstanceOf(EngineUnavailableException.class)
                .hasMessageContaining("Permission denied (publickey). ")
                .hasMessageContaining("ssh bob@engine.example.com true");
    }

    @Test
    void saysThatSshIsNotInstalled() {
        assertThatThrownBy(() -> DockerEngine.connect(settings("ssh://engine.example.com")))
                .isInstanceOf(EngineUnavailableException.class)
                .hasMessageContaining("not installed");
    }

    @Test
    void saysThatNoEngineIsOnTheOtherSide() throws IOException {
        ssh("""
                eval "socket=\\${$(($# - 2))}"
                echo 'channel 1: open failed: connect failed: open failed' >&2
                echo x > "${socket%%:*}"
                exec sleep 60
                """);

        assertThatThrownBy(() -> DockerEngine.connect(settings("ssh://bob@engine.example.com/no/docker.sock")))
                .isInstanceOf(EngineUnavailableException.class)
                .hasMessageContaining(
                        "not to /no/docker.sock over there: channel 1: open failed: connect failed: open failed. ")
                .hasMessageContaining("ssh://user@host/path/of/docker.sock");
    }

    @Test
    void leavesNoSshBehind() throws IOException {
        ssh("""
                eval "socket=\\${$(($# - 2))}"
                echo $$ > "${0%/*}/pid"
                echo x > "${socket%%:*}"
                exec sleep 60
                """);

        assertThatThrownBy(() -> DockerEngine.connect(settings("ssh://engine.example.com")))
                .isInstanceOf(EngineUnavailableException.class);

        long pid = Long.parseLong(Files.readString(folder.resolve("pid")).strip());
        assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ssh://-oProxyCommand=evil",
                "ssh://-oProxyCommand=evil@host",
                "ssh://bob:s3cret@host",
                "ssh://host/a:b",
                "ssh:///var/run/docker.sock",
            })
    void runsNothingForAddressesThatCouldBeMoreThanAHost(String host) throws IOException {
        ssh("touch " + folder.resolve("was-run") + "; exit 255");

        assertThatThrownBy(() -> DockerEngine.connect(settings(host)))
                .isInstanceOfSatisfying(
                        EngineException.class, e -> assertThat(e.code()).isEqualTo("ENGINE_ADDRESS_INVALID"))
                .hasMessageNotContaining("s3cret");
        assertThat(folder.resolve("was-run")).doesNotExist();
    }

    private DockerSettings settings(String host) {
        return DockerSettings.of(Map.of("PATH", folder.toString())).withHost(host);
    }

    private void ssh(String script) throws IOException {
        Path program = Files.writeString(folder.resolve("ssh"), "#!/bin/sh\nPATH=/usr/bin:/bin\n" + script + "\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    }
}
