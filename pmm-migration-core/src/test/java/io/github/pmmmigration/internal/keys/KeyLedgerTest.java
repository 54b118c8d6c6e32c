package io.github.pmmmigration.internal.keys;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pmmmigration.internal.keys.KeyConversion.Failures;
import io.github.pmmmigration.server.ApiKey;
import io.github.pmmmigration.server.ApiKeyListing;
import io.github.pmmmigration.server.Organization;
import io.github.pmmmigration.server.OrganizationKeys;
import io.github.pmmmigration.step.ApiKeyMigrationResult.Fate;
import io.github.pmmmigration.step.ApiKeyMigrationResult.KeyOutcome;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KeyLedgerTest {
    private static final KeyCustoms OF_37 = new KeyCustoms(true, true);
    private static final KeyCustoms OF_38 = new KeyCustoms(false, false);
    private static final ApiKey KEY = new ApiKey(7, "ci", "Admin", 1, Optional.empty());

    @Test
    void doesNotTakeItForGrantedThatAVersionWithKeysOffersNone() {
        KeyOutcome outcome = fate(new ApiKeyListing(false, List.of()), OF_37);

        assertThat(outcome.fate()).isEqualTo(Fate.UNACCOUNTED);
        assertThat(outcome.detail()).contains("address may be wrong");
    }

    @Test
    void saysThatAVersionWithoutKeysLetsNobodyIn() {
        KeyOutcome outcome = fate(new ApiKeyListing(false, List.of()), OF_38);

        assertThat(outcome.fate()).isEqualTo(Fate.UNACCOUNTED);
        assertThat(outcome.detail()).contains("lets nobody in");
    }

    @Test
    void tellsAKeyThatTheServerLeftAtItsStartFromOneThatNobodyTriedToConvert() {
        ApiKeyListing still = new ApiKeyListing(true, List.of(KEY));

        assertThat(fate(still, OF_37).fate()).isEqualTo(Fate.FAILED);
        assertThat(fate(still, new KeyCustoms(false, true)).fate()).isEqualTo(Fate.STILL_A_KEY);
    }

    private static KeyOutcome fate(ApiKeyListing listing, KeyCustoms customs) {
        OrganizationKeys now = new OrganizationKeys(new Organization(1, "Main"), listing, List.of());
        return new KeyLedger(now, Failures.NONE, customs)
                .outcomes(List.of(KEY), Instant.EPOCH)
                .get(0);
    }
}
