package io.github.pmmmigration.testing;

import io.github.pmmmigration.server.ApiKeyConversion;
import io.github.pmmmigration.server.ApiKeyListing;
import io.github.pmmmigration.server.GrafanaApi;
import io.github.pmmmigration.server.GrafanaObjects;
import io.github.pmmmigration.server.Organization;
import io.github.pmmmigration.server.PmmServerConnection;
import io.github.pmmmigration.server.ServerCodes;
import io.github.pmmmigration.server.ServerException;
import io.github.pmmmigration.server.ServiceAccount;
import io.github.pmmmigration.server.ServiceAccountToken;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/** What Grafana's interface has to do. */
final class GrafanaApiChecks {
    private GrafanaApiChecks() {}

    static List<NamedCheck> checks(PmmServerConnectorContract.Factory factory) {
        return List.of(
                check("lists the main organisation", factory, GrafanaApiChecks::listsOrganizations),
                check("lists API keys of the organisation asked for", factory, GrafanaApiChecks::listsKeys),
                check("converts keys once", factory, GrafanaApiChecks::convertsOnce),
                check("accounts for each key that it converts", factory, GrafanaApiChecks::accountsForKeys),
                check("creates a service account with a token", factory, GrafanaApiChecks::createsToken),
                check("does not create a service account twice", factory, GrafanaApiChecks::refusesSameName),
                check("names what people keep", factory, GrafanaApiChecks::namesObjects));
    }

    private static NamedCheck check(
            String name, PmmServerConnectorContract.Factory factory, Consumer<GrafanaApi> check) {
        SubjectCheck connected = subject -> {
            try (PmmServerConnection connection = subject.connect()) {
                check.accept(connection.grafana());
            }
        };
        return connected.named(name, factory);
    }

    private static void listsOrganizations(GrafanaApi api) {
        List<Organization> organizations = api.organizations();

        Expect.that(organizations.stream().anyMatch(organization -> organization.id() == 1), "there is number 1");
        Expect.that(
                organizations.stream()
                        .noneMatch(organization -> organization.name().isEmpty()),
                "all have names");
    }

    private static void listsKeys(GrafanaApi api) {
        for (Organization organization : api.organizations()) {
            ApiKeyListing listing = api.apiKeys(organization);

            Expect.that(listing.offered() || listing.keys().isEmpty(), "what is not offered is empty");
            Expect.that(
                    listing.keys().stream().allMatch(key -> key.organizationId() == organization.id()),
                    "keys belong to the organisation asked for");
        }
    }

    private static void convertsOnce(GrafanaApi api) {
        Organization main = main(api);
        ApiKeyConversion first = api.convertApiKeys(main);
        int accounts = api.serviceAccounts(main).size();

        ApiKeyConversion second = api.convertApiKeys(main);

        Expect.equal(second.offered(), first.offered(), "whether it is offered");
        Expect.equal(second.migrated(), 0, "the number of keys that are converted again");
        Expect.equal(second.total(), first.failed(), "the number of candidates that are left");
        Expect.equal(api.serviceAccounts(main).size(), accounts, "the number of service accounts");
    }

    private static void accountsForKeys(GrafanaApi api) {
        Organization main = main(api);
        int keys = api.apiKeys(main).keys().size();
        int accounts = api.serviceAccounts(main).size();

        ApiKeyConversion conversion = api.convertApiKeys(main);

        Expect.equal(conversion.migrated() + conversion.failed(), conversion.total(), "the sum of what happened");
        Expect.equal(conversion.failedKeyIds().size(), conversion.failed(), "the number of failed keys");
        if (conversion.offered()) {
            Expect.equal(conversion.total(), keys, "the number of candidates");
            Expect.equal(api.apiKeys(main).keys().size(), conversion.failed(), "the number of keys that are left");
        }
        Expect.equal(api.serviceAccounts(main).size(), accounts + conversion.migrated(), "the service accounts");
    }

    private static void createsToken(GrafanaApi api) {
        Organization main = main(api);
        String name = "contract-" + UUID.randomUUID();

        ServiceAccount account = api.createServiceAccount(main, name, "Viewer");
        ServiceAccountToken token = api.createToken(main, account, name + "-token");

        Expect.that(!token.secret().reveal().isEmpty(), "the token is there");
        Expect.that(!token.toString().contains(token.secret().reveal()), "the token does not print");
        ServiceAccount found = api.serviceAccounts(main).stream()
                .filter(other -> other.id() == account.id())
                .findFirst()
                .orElseThrow(() -> new AssertionError("expected that the service account is listed"));
        Expect.equal(found.name(), name, "its name");
        Expect.equal(found.role(), "Viewer", "its role");
        Expect.equal(found.tokens(), 1, "the number of its tokens");
    }

    private static void refusesSameName(GrafanaApi api) {
        Organization main = main(api);
        String name = "contract-" + UUID.randomUUID();
        api.createServiceAccount(main, name, "Viewer");

        ServerException refused =
                Expect.thrown(ServerException.class, () -> api.createServiceAccount(main, name, "Viewer"));

        Expect.equal(refused.code(), ServerCodes.SERVICE_ACCOUNT_EXISTS, "the code");
    }

    private static void namesObjects(GrafanaApi api) {
        GrafanaObjects objects = api.objects(main(api));

        Expect.that(!objects.users().isEmpty(), "there is a user");
        Expect.that(objects.dashboards().stream().noneMatch(String::isBlank), "dashboards have names");
    }

    private static Organization main(GrafanaApi api) {
        return api.organizations().stream()
                .filter(organization -> organization.id() == 1)
                .findFirst()
                .orElseThrow(() -> new AssertionError("expected that there is a main organisation"));
    }
}
