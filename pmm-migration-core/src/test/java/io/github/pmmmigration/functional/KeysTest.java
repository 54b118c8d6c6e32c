package io.github.pmmmigration.functional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.github.pmmmigration.MigrationPlan;
import io.github.pmmmigration.error.MigrationException;
import io.github.pmmmigration.report.MigrationReport;
import io.github.pmmmigration.report.MigrationReport.Outcome;
import io.github.pmmmigration.server.ApiKey;
import io.github.pmmmigration.server.OrganizationKeys;
import io.github.pmmmigration.step.ApiKeyMigrationResult;
import io.github.pmmmigration.step.ApiKeyMigrationResult.Fate;
import io.github.pmmmigration.step.ApiKeyMigrationResult.KeyOutcome;
import io.github.pmmmigration.step.IssuedToken;
import io.github.pmmmigration.testing.FakePmmServer;
import io.github.pmmmigration.testing.InMemoryContainerEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeysTest {
    @TempDir
    Path folder;

    private final InMemoryContainerEngine engine = InMemoryContainerEngine.withPmm2Server("pmm-server");
    private final FakePmmServer server = FakePmmServer.pmm2("2.44.1").withClock(engine.clock());

    @ParameterizedTest
    @ValueSource(strings = {"3.0.0", "3.7.0"})
    void convertsTheKeysOfAllOrganisations(String target) {
        server.withOrganization(2, "Second")
                .withApiKey(1, "a", "Admin")
                .withApiKey(2, "b", "Viewer")
                .withExpiringApiKey(2, "old", "Viewer", engine.clock().instant().minus(Duration.ofDays(1)));

        MigrationReport report = migrate(target);

        assertThat(report.apiKeys().orElseThrow().outcomes())
                .extracting(outcome -> outcome.key().name(), KeyOutcome::fate)
                .containsExactly(tuple("a", Fate.CONVERTED), tuple("b", Fate.CONVERTED), tuple("old", Fate.EXPIRED));
    }

    @Test
    void tellsKeysThatLetNobodyInWithAVersionThatKnowsNone() {
        server.withApiKeys(2);

        MigrationReport report = migrate("3.8.1");

        assertThat(report.outcome()).isEqualTo(Outcome.MIGRATED);
        assertThat(report.apiKeys().orElseThrow().count(Fate.UNACCOUNTED)).isEqualTo(2);
        assertThat(server.letsIn(1, "key-1")).isFalse();
    }

    @Test
    void tellsFailedKeysWithWhatGrafanaSaidAboutEach() {
        server.withApiKeys(3).failingConversionOf("key-2");

        MigrationReport report = migrate("3.7.0");

        ApiKeyMigrationResult keys = report.apiKeys().orElseThrow();
        assertThat(keys.count(Fate.CONVERTED)).isEqualTo(2);
        assertThat(failed(keys).detail()).isEqualTo("API key name: key-2 - Error: failed to create service account");
        assertThat(server.letsIn(1, "key-2")).isTrue();
    }

    @Test
    void takesOneAccountForOneKeyWhenNamesClash() {
        server.withApiKey(1, "db one", "Admin").withApiKey(1, "db-one", "Admin");

        MigrationReport report = migrate("3.0.0");

        assertThat(report.apiKeys().orElseThrow().outcomes())
                .extracting(KeyOutcome::fate)
                .containsExactly(Fate.CONVERTED, Fate.FAILED);
    }

    @Test
    void doesNotFailAMigrationWhoseGrafanaWillNotSpeakOfKeys() {
        server.withApiKeys(2).onUpgrade(after -> after.denying("convertApiKeys"));

        MigrationReport report = migrate("3.7.0");

        assertThat(report.outcome()).isEqualTo(Outcome.MIGRATED);
        assertThat(report.apiKeys().orElseThrow().outcomes())
                .allSatisfy(outcome -> assertThat(outcome.detail()).contains("could not be asked"));
    }

    @Test
    void changesNothingWhenConvertingAgain() {
        server.withApiKeys(2).failingConversionOf("key-2");
        MigrationReport report = migrate("3.7.0");

        ApiKeyMigrationResult again = plan("3.7.0").apiKeys().convert();

        assertThat(again).isEqualTo(report.apiKeys().orElseThrow());
    }

    @Test
    void accountsWithoutConverting() {
        server.withApiKeys(2);

        ApiKeyMigrationResult keys = plan("3.7.0").apiKeys().account();

        assertThat(keys.count(Fate.STILL_A_KEY)).isEqualTo(2);
        assertThat(server.calls()).noneMatch(call -> call.startsWith("convert"));
    }

    /** What is known of a key that could not be converted, and of one that was, whoever converted it and whenever. */
    @ParameterizedTest
    @CsvSource({
        "3.0.0, CONVERTED, STILL_A_KEY, FAILED",
        "3.7.0, CONVERTED, FAILED, FAILED",
        "3.8.1, UNACCOUNTED, UNACCOUNTED, UNACCOUNTED",
        "3.12.0, UNACCOUNTED, UNACCOUNTED, UNACCOUNTED"
    })
    void saysWhatIsKnownOfEachKeyAndChangesNothing(String target, Fate good, Fate bad, Fate badAfterTrying) {
        server.withApiKeys(2)
                .failingConversionOf("key-2")
                .withExpiringApiKey(1, "old", "Viewer", engine.clock().instant().minus(Duration.ofDays(1)));
        migrate(target);
        int before = server.calls().size();

        ApiKeyMigrationResult known = plan(target).apiKeys().account();
        ApiKeyMigrationResult again = plan(target).apiKeys().account();
        List<String> asked = server.calls();
        ApiKeyMigrationResult tried = plan(target).apiKeys().convert();

        assertThat(known.outcomes()).extracting(KeyOutcome::fate).containsExactly(good, bad, Fate.EXPIRED);
        assertThat(again).isEqualTo(known);
        assertThat(asked.subList(before, asked.size())).noneMatch(call -> call.startsWith("convert"));
        assertThat(tried.outcomes()).extracting(KeyOutcome::fate).containsExactly(good, badAfterTrying, Fate.EXPIRED);
        assertThat(plan(target).apiKeys().convert()).isEqualTo(tried);
    }

    @Test
    void putsATokenOfTheSameRoleInAFileForItsOwnerAlone() throws IOException {
        server.withApiKeys(3).failingConversionOf("key-2");
        ApiKeyMigrationResult keys = migrate("3.7.0").apiKeys().orElseThrow();
        ApiKey key = failed(keys).key();
        Path file = folder.resolve("token");

        IssuedToken token = plan("3.7.0").apiKeys().replace(key.id(), file);

        assertThat(token.key()).isEqualTo(key);
        assertThat(Files.readString(file)).startsWith("glsa_");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        OrganizationKeys now = plan("3.7.0").apiKeys().list().get(0);
        assertThat(now.accounts())
                .filteredOn(account -> account.name().equals(token.account()))
                .singleElement()
                .satisfies(account -> assertThat(account.role()).isEqualTo(key.role()));
        assertThat(now.keys().keys()).extracting(ApiKey::id).contains(key.id());
        assertThat(token.toString()).doesNotContain("glsa_");
    }

    @Test
    void replacesAKeyThatExistsNoMore() {
        server.withApiKeys(1);
        ApiKeyMigrationResult keys = migrate("3.8.1").apiKeys().orElseThrow();

        IssuedToken token =
                plan("3.8.1").apiKeys().replace(keys.outcomes().get(0).key().id(), folder.resolve("token"));

        assertThat(token.file()).isNotEmptyFile();
    }

    @Test
    void usesItsOwnAccountAgainForASecondToken() {
        server.withApiKeys(1);
        long id = plan("3.0.0").apiKeys().list().get(0).keys().keys().get(0).id();

        IssuedToken first = plan("3.0.0").apiKeys().replace(id, folder.resolve("first"));
        IssuedToken second = plan("3.0.0").apiKeys().replace(id, folder.resolve("second"));

        assertThat(second.account()).isEqualTo(first.account());
        assertThat(second.name()).isNotEqualTo(first.name());
    }

    @Test
    void makesNoTokenThatCouldNotBeKept() throws IOException {
        server.withApiKeys(1);
        Path file = Files.writeString(folder.resolve("token"), "precious");
        long id = plan("3.0.0").apiKeys().list().get(0).keys().keys().get(0).id();

        assertThatExceptionOfType(MigrationException.class)
                .isThrownBy(() -> plan("3.0.0").apiKeys().replace(id, file))
                .withMessageContaining("exists already");

        assertThat(file).hasContent("precious");
        assertThat(server.calls()).noneMatch(call -> call.startsWith("create"));
    }

    @Test
    void leavesNoFileWhenNoTokenWasMade() {
        server.withApiKeys(1).denying("createToken");
        long id = plan("3.0.0").apiKeys().list().get(0).keys().keys().get(0).id();

        assertThatExceptionOfType(MigrationException.class)
                .isThrownBy(() -> plan("3.0.0").apiKeys().replace(id, folder.resolve("token")));

        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void deletesOneKeyAndNoOther() {
        server.withApiKeys(3);
        List<ApiKey> keys = plan("3.0.0").apiKeys().list().get(0).keys().keys();

        ApiKey deleted = plan("3.0.0").apiKeys().delete(keys.get(1).id());

        assertThat(deleted).isEqualTo(keys.get(1));
        assertThat(plan("3.0.0").apiKeys().list().get(0).keys().keys()).containsExactly(keys.get(0), keys.get(2));
    }

    @Test
    void doesNotDeleteWhatIsNoKey() {
        assertThatExceptionOfType(MigrationException.class)
                .isThrownBy(() -> plan("3.0.0").apiKeys().delete(4711))
                .withMessageContaining("4711");

        assertThat(server.calls()).noneMatch(call -> call.startsWith("delete"));
    }

    private static KeyOutcome failed(ApiKeyMigrationResult keys) {
        return keys.outcomes().stream()
                .filter(outcome -> outcome.fate() == Fate.FAILED)
                .findFirst()
                .orElseThrow();
    }

    private MigrationReport migrate(String target) {
        engine.answeredBy(server);
        return plan(target).execute();
    }

    private MigrationPlan plan(String target) {
        return MigrationPlan.forContainer("pmm-server")
                .containerEngine(engine.engine())
                .serverConnector(server.connector())
                .targetImage("percona/pmm-server:" + target)
                .noHop()
                .accept("TARGET_UNPROVEN")
                .clock(engine.clock())
                .waiter(engine.clock())
                .build();
    }
}
