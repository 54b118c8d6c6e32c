package io.github.pmmmigration.grafana;

import io.github.pmmmigration.server.ApiKey;
import io.github.pmmmigration.server.ApiKeyConversion;
import io.github.pmmmigration.server.ApiKeyListing;
import io.github.pmmmigration.server.GrafanaApi;
import io.github.pmmmigration.server.GrafanaObjects;
import io.github.pmmmigration.server.Organization;
import io.github.pmmmigration.server.PmmVersion;
import io.github.pmmmigration.server.ServiceAccount;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;

/** Grafana's interface, as the versions write it that the versions of PMM carry. */
final class GrafanaFace {
    private final GrafanaApi grafana;
    private final PmmVersion version;

    GrafanaFace(GrafanaApi grafana, PmmVersion version) {
        this.grafana = grafana;
        this.version = version;
    }

    MockResponse answer(RecordedRequest request) {
        String path = request.getUrl().encodedPath().substring("/graph".length());
        Organization organization = organization(request);
        return switch (request.getMethod() + " " + path.replaceAll("/\\d+", "/#")) {
            case "GET /api/orgs" -> organizations();
            case "GET /api/auth/keys" -> keys(grafana.apiKeys(organization));
            case "POST /api/serviceaccounts/migrate" -> conversion(grafana.convertApiKeys(organization));
            case "POST /api/serviceaccounts/migrate/#" -> convertOne(path, organization);
            case "GET /api/serviceaccounts/search" -> accounts(grafana.serviceAccounts(organization));
            case "POST /api/serviceaccounts" -> create(request.getBody().utf8(), organization);
            case "POST /api/serviceaccounts/#/tokens" ->
                token(path, request.getBody().utf8(), organization);
            case "DELETE /api/auth/keys/#" -> delete(path, organization);
            default -> objects(request, path, grafana.objects(organization));
        };
    }

    private MockResponse organizations() {
        return Replies.json(grafana.organizations().stream()
                .map(organization -> Map.of("id", organization.id(), "name", organization.name()))
                .toList());
    }

    private static MockResponse keys(ApiKeyListing listing) {
        if (!listing.offered()) {
            return Replies.json(404, Map.of("message", "Not found"));
        }
        return Replies.json(listing.keys().stream().map(GrafanaFace::key).toList());
    }

    private static Map<String, Object> key(ApiKey key) {
        Map<String, Object> fields = new HashMap<>(Map.of("id", key.id(), "name", key.name(), "role", key.role()));
        key.expiration().ifPresent(end -> fields.put("expiration", end.toString()));
        return fields;
    }

    private MockResponse conversion(ApiKeyConversion conversion) {
        if (!conversion.offered()) {
            return Replies.json(404, Map.of("message", "Not found"));
        }
        if (version.major() == 2) {
            return Replies.json(Map.of("message", "API keys migrated to service accounts"));
        }
        return Replies.json(Map.of(
                "total", conversion.total(),
                "migrated", conversion.migrated(),
                "failed", conversion.failed(),
                "failedApikeyIDs", conversion.failedKeyIds(),
                "failedDetails", conversion.failedDetails()));
    }

    private MockResponse convertOne(String path, Organization organization) {
        boolean converted = grafana.convertApiKey(organization, number(path));
        return Replies.json(converted ? 200 : 500, Map.of("message", converted ? "done" : "Internal Server Error"));
    }

    private static MockResponse accounts(List<ServiceAccount> accounts) {
        return Replies.json(Map.of(
                "totalCount",
                accounts.size(),
                "serviceAccounts",
                accounts.stream().map(GrafanaFace::account).toList(),
                "page",
                1,
                "perPage",
                1000));
    }

    private static Map<String, Object> account(ServiceAccount account) {
        return Map.of(
                "id", account.id(),
                "name", account.name(),
                "login", account.login(),
                "orgId", account.organizationId(),
                "role", account.role(),
                "tokens", account.tokens());
    }

    private MockResponse create(String body, Organization organization) {
        return Replies.json(
                201, account(grafana.createServiceAccount(organization, field(body, "name"), field(body, "role"))));
    }

    private MockResponse token(String path, String body, Organization organization) {
        ServiceAccount account = grafana.serviceAccounts(organization).stream()
                .filter(other -> other.id() == number(path))
                .findFirst()
                .orElseThrow();
        var token = grafana.createToken(organization, account, field(body, "name"));
        return Replies.json(
                Map.of("id", 1, "name", token.name(), "key", token.secret().reveal()));
    }

    private MockResponse delete(String path, Organization organization) {
        grafana.deleteApiKey(organization, number(path));
        return Replies.json(Map.of("message", "API key deleted"));
    }

    private static MockResponse objects(RecordedRequest request, String path, GrafanaObjects objects) {
        boolean folders = request.getTarget().contains("type=dash-folder");
        return switch (path) {
            case "/api/search" -> folders ? titled("title", objects.folders()) : dashboards(objects);
            case "/api/datasources" -> titled("name", objects.dataSources());
            case "/api/org/users" -> titled("login", objects.users());
            case "/api/ruler/grafana/api/v1/rules" -> rules(objects.alertRules());
            default -> Replies.json(404, Map.of("message", "Not found"));
        };
    }

    private static MockResponse dashboards(GrafanaObjects objects) {
        return Replies.json(objects.dashboards().stream()
                .map(name -> name.split("/", 2))
                .map(parts -> parts.length == 1
                        ? Map.of("title", parts[0])
                        : Map.of("folderTitle", parts[0], "title", parts[1]))
                .toList());
    }

    private static MockResponse rules(List<String> titles) {
        List<?> rules = titles.stream()
                .map(title -> Map.of("grafana_alert", Map.of("title", title)))
                .toList();
        return Replies.json(202, Map.of("Folder", List.of(Map.of("name", "group", "rules", rules))));
    }

    private static MockResponse titled(String field, List<String> names) {
        return Replies.json(names.stream().map(name -> Map.of(field, name)).toList());
    }

    private static Organization organization(RecordedRequest request) {
        String id = Optional.ofNullable(request.getHeaders().get("X-Grafana-Org-Id"))
                .orElse("1");
        return new Organization(Long.parseLong(id), "");
    }

    private static String field(String body, String name) {
        return body.replaceFirst(".*\"" + name + "\":\"([^\"]*)\".*", "$1");
    }

    private static long number(String path) {
        return Stream.of(path.split("/"))
                .filter(part -> part.matches("\\d+"))
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElseThrow();
    }
}
