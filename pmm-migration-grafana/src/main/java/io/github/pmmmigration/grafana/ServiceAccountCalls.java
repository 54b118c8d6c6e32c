package io.github.pmmmigration.grafana;

import io.github.pmmmigration.error.Problem;
import io.github.pmmmigration.server.Organization;
import io.github.pmmmigration.server.Secret;
import io.github.pmmmigration.server.ServerCodes;
import io.github.pmmmigration.server.ServerException;
import io.github.pmmmigration.server.ServiceAccount;
import io.github.pmmmigration.server.ServiceAccountToken;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Service accounts and their tokens. */
final class ServiceAccountCalls {
    private static final String ACCOUNTS = "/api/serviceaccounts";

    private final Caller caller;

    ServiceAccountCalls(Caller caller) {
        this.caller = caller;
    }

    List<ServiceAccount> list(Organization organization) {
        return Pages.collect(1, page -> list(organization, page));
    }

    ServiceAccount create(Organization organization, String name, String role) {
        String body = JsonText.object(Map.of("name", name, "role", role, "isDisabled", false));
        ApiCall call = ApiCall.post("create a service account", ACCOUNTS, body).in(organization);
        Reply reply = caller.exchange(call);
        if (isTaken(reply)) {
            throw taken(name, reply.complaint());
        }
        return reply.good().object(fields -> account(fields, organization));
    }

    ServiceAccountToken createToken(Organization organization, ServiceAccount account, String name) {
        String body = JsonText.object(Map.of("name", name, "secondsToLive", 0));
        String path = ACCOUNTS + "/" + account.id() + "/tokens";
        ApiCall call = ApiCall.post("create a token for service account '" + account.name() + "'", path, body)
                .in(organization);
        return caller.read(call, fields -> token(fields, account));
    }

    private Pages.Page<ServiceAccount> list(Organization organization, int page) {
        String path = ACCOUNTS + "/search?query=&page=" + page + "&perpage=" + Pages.SIZE;
        ApiCall call = ApiCall.get("list the service accounts", path).in(organization);
        return caller.read(call, reply -> page(reply, page, organization));
    }

    /** Tells by the total whether there is more, since the server may give fewer on a page than it was asked for. */
    private static Pages.Page<ServiceAccount> page(JsonFields reply, int page, Organization organization) {
        List<ServiceAccount> accounts = reply.objects("serviceAccounts").stream()
                .map(fields -> account(fields, organization))
                .toList();
        long size = reply.number("perPage") > 0 ? reply.number("perPage") : Pages.SIZE;
        return new Pages.Page<>(accounts, accounts.isEmpty() || page * size >= reply.number("totalCount"));
    }

    private static ServiceAccount account(JsonFields fields, Organization organization) {
        if (!fields.has("id")) {
            throw new ShapeException("there is no service account");
        }
        return new ServiceAccount(
                fields.number("id"),
                fields.text("name"),
                fields.text("login"),
                fields.text("role"),
                fields.has("orgId") ? fields.number("orgId") : organization.id(),
                fields.count("tokens"));
    }

    private static ServiceAccountToken token(JsonFields fields, ServiceAccount account) {
        if (fields.text("key").isEmpty()) {
            throw new ShapeException("there is no token");
        }
        return new ServiceAccountToken(account.id(), fields.text("name"), Secret.of(fields.text("key")));
    }

    private static boolean isTaken(Reply reply) {
        boolean refused = reply.status() == 409 || reply.status() == 400;
        return refused && reply.complaint().toLowerCase(Locale.ROOT).contains("exist");
    }

    private static ServerException taken(String name, String saying) {
        return new ServerException(new Problem(
                ServerCodes.SERVICE_ACCOUNT_EXISTS,
                "Could not create a service account: there is one named '" + name + "' (it says: " + saying + ").",
                "Nothing was changed.",
                "Use the one that exists, or another name."));
    }
}
