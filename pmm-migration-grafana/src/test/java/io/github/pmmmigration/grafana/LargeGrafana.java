package io.github.pmmmigration.grafana;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;

/** A Grafana 11 with many organisations and keys, which converts them when asked. */
final class LargeGrafana extends Dispatcher implements AutoCloseable {
    private final MockWebServer server = PromptSockets.server();
    private final Dispatcher others = FixtureServer.dispatcher("3.0");
    private final AtomicInteger requests = new AtomicInteger();
    private final Set<Integer> converted = ConcurrentHashMap.newKeySet();
    private final int organizations;
    private final int keys;

    private LargeGrafana(int organizations, int keys) {
        this.organizations = organizations;
        this.keys = keys;
    }

    static LargeGrafana start(int organizations, int keysInEach) {
        LargeGrafana grafana = new LargeGrafana(organizations, keysInEach);
        grafana.server.setDispatcher(grafana);
        try {
            grafana.server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return grafana;
    }

    URI address() {
        return server.url("/").uri();
    }

    int requests() {
        return requests.get();
    }

    @Override
    public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
        requests.incrementAndGet();
        String path = request.getTarget().replaceFirst("\\?.*", "");
        int organization = Integer.parseInt(
                request.getHeaders().get("X-Grafana-Org-Id") == null
                        ? "0"
                        : request.getHeaders().get("X-Grafana-Org-Id"));
        return switch (request.getMethod() + " " + path) {
            case "GET /graph/api/orgs" -> Replies.json(organizations());
            case "GET /graph/api/auth/keys" ->
                Replies.json(converted.contains(organization) ? List.of() : keys(organization));
            case "POST /graph/api/serviceaccounts/migrate" -> convert(organization);
            case "GET /graph/api/serviceaccounts/search" -> accounts(organization, request.getTarget());
            default -> others.dispatch(request);
        };
    }

    private List<Map<String, Object>> organizations() {
        return IntStream.rangeClosed(1, organizations)
                .mapToObj(id -> Map.<String, Object>of("id", id, "name", "Organisation " + id))
                .toList();
    }

    private List<Map<String, Object>> keys(int organization) {
        return IntStream.range(0, keys)
                .mapToObj(number -> Map.<String, Object>of(
                        "id", id(organization, number), "name", "pmm-agent node " + number, "role", "Admin"))
                .toList();
    }

    private int id(int organization, int number) {
        return organization * keys + number;
    }

    private MockResponse convert(int organization) {
        converted.add(organization);
        return Replies.json(Map.of("total", keys, "migrated", keys, "failed", 0));
    }

    private MockResponse accounts(int organization, String target) {
        int page = Integer.parseInt(Arrays.stream(target.split("[?&]"))
                .filter(part -> part.startsWith("page="))
                .findFirst()
                .orElse("page=1")
                .substring(5));
        List<Map<String, Object>> all = new ArrayList<>();
        if (converted.contains(organization)) {
            IntStream.range(0, keys).forEach(number -> all.add(account(organization, number)));
        }
        all.sort(Comparator.comparing(account -> (Integer) account.get("id")));
        int from = Math.min((page - 1) * 1_000, all.size());
        return Replies.json(Map.of(
                "totalCount",
                all.size(),
                "serviceAccounts",
                all.subList(from, Math.min(from + 1_000, all.size())),
                "page",
                page,
                "perPage",
                1_000));
    }

    private Map<String, Object> account(int organization, int number) {
        return Map.of(
                "id",
                1_000_000 + id(organization, number),
                "name",
                "sa-autogen-pmm-agent node " + number,
                "login",
                "sa-autogen-" + organization + "-pmm-agent-node-" + number,
                "orgId",
                organization,
                "role",
                "Admin",
                "tokens",
                1);
    }

    @Override
    public void close() {
        server.close();
    }
}
