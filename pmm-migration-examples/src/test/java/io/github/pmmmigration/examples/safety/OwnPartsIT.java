package io.github.pmmmigration.examples.safety;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pmmmigration.MigrationPlan;
import io.github.pmmmigration.container.EnvironmentRule;
import io.github.pmmmigration.container.StorageLayout;
import io.github.pmmmigration.container.VolumeName;
import io.github.pmmmigration.examples.bed.TestBed;
import io.github.pmmmigration.report.MigrationReport;
import io.github.pmmmigration.step.Baseline;
import io.github.pmmmigration.step.MigrationStep;
import io.github.pmmmigration.step.Phase;
import io.github.pmmmigration.step.StepContext;
import io.github.pmmmigration.step.StorageDetector;
import io.github.pmmmigration.step.VerificationCheck;
import io.github.pmmmigration.step.VerificationResult;
import io.github.pmmmigration.step.VerificationResult.Check;
import io.github.pmmmigration.step.VerificationResult.Verdict;
import io.github.pmmmigration.step.VerifiedServer;
import io.github.pmmmigration.testing.StorageKind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Parts of an application's own in one migration: rule for variables, detector, check, step; and a verifier in place of ours. */
class OwnPartsIT {
    @TempDir
    Path folder;

    @Test
    void takePartInAMigration() throws Exception {
        try (TestBed bed = TestBed.require();
                Server server = Server.start(bed, folder, StorageKind.NAMED_VOLUME)) {
            goesBackWhenTheOwnVerifierSeesALoss(bed, server);
            List<String> seen = new ArrayList<>();

            MigrationReport report = MigrationPlan.forContainer(server.name())
                    .containerEngine(bed.engine())
                    .environmentRule(moved("MY_OWN", "OURS"))
                    .storageDetector(detector(server, seen))
                    .check(new ServesOurVariable(seen))
                    .after(Phase.VERIFY, new Note(seen))
                    .execute();

            assertThat(report.outcome()).isEqualTo(MigrationReport.Outcome.MIGRATED);
            assertThat(report.verification().orElseThrow().checks())
                    .filteredOn(check -> check.name().equals("our-variable"))
                    .singleElement()
                    .satisfies(check -> assertThat(check.verdict()).isEqualTo(Verdict.PASSED));
            assertThat(seen).startsWith("detected").endsWith("checked", "noted OURS");
            assertThat(server.here().document().texts("/Config/Env"))
                    .contains("OURS=a b$c\"d=e")
                    .noneMatch(variable -> variable.startsWith("MY_OWN="));
            server.requireMigrated("with own parts");
        }
    }

    private static void goesBackWhenTheOwnVerifierSeesALoss(TestBed bed, Server server) {
        Check lost = new Check("ours", true, Verdict.FAILED, "nothing is left", "look for it");

        MigrationReport report = MigrationPlan.forContainer(server.name())
                .containerEngine(bed.engine())
                .verifier((migrated, context) -> new VerificationResult(List.of(lost)))
                .timeouts(limits -> limits.withVerification(Duration.ofSeconds(2)))
                .attempt()
                .report();

        assertThat(report.outcome()).as(report.toText()).isEqualTo(MigrationReport.Outcome.ROLLED_BACK);
        assertThat(report.toText()).contains("nothing is left");
        server.requireRestored("own verifier saw a loss");
    }

    private static EnvironmentRule moved(String from, String to) {
        return name -> name.equals(from) ? Optional.of(EnvironmentRule.rename(to)) : Optional.empty();
    }

    private static StorageDetector detector(Server server, List<String> seen) {
        return (container, context) -> {
            seen.add("detected");
            return container.mounts().stream()
                    .filter(mount -> mount.destination().equals("/srv"))
                    .flatMap(mount -> mount.volume().stream())
                    .<StorageLayout>map(volume -> new StorageLayout.NamedVolume(new VolumeName(volume.value())))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException(server.name() + " has no volume"));
        };
    }

    private record ServesOurVariable(List<String> seen) implements VerificationCheck {
        @Override
        public String name() {
            return "our-variable";
        }

        @Override
        public boolean required() {
            return true;
        }

        @Override
        public Outcome check(Baseline before, StepContext context) {
            seen.add("checked");
            String version = before.version().toString();
            return version.contains("2.44.1")
                    ? Outcome.passed("the source was " + version)
                    : Outcome.failed("the source was " + version, "take a baseline");
        }
    }

    private record Note(List<String> seen) implements MigrationStep<VerifiedServer> {
        @Override
        public String id() {
            return "note";
        }

        @Override
        public void apply(VerifiedServer server, StepContext context) {
            seen.add("noted OURS");
        }
    }
}
