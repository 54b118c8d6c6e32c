package io.github.pmmmigration;

import io.github.pmmmigration.internal.execution.PlanRunner;
import io.github.pmmmigration.server.ApiKey;
import io.github.pmmmigration.server.OrganizationKeys;
import io.github.pmmmigration.step.ApiKeyMigrationResult;
import io.github.pmmmigration.step.IssuedToken;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * The API keys of the server that serves now, in all its organisations.
 *
 * <p>A migration converts them by itself; this is for what is left, and for servers that were migrated in another way.
 * Every method blocks while the server is asked, and throws a {@link io.github.pmmmigration.error.MigrationException} when
 * it does not answer.
 *
 * <p>Immutable and safe for concurrent use.
 *
 * @since 0.1
 */
public final class ApiKeys {
    private final PlanRunner runner;

    ApiKeys(PlanRunner runner) {
        this.runner = runner;
    }

    /** Lists API keys and service accounts by organisation. Changes nothing. */
    public List<OrganizationKeys> list() {
        return runner.atKeyOffice(office -> office.list());
    }

    /**
     * Says what became of every key that the server had before its migration; without a migration, of those that it has.
     * Changes nothing.
     */
    public ApiKeyMigrationResult account() {
        return runner.keys(false);
    }

    /**
     * Converts all API keys to service accounts, where the server offers it, and accounts for each.
     *
     * <p>Whoever uses a converted key notices nothing. Running it again changes nothing. It cannot be undone.
     */
    public ApiKeyMigrationResult convert() {
        return runner.keys(true);
    }

    /**
     * Makes a service account with a token of the role of a key that could not be converted, and leaves the token in a file.
     *
     * <p>The file is created so that its owner alone can read it. The key itself stays as it is: delete it once nobody uses
     * it. Undo by deleting the service account in Grafana.
     *
     * @param keyId number of the key, as {@link #list()} or a report gives it
     * @param file file to create; it must not exist
     */
    public IssuedToken replace(long keyId, Path file) {
        Objects.requireNonNull(file, "file");
        return runner.atKeyOffice(office -> office.replace(keyId, file));
    }

    /** Deletes an API key for good; whoever uses it loses access. Cannot be undone. */
    public ApiKey delete(long keyId) {
        return runner.atKeyOffice(office -> office.delete(keyId));
    }
}
