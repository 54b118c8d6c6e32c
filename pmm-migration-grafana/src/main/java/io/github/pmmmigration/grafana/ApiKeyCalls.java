package io.github.pmmmigration.grafana;

import io.github.pmmmigration.server.ApiKey;
import io.github.pmmmigration.server.ApiKeyConversion;
import io.github.pmmmigration.server.ApiKeyListing;
import io.github.pmmmigration.server.Organization;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** API keys: listing them, turning them into service accounts, deleting one. */
final class ApiKeyCalls {
    /** How Grafana says that it does not know API keys, or their conversion, any more. */
    private static final Set<Integer> GONE = Set.of(404, 405, 410);

    /** How Grafana says that it cannot convert a key. */
    private static final Set<Integer> REFUSED = Set.of(400, 404, 405, 410, 500);

    private static final String KEYS = "/api/auth/keys";
    private static final String CONVERSION = "/api/serviceaccounts/migrate";

    private final Caller caller;

    ApiKeyCalls(Caller caller) {
        this.caller = caller;
    }

    ApiKeyListing list(Organization organization) {
        ApiCall call =
                ApiCall.get("list the API keys", KEYS + "?includeExpired=true").in(organization);
        Reply reply = caller.exchange(call);
        if (isNotOffered(reply)) {
            return new ApiKeyListing(false, List.of());
        }
        return new ApiKeyListing(true, reply.good().list(list -> keys(list, organization)));
    }

    ApiKeyConversion convertAll(Organization organization) {
        ApiKeyListing before = list(organization);
        ApiCall call = ApiCall.post("convert the API keys", CONVERSION, "{}").in(organization);
        Reply reply = caller.exchange(call);
        if (isNotOffered(reply)) {
            return ApiKeyConversion.notOffered();
        }
        boolean counts = reply.succeeded() && reply.object(fields -> fields.has("total"));
        return counts ? reply.object(ApiKeyCalls::counted) : compared(before, reply, organization);
    }

    /** Grafana answers 400 and 500 when it cannot; what a gateway answers is another matter. */
    boolean convert(Organization organization, long keyId) {
        ApiCall call = ApiCall.post("convert API key " + keyId, CONVERSION + "/" + keyId, "{}")
                .in(organization);
        Reply reply = caller.exchange(call);
        boolean refused = REFUSED.contains(reply.status()) && isFromGrafana(reply);
        return !refused && reply.good().object(fields -> true);
    }

    void delete(Organization organization, long keyId) {
        ApiCall call =
                ApiCall.delete("delete API key " + keyId, KEYS + "/" + keyId).in(organization);
        caller.exchange(call).good().object(fields -> true);
    }

    /** Grafana 9.2 tells no numbers, and stops with an error at the first key that it cannot convert. */
    private ApiKeyConversion compared(ApiKeyListing before, Reply reply, Organization organization) {
        boolean stopped = reply.status() == 500 && isFromGrafana(reply);
        if (!stopped) {
            reply.good();
        }
        String why = stopped ? reply.complaint() : "Grafana does not say why";
        Set<Long> known = before.keys().stream().map(ApiKey::id).collect(Collectors.toSet());
        List<ApiKey> left = list(organization).keys().stream()
                .filter(key -> known.contains(key.id()))
                .toList();
        return new ApiKeyConversion(
                true,
                known.size(),
                known.size() - left.size(),
                left.size(),
                left.stream().map(ApiKey::id).toList(),
                left.stream()
                        .map(key -> "API key name: " + key.name() + " - Error: " + why)
                        .toList());
    }

    private static ApiKeyConversion counted(JsonFields fields) {
        return new ApiKeyConversion(
                true,
                fields.count("total"),
                fields.count("migrated"),
                fields.count("failed"),
                fields.texts("failedApikeyIDs").stream().map(ApiKeyCalls::id).toList(),
                fields.texts("failedDetails"));
    }

    private static List<ApiKey> keys(List<JsonFields> list, Organization organization) {
        return list.stream()
                .map(fields -> new ApiKey(
                        fields.number("id"),
                        fields.text("name"),
                        fields.text("role"),
                        organization.id(),
                        fields.moment("expiration")))
                .toList();
    }

    private static long id(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new ShapeException("'failedApikeyIDs' holds something that is not a number");
        }
    }

    private static boolean isNotOffered(Reply reply) {
        return GONE.contains(reply.status()) && isFromGrafana(reply);
    }

    /** An address that is not Grafana's gives the same statuses, but as a page. */
    private static boolean isFromGrafana(Reply reply) {
        return reply.details().isPresent();
    }
}
