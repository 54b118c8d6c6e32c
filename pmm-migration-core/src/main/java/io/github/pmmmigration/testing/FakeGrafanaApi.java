package io.github.pmmmigration.testing;

import io.github.pmmmigration.server.ApiKeyConversion;
import io.github.pmmmigration.server.ApiKeyListing;
import io.github.pmmmigration.server.Credentials;
import io.github.pmmmigration.server.GrafanaApi;
import io.github.pmmmigration.server.GrafanaObjects;
import io.github.pmmmigration.server.Organization;
import io.github.pmmmigration.server.ServiceAccount;
import io.github.pmmmigration.server.ServiceAccountToken;
import java.util.List;
import java.util.function.Function;

/** Grafana's interface of a fake server. */
final class FakeGrafanaApi implements GrafanaApi {
    private final FakeServer server;
    private final Credentials credentials;

    FakeGrafanaApi(FakeServer server, Credentials credentials) {
        this.server = server;
        this.credentials = credentials;
    }

    @Override
    public List<Organization> organizations() {
        return server.answer("organizations", credentials, fake -> fake.world.organizations());
    }

    @Override
    public ApiKeyListing apiKeys(Organization organization) {
        return within("apiKeys", organization, FakeOrganization::listKeys);
    }

    @Override
    public ApiKeyConversion convertApiKeys(Organization organization) {
        return within("convertApiKeys", organization, FakeOrganization::convertAll);
    }

    @Override
    public boolean convertApiKey(Organization organization, long keyId) {
        return within("convertApiKey", organization, own -> own.convertOne(keyId));
    }

    @Override
    public List<ServiceAccount> serviceAccounts(Organization organization) {
        return within("serviceAccounts", organization, FakeOrganization::accounts);
    }

    @Override
    public ServiceAccount createServiceAccount(Organization organization, String name, String role) {
        return within("createServiceAccount", organization, own -> own.addAccount(name, role));
    }

    @Override
    public ServiceAccountToken createToken(Organization organization, ServiceAccount account, String name) {
        return within("createToken", organization, own -> own.addToken(account, name));
    }

    @Override
    public void deleteApiKey(Organization organization, long keyId) {
        within("deleteApiKey", organization, own -> own.deleteKey(keyId));
    }

    @Override
    public GrafanaObjects objects(Organization organization) {
        return within("objects", organization, FakeOrganization::objects);
    }

    private <T> T within(String call, Organization organization, Function<FakeOrganization, T> answer) {
        return server.answer(
                call + "(" + organization.id() + ")",
                credentials,
                fake -> answer.apply(fake.world.reachable(organization)));
    }
}
