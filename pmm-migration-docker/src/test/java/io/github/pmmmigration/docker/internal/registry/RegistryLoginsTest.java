package io.github.pmmmigration.docker.internal.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pmmmigration.docker.internal.process.Programs;
import io.github.pmmmigration.server.Secret;
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

final class RegistryLoginsTest {
    private static final String REPOSITORY = "registry.example.com/a/b";

    @TempDir
    private Path folder;

    @Test
    void findsStoredCredentials() throws IOException {
        config("{\"auths\":{\"https://registry.example.com\":{\"auth\":\"Ym9iOnMzY3JldDp3b3Jk\"}}}");

        RegistryLogin login = logins(Map.of()).find(REPOSITORY).login().orElseThrow();

        assertThat(login).isEqualTo(new RegistryLogin("https://registry.example.com", "bob", Secret.of("s3cret:word")));
        assertThat(login.toString()).doesNotContain("s3cret");
    }

    @Test
    void findsThoseOfDockerHub() throws IOException {
        config("{\"auths\":{\"https://index.docker.io/v1/\":{\"username\":\"bob\",\"password\":\"s3cret\"}}}");

        assertThat(logins(Map.of()).find("percona/pmm-server").login())
                .contains(new RegistryLogin("https://index.docker.io/v1/", "bob", Secret.of("s3cret")));
    }

    @Test
    void prefersAnIdentityToken() throws IOException {
        config("{\"auths\":{\"registry.example.com\":{\"auth\":\"Ym9iOg==\",\"identitytoken\":\"t0ken\"}}}");

        assertThat(logins(Map.of()).find(REPOSITORY).login())
                .contains(new RegistryLogin("registry.example.com", "", Secret.of("t0ken")));
    }

    @Test
    void prefersWhatTheApplicationGave() throws IOException {
        config("{\"auths\":{\"registry.example.com\":{\"auth\":\"Ym9iOnMzY3JldA==\"}}}");
        RegistryLogin given = new RegistryLogin("registry.example.com", "alice", Secret.of("other"));

        assertThat(logins(Map.of("registry.example.com", given))
                        .find(REPOSITORY)
                        .login())
                .contains(given);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "not json",
                "[]",
                "{\"auths\":{}}",
                "{\"auths\":{\"registry.example.com\":{}}}",
                "{\"auths\":{\"registry.example.com\":{\"auth\":\"%%%\"}}}",
                "{\"auths\":{\"registry.example.com\":{\"auth\":\"Ym9i\"}}}",
                "{\"auths\":{\"other.example.com\":{\"auth\":\"Ym9iOnMzY3JldA==\"}}}",
            })
    void goesOnWithoutCredentialsWhereThereAreNone(String config) throws IOException {
        config(config);

        assertThat(logins(Map.of()).find(REPOSITORY)).isEqualTo(Answer.none());
    }

    @Test
    void goesOnWithoutAFile() {
        assertThat(logins(Map.of()).find(REPOSITORY)).isEqualTo(Answer.none());
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void asksTheHelperOfTheRegistry() throws IOException {
        config("{\"credHelpers\":{\"registry.example.com\":\"vault\"},\"credsStore\":\"nowhere\"}");
        helper(
                "vault",
                "read server; echo '{\"ServerURL\":\"'$server'\",\"Username\":\"'$1'\",\"Secret\":\"s3cret\"}'");

        assertThat(logins(Map.of()).find(REPOSITORY).login())
                .contains(new RegistryLogin("registry.example.com", "get", Secret.of("s3cret")));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void asksTheGeneralHelperWithTheKeyOfDockerHub() throws IOException {
        config("{\"credsStore\":\"vault\"}");
        helper("vault", "echo '{\"Username\":\"<token>\",\"Secret\":\"'$(cat)'\"}'");

        assertThat(logins(Map.of()).find("percona/pmm-server").login())
                .contains(
                        new RegistryLogin("https://index.docker.io/v1/", "", Secret.of("https://index.docker.io/v1/")));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void fallsBackToTheFileWhenTheHelperHasNothing() throws IOException {
        config("{\"credsStore\":\"vault\",\"auths\":{\"registry.example.com\":{\"auth\":\"Ym9iOnMzY3JldA==\"}}}");
        helper("vault", "cat > /dev/null; echo credentials not found in native keychain; exit 1");

        assertThat(logins(Map.of()).find(REPOSITORY).login())
                .contains(new RegistryLogin("registry.example.com", "bob", Secret.of("s3cret")));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void saysThatTheHelperFailedWithoutRepeatingItsWords() throws IOException {
        config("{\"credsStore\":\"vault\"}");
        helper("vault", "echo s3cret; exit 1");

        assertThat(logins(Map.of()).find(REPOSITORY))
                .isEqualTo(Answer.failed("docker-credential-vault reported an error"));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void saysThatTheHelperTalksNonsense() throws IOException {
        config("{\"credsStore\":\"vault\"}");
        helper("vault", "cat > /dev/null; echo s3cret");

        assertThat(logins(Map.of()).find(REPOSITORY))
                .isEqualTo(Answer.failed("docker-credential-vault did not answer with credentials"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"vault", "../vault", "a b", "x;y"})
    void saysThatTheHelperIsNotThere(String name) throws IOException {
        config("{\"credsStore\":\"" + name + "\"}");

        Answer answer = logins(Map.of()).find(REPOSITORY);

        assertThat(answer.login()).isEmpty();
        assertThat(answer.trouble()).contains(name);
    }

    private RegistryLogins logins(Map<String, RegistryLogin> given) {
        return new RegistryLogins(given, folder, new Programs(Map.of("PATH", folder.toString())));
    }

    private void config(String json) throws IOException {
        Files.writeString(folder.resolve("config.json"), json);
    }

    private void helper(String name, String script) throws IOException {
        Path program = Files.writeString(folder.resolve("docker-credential-" + name), "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    }
}
