package io.github.pmmmigration.server;

import java.util.List;
import java.util.Objects;

/**
 * Everything in one organisation that lets programs in.
 *
 * <p>Immutable and safe for concurrent use.
 *
 * @param organization the organisation
 * @param keys its API keys, expired ones included
 * @param accounts its service accounts
 * @since 0.1
 */
public record OrganizationKeys(Organization organization, ApiKeyListing keys, List<ServiceAccount> accounts) {
    /** Copies the list. */
    public OrganizationKeys {
        Objects.requireNonNull(organization, "organization");
        Objects.requireNonNull(keys, "keys");
        accounts = List.copyOf(accounts);
    }
}
