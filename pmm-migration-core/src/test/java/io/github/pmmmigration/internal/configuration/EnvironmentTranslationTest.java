package io.github.pmmmigration.internal.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pmmmigration.container.EnvironmentRule;
import io.github.pmmmigration.error.Finding;
import io.github.pmmmigration.error.FindingCodes;
import io.github.pmmmigration.error.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvironmentTranslationTest {
    @ParameterizedTest
    @CsvSource({
        "DATA_RETENTION=720h, PMM_DATA_RETENTION=720h",
        "data_retention=720H, PMM_DATA_RETENTION=720H",
        "METRICS_RESOLUTION=5s, PMM_METRICS_RESOLUTION=5s",
        "METRICS_RESOLUTION_HR=5s, PMM_METRICS_RESOLUTION_HR=5s",
        "METRICS_RESOLUTION_MR=10s, PMM_METRICS_RESOLUTION_MR=10s",
        "METRICS_RESOLUTION_LR=1m, PMM_METRICS_RESOLUTION_LR=1m",
        "DISABLE_UPDATES=1, PMM_ENABLE_UPDATES=false",
        "DISABLE_UPDATES=False, PMM_ENABLE_UPDATES=true",
        "DISABLE_TELEMETRY=1, PMM_ENABLE_TELEMETRY=false",
        "DISABLE_TELEMETRY=T, PMM_ENABLE_TELEMETRY=false",
        "DISABLE_ALERTING=0, PMM_ENABLE_ALERTING=true",
        "Disable_Alerting=f, PMM_ENABLE_ALERTING=true",
        "DISABLE_BACKUP_MANAGEMENT=true, PMM_ENABLE_BACKUP_MANAGEMENT=false",
        "ENABLE_AZUREDISCOVER=1, PMM_ENABLE_AZURE_DISCOVER=1",
        "ENABLE_RBAC=true, PMM_ENABLE_ACCESS_CONTROL=true",
        "ENABLE_VM_CACHE=t, PMM_ENABLE_VM_CACHE=t",
        "PERCONA_TEST_INTERFACE_TO_BIND=0.0.0.0, PMM_INTERFACE_TO_BIND=0.0.0.0",
        "PERCONA_TEST_PMM_CLICKHOUSE_ADDR=c:9000, PMM_CLICKHOUSE_ADDR=c:9000",
        "PERCONA_TEST_PMM_CLICKHOUSE_DATABASE=d, PMM_CLICKHOUSE_DATABASE=d",
        "PERCONA_TEST_PMM_CLICKHOUSE_DATASOURCE=d, PMM_CLICKHOUSE_DATASOURCE=d",
        "PERCONA_TEST_PMM_CLICKHOUSE_HOST=h, PMM_CLICKHOUSE_HOST=h",
        "PERCONA_TEST_PMM_CLICKHOUSE_PORT=1, PMM_CLICKHOUSE_PORT=1",
        "PERCONA_TEST_PMM_DISABLE_BUILTIN_CLICKHOUSE=1, PMM_DISABLE_BUILTIN_CLICKHOUSE=1",
        "PERCONA_TEST_PMM_DISABLE_BUILTIN_POSTGRES=1, PMM_DISABLE_BUILTIN_POSTGRES=1",
        "PERCONA_TEST_POSTGRES_ADDR=p:5432, PMM_POSTGRES_ADDR=p:5432",
        "PERCONA_TEST_POSTGRES_DBNAME=d, PMM_POSTGRES_DBNAME=d",
        "PERCONA_TEST_POSTGRES_USERNAME=u, PMM_POSTGRES_USERNAME=u",
        "PERCONA_TEST_POSTGRES_DBPASSWORD=p=w, PMM_POSTGRES_DBPASSWORD=p=w",
        "PERCONA_TEST_POSTGRES_SSL_MODE=require, PMM_POSTGRES_SSL_MODE=require",
        "PERCONA_TEST_POSTGRES_SSL_CA_PATH=/ca, PMM_POSTGRES_SSL_CA_PATH=/ca",
        "PERCONA_TEST_POSTGRES_SSL_KEY_PATH=/key, PMM_POSTGRES_SSL_KEY_PATH=/key",
        "PERCONA_TEST_POSTGRES_SSL_CERT_PATH=/crt, PMM_POSTGRES_SSL_CERT_PATH=/crt",
        "PERCONA_TEST_PLATFORM_ADDRESS=https://x, PMM_DEV_PERCONA_PLATFORM_ADDRESS=https://x",
        "PERCONA_TEST_SAAS_HOST=x, PMM_DEV_PERCONA_PLATFORM_ADDRESS=x",
        "PERCONA_TEST_AUTH_HOST=x, PMM_DEV_PERCONA_PLATFORM_ADDRESS=x",
        "PERCONA_TEST_CHECKS_HOST=x, PMM_DEV_PERCONA_PLATFORM_ADDRESS=x",
        "PERCONA_TEST_PLATFORM_INSECURE=1, PMM_DEV_PERCONA_PLATFORM_INSECURE=1",
        "PERCONA_TEST_PLATFORM_PUBLIC_KEY=k, PMM_DEV_PERCONA_PLATFORM_PUBLIC_KEY=k",
        "PERCONA_TEST_CHECKS_PUBLIC_KEY=k, PMM_DEV_PERCONA_PLATFORM_PUBLIC_KEY=k",
        "PERCONA_PLATFORM_API_TIMEOUT=30s, PMM_DEV_PERCONA_PLATFORM_API_TIMEOUT=30s",
        "OAUTH_PMM_CLIENT_ID=i, PMM_DEV_OAUTH_CLIENT_ID=i",
        "OAUTH_PMM_CLIENT_SECRET=s, PMM_DEV_OAUTH_CLIENT_SECRET=s",
        "PERCONA_TEST_TELEMETRY_DISABLE_START_DELAY=1, PMM_DEV_TELEMETRY_DISABLE_START_DELAY=1",
        "PERCONA_TEST_TELEMETRY_HOST=h, PMM_DEV_TELEMETRY_HOST=h",
        "PERCONA_TEST_TELEMETRY_INTERVAL=1h, PMM_DEV_TELEMETRY_INTERVAL=1h",
        "PERCONA_TEST_TELEMETRY_RETRY_BACKOFF=1h, PMM_DEV_TELEMETRY_RETRY_BACKOFF=1h",
        "PMM_TEST_TELEMETRY_DISABLE_SEND=1, PMM_DEV_TELEMETRY_DISABLE_SEND=1",
        "PMM_TEST_TELEMETRY_FILE=/f, PMM_DEV_TELEMETRY_FILE=/f",
        "PERCONA_TEST_STARLARK_ALLOW_RECURSION=1, PMM_DEV_ADVISOR_STARLARK_ALLOW_RECURSION=1",
        "PERCONA_TEST_CHECKS_FILE=/f, PMM_DEV_ADVISOR_CHECKS_FILE=/f"
    })
    void givesTheSettingItsNewName(String before, String after) {
        assertThat(translate(before).environment()).containsExactly(after);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PMM_DEBUG=1",
                "PMM_TRACE=1",
                "PMM_PUBLIC_ADDRESS=pmm.example",
                "PMM_INSTALL_METHOD=x",
                "container=podman",
                "NO_PROXY=a,b",
                "http_proxy=http://u:p@proxy:3128",
                "HTTPS_PROXY=x",
                "GF_SMTP_PASSWORD=a b$c\"d=e",
                "GF_SECURITY_ADMIN_PASSWORD=",
                "VM_retentionPeriod=Mixed Case",
                "VMAGENT_promscrape_maxScrapeSize=64MiB",
                "SUPERVISOR_X=1",
                "KUBERNETES_PORT=1",
                "MONITORING_X=1",
                "MY_OWN=1",
                "my_own=é\n\t'$(x)`y`\\"
            })
    void keepsWhatHasNoNewNameByteForByte(String entry) {
        assertThat(translate(entry).environment()).containsExactly(entry);
    }

    @ParameterizedTest
    @ValueSource(strings = {"DISABLE_ALERTING=yes", "DISABLE_UPDATES=", "DISABLE_TELEMETRY=on", "ENABLE_RBAC=2"})
    void refusesWhatIsNoTruthValue(String entry) {
        Finding finding = translate(entry).findings().get(0);

        assertThat(finding.code()).isEqualTo(FindingCodes.ENV_INVALID);
        assertThat(finding.severity()).isEqualTo(Severity.BLOCKER);
        assertThat(finding.evidence()).isEqualTo(entry);
        assertThat(finding.remedy()).contains("--set-env", "true or false", "--unset-env");
    }

    @ParameterizedTest
    @CsvSource({
        "DATA_RETENTION=30d, PMM_DATA_RETENTION=720h",
        "PMM_DATA_RETENTION=14d, PMM_DATA_RETENTION=336h",
        "DATA_RETENTION=30, a multiple of 24h",
        "DATA_RETENTION=25h, a multiple of 24h",
        "DATA_RETENTION=0, a multiple of 24h",
        "METRICS_RESOLUTION=500ms, 5s",
        "METRICS_RESOLUTION_LR=1, 5s"
    })
    void refusesDurationsThatPmm3DoesNotRead(String entry, String remedy) {
        Finding finding = translate(entry).findings().get(0);

        assertThat(finding.code()).isEqualTo(FindingCodes.ENV_INVALID);
        assertThat(finding.remedy()).contains(remedy);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "LESS_LOG_NOISE=1",
                "PERCONA_TEST_NICER_API=1",
                "PERCONA_TEST_CHECKS_INTERVAL=1h",
                "PERCONA_TEST_PMM_CLICKHOUSE_BLOCK_SIZE=1",
                "PERCONA_TEST_PMM_CLICKHOUSE_POOL_SIZE=1"
            })
    void dropsAndReportsWhatPmm3DoesNotHave(String entry) {
        EnvironmentTranslation.Result result = translate(entry);

        assertThat(result.environment()).isEmpty();
        assertThat(codes(result)).containsExactly(FindingCodes.ENV_REMOVED);
        assertThat(result.differences()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ENABLE_DBAAS=1", "PERCONA_TEST_DBAAS=1", "PERCONA_TEST_VERSION_SERVICE_URL=http://v"})
    void warnsWhenAFeatureGoesWithItsVariable(String entry) {
        EnvironmentTranslation.Result result = translate(entry);

        assertThat(result.environment()).isEmpty();
        assertThat(codes(result)).containsExactly(FindingCodes.ENV_FEATURE_REMOVED);
        assertThat(result.findings().get(0).severity()).isEqualTo(Severity.WARNING);
    }

    @Test
    void letsAnExplicitNewNameWinAndReportsTheConflict() {
        EnvironmentTranslation.Result result = translate("DATA_RETENTION=24h", "PMM_DATA_RETENTION=720h");

        assertThat(result.environment()).containsExactly("PMM_DATA_RETENTION=720h");
        assertThat(codes(result)).containsExactly(FindingCodes.ENV_CONFLICT);
    }

    @Test
    void letsAnExplicitNewNameWinOverAValueThatCannotBeTranslated() {
        EnvironmentTranslation.Result result = translate("DISABLE_UPDATES=perhaps", "PMM_ENABLE_UPDATES=false");

        assertThat(result.environment()).containsExactly("PMM_ENABLE_UPDATES=false");
        assertThat(result.findings()).noneMatch(finding -> finding.severity() == Severity.BLOCKER);
    }

    @Test
    void findsTwoOldNamesMeetingInOneNewName() {
        EnvironmentTranslation.Result result =
                translate("PERCONA_TEST_AUTH_HOST=auth:443", "PERCONA_TEST_PLATFORM_ADDRESS=https://platform");

        assertThat(result.environment()).containsExactly("PMM_DEV_PERCONA_PLATFORM_ADDRESS=https://platform");
        assertThat(codes(result)).contains(FindingCodes.ENV_CONFLICT);
    }

    @Test
    void letsTheLastSpellingWinAsPmmDoes() {
        EnvironmentTranslation.Result result = translate("DATA_RETENTION=24h", "data_retention=48h");

        assertThat(result.environment()).containsExactly("PMM_DATA_RETENTION=48h");
    }

    @Test
    void keepsTheOrderInWhichTwoVariablesSetOneField() {
        EnvironmentTranslation.Result result = translate("METRICS_RESOLUTION_HR=1s", "X=1", "METRICS_RESOLUTION=5s");

        assertThat(result.environment())
                .containsExactly("PMM_METRICS_RESOLUTION_HR=1s", "X=1", "PMM_METRICS_RESOLUTION=5s");
    }

    @Test
    void splitsTheAddressOfGrafanasDatabase() {
        String url = "GF_DATABASE_URL=postgres://us%40er:p%2Fw%3A+%25@db.example:6432/graf%20ana?sslmode=disable";

        EnvironmentTranslation.Result result = translate(url);

        assertThat(result.environment())
                .containsExactly(
                        url,
                        "GF_DATABASE_HOST=db.example:6432",
                        "GF_DATABASE_NAME=graf ana",
                        "GF_DATABASE_USER=us@er",
                        "GF_DATABASE_PASSWORD=p/w:+%");
        assertThat(codes(result)).containsExactly(FindingCodes.ENV_DATABASE_URL);
        assertThat(result.toString()).isNotNull();
        assertThat(result.differences().toString() + result.findings()).doesNotContain("p/w", "p%2Fw");
    }

    @Test
    void takesNoNameForGrafanasThatDiffersInCase() {
        assertThat(translate("gf_database_host=own", "GF_DATABASE_URL=postgres://u:p@h/grafana")
                        .environment())
                .contains("gf_database_host=own", "GF_DATABASE_HOST=h:5432");
        assertThat(translate("gf_database_url=postgres://u:p@h/grafana").environment())
                .containsExactly("gf_database_url=postgres://u:p@h/grafana");
    }

    @Test
    void doesNotOverwriteGivenPartsOfTheDatabase() {
        EnvironmentTranslation.Result result =
                translate("GF_DATABASE_PASSWORD=own", "GF_DATABASE_URL=postgres://u:p@h/grafana");

        assertThat(result.environment()).contains("GF_DATABASE_PASSWORD=own", "GF_DATABASE_HOST=h:5432");
        assertThat(result.environment()).doesNotContain("GF_DATABASE_PASSWORD=p");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GF_DATABASE_URL=", "GF_DATABASE_URL=nonsense", "GF_DATABASE_URL=postgres://"})
    void warnsWhenTheAddressCannotBeSplit(String entry) {
        EnvironmentTranslation.Result result = translate(entry);

        assertThat(result.environment()).containsExactly(entry);
        assertThat(result.findings().get(0).severity()).isEqualTo(Severity.WARNING);
    }

    @ParameterizedTest
    @CsvSource({
        "PERCONA_WHATEVER=1, ENV_IGNORED",
        "PMM_TEST_WHATEVER=1, ENV_IGNORED",
        "MY_OWN=1, ENV_UNKNOWN",
        "PMM_VM_URL=http://vm, ENV_VALIDATED_BY_TARGET",
        "VMAGENT_remoteWrite_url=http://vm, ENV_VALIDATED_BY_TARGET",
        "OAUTH_PMM_CLIENT_ID=1, ENV_OBSOLETE"
    })
    void saysWhatIsWorthKnowing(String entry, String code) {
        assertThat(codes(translate(entry))).containsExactly(code);
    }

    @Test
    void saysInOneFindingThatHundredsAreUnknown() {
        List<String> many = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            many.add("OWN_" + i + "=secret" + i);
        }

        EnvironmentTranslation.Result result = EnvironmentTranslation.translate(many, List.of());

        assertThat(result.environment()).isEqualTo(many);
        assertThat(codes(result)).containsExactly(FindingCodes.ENV_UNKNOWN);
        assertThat(result.findings().get(0).evidence()).startsWith("500: OWN_0").doesNotContain("secret");
    }

    @Test
    void keepsAnEntryWithoutValueThatIsNotPmms() {
        EnvironmentTranslation.Result result = translate("LANG", "DISABLE_UPDATES");

        assertThat(result.environment()).containsExactly("LANG");
        assertThat(codes(result)).containsExactly(FindingCodes.ENV_WITHOUT_VALUE, FindingCodes.ENV_REMOVED);
    }

    @Test
    void asksTheUsersRulesFirst() {
        List<EnvironmentRule> rules = List.of(
                name -> name.equals("OLD") ? Optional.of(EnvironmentRule.rename("NEW")) : Optional.empty(),
                name -> name.equals("GONE") ? Optional.of(EnvironmentRule.drop("not used")) : Optional.empty(),
                name -> name.equals("BAD") ? Optional.of(EnvironmentRule.refuse("why", "what")) : Optional.empty(),
                name -> name.equals("DISABLE_UPDATES") ? Optional.of(EnvironmentRule.keep()) : Optional.empty());

        EnvironmentTranslation.Result result =
                EnvironmentTranslation.translate(List.of("OLD=v", "GONE=1", "BAD=1", "DISABLE_UPDATES=maybe"), rules);

        assertThat(result.environment()).containsExactly("NEW=v", "BAD=1", "DISABLE_UPDATES=maybe");
        assertThat(codes(result))
                .containsExactly(FindingCodes.ENV_REMOVED, FindingCodes.ENV_REFUSED, FindingCodes.ENV_UNKNOWN);
    }

    @Test
    void leavesNoTraceOfSecretsInWhatItSays() {
        EnvironmentTranslation.Result result = translate(
                "GF_SMTP_PASSWORD=s3cr3t",
                "PERCONA_TEST_POSTGRES_DBPASSWORD=s3cr3t",
                "OAUTH_PMM_CLIENT_SECRET=s3cr3t",
                "PERCONA_TEST_AUTH_HOST=s3cr3t",
                "PERCONA_TEST_SAAS_HOST=s3cr3t",
                "PERCONA_OTHER=s3cr3t",
                "PERCONA_TEST_VERSION_SERVICE_URL=http://u:s3cr3t@h",
                "PMM_VM_URL=http://u:s3cr3t@h",
                "UNKNOWN=s3cr3t",
                "GF_DATABASE_URL=postgres://u:s3cr3t@h/d");

        assertThat(result.differences().toString()).doesNotContain("s3cr3t");
        assertThat(result.findings().toString()).doesNotContain("s3cr3t");
    }

    @Test
    void carriesRandomValuesByteForByte() {
        Random random = new Random(42);
        for (int round = 0; round < 300; round++) {
            String value = random.ints(random.nextInt(60), 1, 0x2fff)
                    .filter(c -> !Character.isSurrogate((char) c))
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();

            List<String> result = translate("OWN=" + value, "PERCONA_TEST_POSTGRES_DBPASSWORD=" + value)
                    .environment();

            assertThat(result).containsExactly("OWN=" + value, "PMM_POSTGRES_DBPASSWORD=" + value);
        }
    }

    private static EnvironmentTranslation.Result translate(String... entries) {
        return EnvironmentTranslation.translate(List.of(entries), List.of());
    }

    private static List<String> codes(EnvironmentTranslation.Result result) {
        return result.findings().stream().map(Finding::code).toList();
    }
}
