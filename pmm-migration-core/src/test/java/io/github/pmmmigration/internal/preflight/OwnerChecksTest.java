package io.github.pmmmigration.internal.preflight;

import static io.github.pmmmigration.internal.preflight.Examination.ofHealthyServer;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.pmmmigration.container.MigrationLabels;
import io.github.pmmmigration.error.Finding;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OwnerChecksTest {
    private static final String WATCHTOWER = "com.centurylinklabs.watchtower.enable";

    @Test
    void asksForAnUpBeforeAServerOfAnEarlierUpgradeIsMigrated() {
        Examination upgraded =
                labelled(Map.of("com.docker.compose.project", "p", MigrationLabels.MIGRATION, "4f1d2c3b5a69"));

        List<Finding> findings = upgraded.findings().stream()
                .filter(found -> found.code().equals("COMPOSE_MANAGED"))
                .toList();

        assertThat(findings).hasSize(1).noneMatch(Finding::acceptable);
        assertThat(findings.get(0).remedy()).contains("docker compose up -d");
    }

    @Test
    void doesNotMindAnUpdaterThatIsToldToLeaveTheServerAlone() {
        assertThat(withWatchtower(Map.of(WATCHTOWER, "false")).codes()).doesNotContain("AUTO_UPDATER");
        assertThat(withWatchtower(Map.of(WATCHTOWER, "true")).codes()).contains("AUTO_UPDATER");
        assertThat(withWatchtower(Map.of()).codes()).contains("AUTO_UPDATER");
    }

    @Test
    void saysWhereAReadOnlyRootNeedsATmpfs() {
        assertThat(readOnly(Map.of("/run", "", "/tmp", "size=64m"))).contains("/run and /tmp are writable");
        assertThat(readOnly(Map.of("/run", "rw,mode=0755")))
                .endsWith("not known to be writable for uid 1000: /run, /tmp");
        assertThat(readOnly(Map.of("/run", "mode=1777"))).endsWith("uid 1000: /tmp");
    }

    @Test
    void refusesTlsFilesThatPmm3CannotReadAndWarnsOfOthers() {
        Examination mounted = ofHealthyServer()
                .server(s -> s.with(
                        "/Mounts",
                        List.of(
                                Map.of("Type", "volume", "Name", "pmm-data", "Destination", "/srv", "RW", true),
                                Map.of("Type", "bind", "Source", "/x", "Destination", "/srv/nginx", "RW", true))));

        assertThat(unreadable(mounted.fact("file:/etc/grafana/grafana.ini", "0:4:600")))
                .matches(found -> found.severity().name().equals("WARNING"));
        assertThat(unreadable(mounted.fact("file:/srv/nginx/certificate.key", "0:4:600")))
                .matches(found -> found.severity().name().equals("BLOCKER") && found.acceptable());
    }

    private static Finding unreadable(Examination examination) {
        return examination.findings().stream()
                .filter(found -> found.code().equals("FILES_UNREADABLE"))
                .findFirst()
                .orElseThrow();
    }

    private static String readOnly(Map<String, String> tmpfs) {
        return ofHealthyServer()
                .server(s -> s.with("/HostConfig/ReadonlyRootfs", true).with("/HostConfig/Tmpfs", tmpfs))
                .findings()
                .stream()
                .filter(found -> found.code().equals("READ_ONLY_ROOT"))
                .map(Finding::evidence)
                .findFirst()
                .orElseThrow();
    }

    private static Examination withWatchtower(Map<String, String> labels) {
        return labelled(labels).neighbour("w", c -> c.with("/Config/Image", "nickfedor/watchtower:1.8"));
    }

    private static Examination labelled(Map<String, String> labels) {
        return ofHealthyServer().server(s -> s.with("/Config/Labels", labels));
    }
}
