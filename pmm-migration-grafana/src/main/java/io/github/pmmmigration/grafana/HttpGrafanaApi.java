package io.github.pmmmigration.grafana;

import io.github.pmmmigration.server.ApiKeyConversion;
import io.github.pmmmigration.server.ApiKeyListing;
import io.github.pmmmigration.server.AuthenticationFailedException;
import io.github.pmmmigration.server.GrafanaApi;
import io.github.pmmmigration.server.GrafanaObjects;
import io.github.pmmmigration.server.Organization;
import io.github.pmmmigration.server.ServerCodes;
import io.github.pmmmigration.server.ServiceAccount;
import io.github.pmmmigration.server.ServiceAccountToken;
import java.util.List;

/** Grafana's interface over HTTP, for the versions from 9.2 on that PMM has carried. */
final class HttpGrafanaApi implements GrafanaApi {
    private final Caller caller;
    private final ApiKeyCalls keys;
    private final ServiceAccountCalls accounts;
    private final ObjectCalls objects;

    HttpGrafanaApi(Caller caller) {
        this.caller = caller;
        this.keys = new ApiKeyCalls(caller);
        this.accounts = new ServiceAccountCalls(caller);
        this.objects = new ObjectCalls(caller);
    }

    @Override
    public List<Organization> organizations() {
        try {
            return Pages.collect(0, this::organizations);
        } catch (AuthenticationFailedException e) {
            if (!e.code().equals(ServerCodes.PERMISSION_MISSING)) {
                throw e;
            }
            ApiCall own = ApiCall.get("read the own organisation", "/api/org");
            return List.of(caller.read(own, HttpGrafanaApi::organization));
        }
    }

    @Override
    public ApiKeyListing apiKeys(Organization organization) {
        return keys.list(organization);
    }

    @Override
    public ApiKeyConversion convertApiKeys(Organization organization) {
        return keys.convertAll(organization);
    }

    @Override
    public boolean convertApiKey(Organization organization, long keyId) {
        return keys.convert(organization, keyId);
    }

    @Override
    public List<ServiceAccount> serviceAccounts(Organization organization) {
        return accounts.list(organization);
    }

    @Override
    public ServiceAccount createServiceAccount(Organization organization, String name, String role) {
        return accounts.create(organization, name, role);
    }

    @Override
    public ServiceAccountToken createToken(Organization organization, ServiceAccount account, String name) {
        return accounts.createToken(organization, account, name);
    }

    @Override
    public void deleteApiKey(Organization organization, long keyId) {
        keys.delete(organization, keyId);
    }

    @Override
    public GrafanaObjects objects(Organization organization) {
        return objects.all(organization);
    }

    private Pages.Page<Organization> organizations(int page) {
        ApiCall call = ApiCall.get("list the organisations", "/api/orgs?perpage=" + Pages.SIZE + "&page=" + page);
        return Pages.Page.of(caller.readList(call, list -> organizations(list, page)));
    }

    /** There always is one, so none at all is a reply that was not understood. */
    private static List<Organization> organizations(List<JsonFields> list, int page) {
        if (page == 0 && list.isEmpty()) {
            throw new ShapeException("there is no organisation");
        }
        return list.stream().map(HttpGrafanaApi::organization).toList();
    }

    private static Organization organization(JsonFields fields) {
        if (!fields.has("id")) {
            throw new ShapeException("there is no organisation");
        }
        return new Organization(fields.number("id"), fields.text("name"));
    }
}
