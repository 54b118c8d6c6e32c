package io.github.pmmmigration.internal.configuration;

import static io.github.pmmmigration.internal.configuration.Derivation.ofPmm2;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.pmmmigration.container.ConfigDocument;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HealthCheckFieldsTest {
    private static final Map<String, Object> IMAGES = Map.of(
            "Test", List.of("CMD-SHELL", "curl -f http://127.0.0.1/v1/readyz"), "Interval", 3000000000L, "Retries", 3);

    @Test
    void dropsTheOldImagesHealthCheck() {
        Derivation derivation = ofPmm2().with("/Config/Healthcheck", IMAGES).image("/Config/Healthcheck", IMAGES);

        assertThat(derivation.configuration().at("/Healthcheck")).isEmpty();
        assertThat(derivation.codes()).isEmpty();
    }

    @Test
    void keepsTheFieldsThatTheUserChanged() {
        Derivation derivation = ofPmm2().with("/Config/Healthcheck", IMAGES)
                .with("/Config/Healthcheck/Interval", 60000000000L)
                .with("/Config/Healthcheck/StartInterval", 1000000000L)
                .image("/Config/Healthcheck", IMAGES);

        assertThat(derivation.configuration().at("/Healthcheck"))
                .contains(ConfigDocument.parse("{\"Interval\":60000000000,\"StartInterval\":1000000000}"));
    }

    @Test
    void leavesADisabledHealthCheckDisabled() {
        Derivation derivation =
                ofPmm2().with("/Config/Healthcheck/Test", List.of("NONE")).image("/Config/Healthcheck", IMAGES);

        assertThat(derivation.configuration().texts("/Healthcheck/Test")).containsExactly("NONE");
        assertThat(derivation.codes()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "curl -f http://127.0.0.1/v1/readyz, curl -f http://127.0.0.1:8080/v1/server/readyz",
        "curl http://localhost:80/v1/readyz || exit 1, curl http://localhost:8080/v1/server/readyz || exit 1",
        "curl -k https://127.0.0.1/v1/readyz, curl -k https://127.0.0.1:8443/v1/server/readyz",
        "curl -k 'https://[::1]:443/ping', curl -k 'https://[::1]:8443/ping'",
        "curl http://localhost, curl http://localhost:8080",
        "curl http://127.0.0.1:7771/x, curl http://127.0.0.1:7771/x",
        "curl http://other.example/v1/readyz, curl http://other.example/v1/readyz",
        "curl -f localhost/v1/readyz, curl -f localhost:8080/v1/server/readyz",
        "wget -q '[::1]:80', wget -q '[::1]:8080'",
        "pg_isready -h localhost -p 5432, pg_isready -h localhost -p 5432",
        "psql postgres://127.0.0.1/db localhost:5432, psql postgres://127.0.0.1/db localhost:5432",
        "/own/check, /own/check"
    })
    void pointsTheUsersHealthCheckAtPmm3(String before, String after) {
        Derivation derivation = ofPmm2().with("/Config/Healthcheck/Test", List.of("CMD-SHELL", before));

        assertThat(derivation.configuration().texts("/Healthcheck/Test")).containsExactly("CMD-SHELL", after);
        assertThat(derivation.codes()).containsExactly("HEALTHCHECK_CUSTOM");
    }

    @Test
    void doesNotShowWhatMayHoldAPassword() {
        Derivation derivation = ofPmm2().with(
                        "/Config/Healthcheck/Test",
                        List.of("CMD-SHELL", "curl -u admin:s3cr3t http://localhost/v1/readyz"));

        assertThat(derivation.derive().differences().toString()).doesNotContain("s3cr3t");
        assertThat(derivation.difference("Healthcheck.Test")).hasValueSatisfying(difference -> {
            assertThat(difference.before()).isEqualTo("http://localhost/v1/readyz");
            assertThat(difference.after()).isEqualTo("http://localhost:8080/v1/server/readyz");
        });
    }

    @Test
    void leavesTheHealthCheckAloneUnlessItMigrates() {
        List<String> test = List.of("CMD", "curl", "http://localhost/v1/readyz");

        ConfigDocument configuration = ofPmm2().kind(ReplacementKind.UPGRADE_PMM2)
                .with("/Config/Healthcheck/Test", test)
                .configuration();

        assertThat(configuration.texts("/Healthcheck/Test")).isEqualTo(test);
    }
}
