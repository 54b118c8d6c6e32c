package io.github.pmmmigration.path;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pmmmigration.container.ImageReference;
import io.github.pmmmigration.error.Finding;
import io.github.pmmmigration.error.Severity;
import io.github.pmmmigration.server.PmmVersion;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MigrationPathTest {
    @ParameterizedTest
    @CsvSource({
        "2.10.0, 2.10.0 -> 2.32.0 -> 2.44.1 -> 3.8.1",
        "2.30.0, 2.30.0 -> 2.32.0 -> 2.44.1 -> 3.8.1",
        "2.30.1, 2.30.1 -> 2.32.0 -> 2.44.1 -> 3.8.1",
        "2.31.0, 2.31.0 -> 2.44.1 -> 3.8.1",
        "2.32.0, 2.32.0 -> 2.44.1 -> 3.8.1",
        "2.41.2, 2.41.2 -> 2.44.1 -> 3.8.1",
        "2.44.0, 2.44.0 -> 2.44.1 -> 3.8.1",
        "2.44.1, 2.44.1 -> 3.8.1",
        "2.45.0, 2.45.0 -> 3.8.1",
        "3.0.0, 3.0.0",
        "3.12.0, 3.12.0"
    })
    void leadsToPmm3(String installed, String path) {
        assertThat(MigrationPath.compute(PathRequest.migrate(PmmVersion.parse(installed))))
                .hasToString(path);
    }

    @ParameterizedTest
    @CsvSource({
        "0, , 2.44.1 -> 3.8.1",
        "3, , 2.44.1 -> 3.7.0",
        "-1, , 2.44.1 -> 3.7.0",
        "0, 3.0.0, 2.44.1 -> 3.0.0",
        "3, 3.0.0, 2.44.1 -> 3.0.0",
        "3, 3.7.0, 2.44.1 -> 3.7.0",
        "0, 3.8.1, 2.44.1 -> 3.8.1",
        "3, 3.8.0, 2.44.1 -> 3.7.0 -> 3.8.0",
        "3, 3.8.1, 2.44.1 -> 3.7.0 -> 3.8.1",
        "-1, 3.8.1, 2.44.1 -> 3.8.1",
        "0, 3.9.1, 2.44.1 -> 3.8.1 -> 3.9.1",
        "0, 3.12.0, 2.44.1 -> 3.8.1 -> 3.12.0",
        "3, 3.12.0, 2.44.1 -> 3.7.0 -> 3.12.0",
        "-1, 3.12.0, 2.44.1 -> 3.7.0 -> 3.12.0",
        "0, 3.12.4, 2.44.1 -> 3.8.1 -> 3.12.4"
    })
    void dependsOnApiKeysAndOnTheTarget(int keys, String target, String path) {
        PathRequest request = PathRequest.migrate(PmmVersion.of(2, 44, 1))
                .withApiKeys(keys < 0 ? OptionalInt.empty() : OptionalInt.of(keys));

        assertThat(MigrationPath.compute(target == null ? request : request.withTarget(server(target))))
                .hasToString(path);
    }

    @Test
    void tellsKindsReasonsAndAWayOutOfTheDirectHop() {
        MigrationPath path = MigrationPath.compute(
                PathRequest.migrate(PmmVersion.of(2, 30, 0)).withTarget(server("3.12.0")));

        assertThat(path.hops())
                .extracting(Hop::kind)
                .containsExactly(Hop.Kind.UPGRADE_PMM2, Hop.Kind.UPGRADE_PMM2, Hop.Kind.MIGRATE, Hop.Kind.UPGRADE_PMM3);
        assertThat(path.hops())
                .extracting(hop -> hop.from().toString())
                .containsExactly("2.30.0", "2.32.0", "2.44.1", "3.8.1");
        assertThat(path.hops()).allSatisfy(hop -> assertThat(hop.reason()).isNotEmpty());
        assertThat(path.migration().orElseThrow().fallback()).contains(server("3.7.0"));
        assertThat(path.hops().get(3).fallback()).isEmpty();
    }

    @Test
    void hasNoFallbackForWhatTheUserNamed() {
        MigrationPath path = MigrationPath.compute(
                PathRequest.migrate(PmmVersion.of(2, 44, 1)).withTarget(server("3.8.1")));

        assertThat(path.migration().orElseThrow().fallback()).isEmpty();
    }

    @Test
    void takesStopsFromTheRepositoryOfTheTarget() {
        MigrationPath path = MigrationPath.compute(PathRequest.migrate(PmmVersion.of(2, 41, 2))
                .withTarget(ImageReference.parse("mirror.example.com:5000/pmm/server:3.12.0")));

        assertThat(path.hops())
                .extracting(hop -> hop.image().toString())
                .containsExactly(
                        "mirror.example.com:5000/pmm/server:2.44.1",
                        "mirror.example.com:5000/pmm/server:3.8.1",
                        "mirror.example.com:5000/pmm/server:3.12.0");
    }

    @Test
    void goesToATargetByDigestWhoseLabelTellsItsVersion() {
        ImageReference digest = server("3.12.0").withDigest("sha256:" + "a".repeat(64));
        ImageReference bare = new ImageReference(digest.repository(), java.util.Optional.empty(), digest.digest());

        MigrationPath known = MigrationPath.compute(PathRequest.migrate(PmmVersion.of(2, 44, 1))
                .withTarget(bare)
                .knowing(Map.of(bare, PmmVersion.of(3, 12, 0))));
        MigrationPath unknown = MigrationPath.compute(
                PathRequest.migrate(PmmVersion.of(2, 44, 1)).withTarget(bare));

        assertThat(known).hasToString("2.44.1 -> 3.8.1 -> 3.12.0");
        assertThat(unknown).hasToString("2.44.1 -> " + bare);
        assertThat(unknown.migration()).isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "2.44.1, 3.7.0, , 2.44.1 -> 3.7.0",
        "2.44.1, 3.7.0, 3.12.0, 2.44.1 -> 3.7.0 -> 3.12.0",
        "2.41.2, 3.7.0, 3.12.0, 2.41.2 -> 2.44.1 -> 3.7.0 -> 3.12.0",
        "2.30.0, 2.41.2, 3.8.1, 2.30.0 -> 2.41.2 -> 2.44.1 -> 3.8.1",
        "2.30.0, 2.44.1, 3.8.1, 2.30.0 -> 2.44.1 -> 3.8.1",
        "2.44.1, 2.32.0, 3.8.1, 2.44.1 -> 3.8.1",
        "2.41.2, 2.41.2, 3.8.1, 2.41.2 -> 2.44.1 -> 3.8.1",
        "2.41.2, 3.8.1, 3.8.1, 2.41.2 -> 2.44.1 -> 3.8.1"
    })
    void goesThroughTheStopsThatTheUserNamed(String installed, String via, String target, String path) {
        PathRequest request = PathRequest.migrate(PmmVersion.parse(installed)).withVia(List.of(server(via)));

        assertThat(MigrationPath.compute(target == null ? request : request.withTarget(server(target))))
                .hasToString(path);
    }

    @Test
    void warnsWhenNamedStopsLeaveOutTheStageOfAnOldVersion() {
        MigrationPath path = MigrationPath.compute(
                PathRequest.migrate(PmmVersion.of(2, 30, 0)).withVia(List.of(server("2.44.1"))));

        assertThat(path.findings()).extracting(Finding::code).containsExactly("STAGE_SKIPPED");
    }

    @Test
    void refusesStopsInTheWrongOrderOrOfUnknownVersion() {
        MigrationPath disorder = MigrationPath.compute(PathRequest.migrate(PmmVersion.of(2, 44, 1))
                .withVia(List.of(server("3.8.1"), server("3.7.0")))
                .withTarget(server("3.12.0")));
        MigrationPath unknown = MigrationPath.compute(
                PathRequest.migrate(PmmVersion.of(2, 44, 1)).withVia(List.of(server("ours"))));

        assertThat(blockers(disorder)).containsExactly("TARGET_OLDER");
        assertThat(blockers(unknown)).containsExactly("VIA_VERSION_UNKNOWN");
    }

    @ParameterizedTest
    @CsvSource({"2.44.1, 3.12.0", "2.41.2, 3.8.1", "2.30.0, 3.0.0"})
    void goesStraightWhenToldSo(String installed, String target) {
        MigrationPath path = MigrationPath.compute(PathRequest.migrate(PmmVersion.parse(installed))
                .withTarget(server(target))
                .withoutHop());

        assertThat(path).hasToString(installed + " -> " + target);
        assertThat(path.hops()).extracting(Hop::kind).containsExactly(Hop.Kind.MIGRATE);
    }

    @ParameterizedTest
    @CsvSource({"2.44.1", "2.30.0"})
    void refusesWhatIsBeyondTheVendorsWindow(String installed) {
        MigrationPath path = MigrationPath.compute(
                PathRequest.migrate(PmmVersion.parse(installed)).withTarget(server("3.13.0")));

        assertThat(blockers(path)).containsExactly("TARGET_TOO_NEW");
    }

    @ParameterizedTest
    @CsvSource({
        "2.41.2, , 2.41.2 -> 2.44.1",
        "2.30.0, , 2.30.0 -> 2.32.0 -> 2.44.1",
        "2.30.0, 2.32.0, 2.30.0 -> 2.32.0",
        "2.20.0, 2.30.0, 2.20.0 -> 2.30.0",
        "2.41.2, 2.43.0, 2.41.2 -> 2.43.0",
        "2.44.1, , 2.44.1",
        "2.44.1, 2.44.1, 2.44.1",
        "3.7.0, , 3.7.0 -> 3.12.0",
        "3.7.0, 3.8.1, 3.7.0 -> 3.8.1",
        "3.12.0, , 3.12.0",
        "3.12.3, , 3.12.3",
        "3.7.0, 3.7.0, 3.7.0"
    })
    void upgradesWithinAMajorVersion(String installed, String target, String path) {
        PathRequest request = PathRequest.upgrade(PmmVersion.parse(installed));
        MigrationPath computed = MigrationPath.compute(target == null ? request : request.withTarget(server(target)));

        assertThat(computed).hasToString(path);
        assertThat(computed.findings()).isEmpty();
        assertThat(computed.migration()).isEmpty();
    }

    @Test
    void convertsKeysThatAreLeftBeforeAGrafanaThatDoesNotKnowThem() {
        PathRequest request = PathRequest.upgrade(PmmVersion.of(3, 0, 0)).withApiKeys(OptionalInt.of(2));

        assertThat(MigrationPath.compute(request)).hasToString("3.0.0 -> 3.7.0 -> 3.12.0");
        assertThat(MigrationPath.compute(request.withTarget(server("3.7.0")))).hasToString("3.0.0 -> 3.7.0");
    }

    @ParameterizedTest
    @CsvSource({
        "2.41.2, 3.8.1, TARGET_NOT_PMM2",
        "2.41.2, 2.40.0, TARGET_OLDER",
        "3.8.1, 3.7.0, TARGET_OLDER",
        "3.8.1, 2.44.1, TARGET_OLDER",
        "3.8.1, 3.13.0, TARGET_TOO_NEW",
        "3.12.0, 3.14.0, TARGET_UNPROVEN"
    })
    void refusesUpgradesThatLeadAstray(String installed, String target, String code) {
        MigrationPath path = MigrationPath.compute(
                PathRequest.upgrade(PmmVersion.parse(installed)).withTarget(server(target)));

        assertThat(blockers(path)).containsExactly(code);
    }

    private static List<String> blockers(MigrationPath path) {
        return path.findings().stream()
                .filter(finding -> finding.severity() == Severity.BLOCKER)
                .map(Finding::code)
                .toList();
    }

    private static ImageReference server(String tag) {
        return ImageReference.parse("percona/pmm-server:" + tag);
    }
}
