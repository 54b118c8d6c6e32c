package io.github.pmmmigration.internal.configuration;

import static io.github.pmmmigration.internal.configuration.Derivation.ofPmm2;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.pmmmigration.container.ConfigDocument;
import io.github.pmmmigration.container.ContainerName;
import io.github.pmmmigration.container.ContainerSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {
    @Test
    void rendersAnOrdinaryReplacementCompletely() {
        CommandLine.Rendering rendering = render(ofPmm2());

        assertThat(rendering.commands())
                .containsExactly("docker create --name pmm-server --network default --volume pmm-data:/srv"
                        + " --publish 443:8443/tcp --restart no percona/pmm-server:3.8.1");
        assertThat(rendering.notes()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/HostConfig/Memory | 1024 | --memory 1024",
                "/HostConfig/NanoCpus | 1500000000 | --cpus 1.5",
                "/HostConfig/MemorySwappiness | 0 | --memory-swappiness 0",
                "/HostConfig/Init | false | --init=false",
                "/HostConfig/CapAdd | [\"NET_ADMIN\"] | --cap-add NET_ADMIN",
                "/HostConfig/Ulimits | [{\"Name\":\"nofile\",\"Soft\":1,\"Hard\":2}] | --ulimit nofile=1:2",
                "/HostConfig/Tmpfs | {\"/t\":\"size=1m\"} | --tmpfs /t:size=1m",
                "/HostConfig/Sysctls | {\"a.b\":\"1\"} | --sysctl a.b=1",
                "/HostConfig/LogConfig | {\"Type\":\"none\",\"Config\":{}} | --log-driver none",
                "/HostConfig/Devices | [{\"PathOnHost\":\"/a\",\"PathInContainer\":\"/b\"}] | --device /a:/b:rwm",
                "/Config/StopTimeout | 0 | --stop-timeout 0",
                "/Config/Healthcheck | {\"Interval\":5} | --health-interval 5ns",
                "/Config/Healthcheck | {\"Test\":[\"NONE\"]} | --no-healthcheck"
            })
    void expressesAField(String pointer, String json, String option) {
        CommandLine.Rendering rendering = render(ofPmm2().with(pointer, ConfigDocument.parse(json)));

        assertThat(rendering.commands().get(0)).contains(" " + option + " ");
        assertThat(rendering.notes()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/Config/Shell=[\"/bin/x\"]", "/Config/NetworkDisabled=true", "/HostConfig/Future={\"A\":1}"})
    void saysWhatItCannotExpress(String setting) {
        String pointer = setting.substring(0, setting.indexOf('='));

        CommandLine.Rendering rendering =
                render(ofPmm2().with(pointer, ConfigDocument.parse(setting.substring(setting.indexOf('=') + 1))));

        assertThat(rendering.notes())
                .singleElement()
                .asString()
                .contains(pointer.substring(pointer.lastIndexOf('/') + 1));
    }

    @Test
    void neverShowsASecretAndReadsItFromTheOldContainer() {
        CommandLine.Rendering rendering = render(ofPmm2().env(
                        "GF_SMTP_PASSWORD=s3cr3t-one",
                        "PERCONA_TEST_POSTGRES_DBPASSWORD=s3cr3t-two",
                        "CERTIFICATE=s3cr3t\nthree",
                        "DISABLE_UPDATES=1"));

        String text = rendering.toText();

        assertThat(text)
                .doesNotContain("s3cr3t")
                .contains(Derivation.ID, "--env-file pmm-server.env", "--env CERTIFICATE", "rm -f pmm-server.env");
        assertThat(text).contains("PMM_POSTGRES_DBPASSWORD={{slice . 33}}", "--env PMM_ENABLE_UPDATES=false");
        assertThat(rendering.notes()).isEmpty();
    }

    @Test
    void takesASecretThatTheOldContainerDoesNotHaveFromTheShell() {
        CommandLine.Rendering rendering = render(ofPmm2().overrides(o -> o.withEnvironment("TOKEN", "s3cr3t-new")));

        assertThat(rendering.toText()).doesNotContain("s3cr3t").contains("export TOKEN=\"${TOKEN?", "--env TOKEN ");
        assertThat(rendering.notes()).singleElement().asString().contains("TOKEN");
    }

    @Test
    void readsALabelThatHoldsASecretFromTheOldContainer() {
        CommandLine.Rendering rendering = render(ofPmm2().env("TOKEN=s3cr3t-value")
                .with("/Config/Labels/auth", "user:s3cr3t-value")
                .with("/Config/Labels/lines", "a\nb"));

        assertThat(rendering.toText())
                .doesNotContain("s3cr3t")
                .contains("{{index .Config.Labels \"auth\"}}", "--label 'auth='\"$pmm_migration_1\"''");
        assertThat(rendering.commands()).noneMatch(line -> line.indexOf('\n') >= 0);
        assertThat(rendering.notes()).isEmpty();
    }

    @Test
    void readsWhatMayHoldAPasswordFromTheOldContainerAlsoWhereNoVariableTellsSo() {
        CommandLine.Rendering rendering = render(ofPmm2().with("/Config/Labels/no\"te", "s3cr3t-one")
                .with(
                        "/Config/Healthcheck/Test",
                        List.of("CMD-SHELL", "curl -u x:s3cr3t-two -f http://localhost/v1/readyz"))
                .with("/HostConfig/LogConfig", Map.of("Type", "splunk", "Config", Map.of("splunk-url", "s3cr3t-three")))
                .with("/Config/Cmd", List.of("--auth=s3cr3t-four", "")));

        assertThat(rendering.toText())
                .doesNotContain("s3cr3t")
                .contains("{{index .Config.Labels \"no\\u0022te\"}}")
                .contains("{{slice (index .Config.Healthcheck.Test 1) 0 40}}:8080/v1/server"
                        + "{{slice (index .Config.Healthcheck.Test 1) 43 50}}")
                .contains("{{index .Config.Cmd 0}}");
        assertThat(rendering.notes()).isEmpty();
    }

    @Test
    void doesNotMakeAHealthCheckOfAnother() {
        assertThat(CommandHealth.template("curl http://localhost/v1/readyz", "wget s3cr3t http://pmm"))
                .isEmpty();
        assertThat(CommandHealth.template("äöü", "äöü")).contains("{{slice (index .Config.Healthcheck.Test 1) 0 6}}");
    }

    @Test
    void doesNotTakeANameOfTheContainersForASecret() {
        CommandLine.Rendering rendering = render(ofPmm2().env("OWN=pmm-server", "PLACE=pmm-data:/srv"));

        assertThat(rendering.toText()).contains("--name pmm-server ", "--volume pmm-data:/srv ");
        assertThat(rendering.notes()).isEmpty();
    }

    @Test
    void connectsFurtherNetworksAfterwards() {
        CommandLine.Rendering rendering = render(ofPmm2().with("/HostConfig/NetworkMode", "front")
                .with("/NetworkSettings/Networks", ConfigDocument.parse("""
                                {"front": {"IPAMConfig": {"IPv4Address": "172.30.0.5"}, "Aliases": ["pmm"]},
                                 "back": {"Aliases": ["pmm back"]}}
                                """)));

        assertThat(rendering.commands().get(0)).contains("--network front --ip 172.30.0.5 --network-alias pmm ");
        assertThat(rendering.commands().get(1)).isEqualTo("docker network connect --alias 'pmm back' back pmm-server");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "a b", "it's", "$x `y` \\ \"z\"", "*?[a]", "a\nb\t", "é\uD83D\uDE00", "-n", "!x", "~", "#a"})
    void quotesSoThatAShellReadsTheSameWord(String word) throws IOException, InterruptedException {
        Process shell = new ProcessBuilder("sh", "-c", "printf %s " + Shell.quote(word)).start();

        String read = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(shell.waitFor()).isZero();
        assertThat(read).isEqualTo(word);
    }

    @Test
    void separatesFieldsByCommasAsTheCommandReadsThem() {
        assertThat(Shell.commaSeparated(List.of("a=b", "c=d,e", "f=\"g\""))).isEqualTo("a=b,\"c=d,e\",\"f=\"\"g\"\"\"");
    }

    private static CommandLine.Rendering render(Derivation derivation) {
        ContainerSpec spec = new ContainerSpec(new ContainerName("pmm-server"), derivation.configuration());
        return CommandLine.create(spec, Optional.of(derivation.source()));
    }
}
