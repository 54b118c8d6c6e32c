package io.github.pmmmigration.server;

import java.util.List;

/**
 * Grafana's interface, at the level of meaning.
 *
 * <p>"Not offered by this version" is a value, not an error. Every method may throw {@link ServerUnavailableException},
 * {@link AuthenticationFailedException} and {@link UnexpectedReplyException}. Implementations are safe for concurrent use.
 *
 * @since 0.1
 */
public interface GrafanaApi {
    /** Returns all organisations; only the own one when the user may not list them. */
    List<Organization> organizations();

    /** Returns the API keys that are not service accounts yet, expired ones included. */
    ApiKeyListing apiKeys(Organization organization);

    /**
     * Converts all API keys of an organisation; running it again changes nothing.
     *
     * <p>Some keys may fail while others are converted, which is told by the result and not by an exception.
     */
    ApiKeyConversion convertApiKeys(Organization organization);

    /** Converts one API key; returns whether Grafana accepted. */
    boolean convertApiKey(Organization organization, long keyId);

    /** Returns all service accounts, page by page. */
    List<ServiceAccount> serviceAccounts(Organization organization);

    /**
     * Creates a service account; undo by deleting it in Grafana.
     *
     * @throws ServerException with {@link ServerCodes#SERVICE_ACCOUNT_EXISTS} when the name is taken
     */
    ServiceAccount createServiceAccount(Organization organization, String name, String role);

    /** Creates a token; the answer is the only place where its secret ever appears. */
    ServiceAccountToken createToken(Organization organization, ServiceAccount account, String name);

    /** Deletes one API key for good; whoever uses it loses access. Cannot be undone. */
    void deleteApiKey(Organization organization, long keyId);

    /** Returns what must still be there after a migration. */
    GrafanaObjects objects(Organization organization);
}
