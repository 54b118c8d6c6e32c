package io.github.pmmmigration.internal.keys;

import io.github.pmmmigration.error.Problem;
import io.github.pmmmigration.server.ApiKey;
import io.github.pmmmigration.server.GrafanaApi;
import io.github.pmmmigration.server.Organization;
import io.github.pmmmigration.server.OrganizationKeys;
import io.github.pmmmigration.server.ServerCodes;
import io.github.pmmmigration.server.ServerException;
import io.github.pmmmigration.server.ServiceAccount;
import io.github.pmmmigration.server.ServiceAccountToken;
import io.github.pmmmigration.server.UnexpectedReplyException;
import io.github.pmmmigration.step.Baseline;
import io.github.pmmmigration.step.IssuedToken;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What can be asked for key by key: a list, a token in the place of a key, and the end of a key. */
public final class KeyOffice {
    private final GrafanaApi grafana;
    private final List<ApiKey> before;

    /** Creates an office; keys that exist no more are known from the baseline. */
    public KeyOffice(GrafanaApi grafana, Optional<Baseline> before) {
        this.grafana = grafana;
        this.before = before.map(Baseline::apiKeys).orElse(List.of());
    }

    /** Lists everything that lets programs in, by organisation. */
    public List<OrganizationKeys> list() {
        return grafana.organizations().stream()
                .map(organization -> new OrganizationKeys(
                        organization, grafana.apiKeys(organization), grafana.serviceAccounts(organization)))
                .toList();
    }

    /** Makes a token of the key's role, in an account of its own, and leaves it in a new file. */
    public IssuedToken replace(long keyId, Path file) {
        Place place = find(keyId, before.stream());
        String name = "pmm-migration-" + place.key().name();
        ServiceAccountToken token = new TokenFile(file).fill(() -> {
            ServiceAccount account = account(place, name);
            return grafana.createToken(place.organization(), account, name + "-" + (account.tokens() + 1));
        });
        return new IssuedToken(place.key(), name, token.name(), file);
    }

    /** Deletes a key that is a key still. */
    public ApiKey delete(long keyId) {
        Place place = find(keyId, Stream.empty());
        grafana.deleteApiKey(place.organization(), keyId);
        return place.key();
    }

    private record Place(Organization organization, ApiKey key) {}

    private Place find(long keyId, Stream<ApiKey> more) {
        List<Organization> organizations = grafana.organizations();
        ApiKey key = Stream.concat(organizations.stream().flatMap(own -> grafana.apiKeys(own).keys().stream()), more)
                .filter(known -> known.id() == keyId)
                .findFirst()
                .orElseThrow(() -> unknown(keyId));
        return organizations.stream()
                .filter(organization -> organization.id() == key.organizationId())
                .map(organization -> new Place(organization, key))
                .findFirst()
                .orElseThrow(() -> unknown(keyId));
    }

    /** An account that an earlier call made is used again. */
    private ServiceAccount account(Place place, String name) {
        try {
            return grafana.createServiceAccount(
                    place.organization(), name, place.key().role());
        } catch (ServerException e) {
            if (!e.code().equals(ServerCodes.SERVICE_ACCOUNT_EXISTS)) {
                throw e;
            }
            return grafana.serviceAccounts(place.organization()).stream()
                    .filter(account -> account.name().equals(name)
                            && account.role().equals(place.key().role()))
                    .findFirst()
                    .orElseThrow(() -> e);
        }
    }

    private static ServerException unknown(long keyId) {
        return new UnexpectedReplyException(new Problem(
                "API_KEY_UNKNOWN",
                "There is no API key with the number " + keyId + ".",
                "Nothing was changed.",
                "See the numbers with 'keys'; a converted key is a service account's token now, and needs nothing."));
    }
}
