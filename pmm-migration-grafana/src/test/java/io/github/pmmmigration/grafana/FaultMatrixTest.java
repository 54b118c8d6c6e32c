package io.github.pmmmigration.grafana;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.pmmmigration.server.Organization;
import io.github.pmmmigration.server.PmmServerConnection;
import io.github.pmmmigration.server.Secret;
import io.github.pmmmigration.server.ServerCodes;
import io.github.pmmmigration.server.ServerException;
import io.github.pmmmigration.server.ServiceAccount;
import io.github.pmmmigration.server.UpdateHandle;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Each operation, with each of its calls failing in each way: a known exception comes out, and the next call works. */
class FaultMatrixTest {
    private static final Organization MAIN = new Organization(1, "Main Org.");
    private static final ServiceAccount ACCOUNT = new ServiceAccount(9, "ci", "sa-1-ci", "Editor", 1, 0);
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final UpdateHandle HANDLE = new UpdateHandle(Secret.of("token-of-update"), 0);

    private static final Map<String, Operation> BOTH = new LinkedHashMap<>();
    private static final Map<String, Operation> ONLY_TWO = new LinkedHashMap<>();

    static {
        BOTH.put("version", server -> server.pmm().version());
        BOTH.put("inventory", server -> server.pmm().inventory());
        BOTH.put("settings", server -> server.pmm().settings());
        BOTH.put("clients", server -> server.pmm().clients());
        BOTH.put("metrics", server -> server.pmm().metrics(NOON.minusSeconds(1)));
        BOTH.put("queryAnalyticsRows", server -> server.pmm().queryAnalyticsRows(NOON, NOON));
        BOTH.put("organizations", server -> server.grafana().organizations());
        BOTH.put("apiKeys", server -> server.grafana().apiKeys(MAIN));
        BOTH.put("convertApiKeys", server -> server.grafana().convertApiKeys(MAIN));
        BOTH.put("serviceAccounts", server -> server.grafana().serviceAccounts(MAIN));
        BOTH.put("createServiceAccount", server -> server.grafana().createServiceAccount(MAIN, "ci", "Editor"));
        BOTH.put("createToken", server -> server.grafana().createToken(MAIN, ACCOUNT, "ci-token"));
        BOTH.put("objects", server -> server.grafana().objects(MAIN));
        BOTH.put("convertApiKey", server -> server.grafana().convertApiKey(MAIN, 7));
        BOTH.put("deleteApiKey", FaultMatrixTest::deleteKey);
        ONLY_TWO.put("checkForUpdate", server -> server.pmm().checkForUpdate());
        ONLY_TWO.put("startUpdate", server -> server.pmm().startUpdate());
        ONLY_TWO.put("updateProgress", server -> server.pmm().updateProgress(HANDLE));
    }

    /** What is tolerated on purpose, so that something comes out instead of an exception. */
    private static final Map<String, Set<Fault>> TOLERATED = Map.of(
            "clients GET /prometheus/api/v1/query",
            Set.of(
                    Fault.JSON_CUT_SHORT,
                    Fault.EMPTY_BODY,
                    Fault.HTML_PAGE,
                    Fault.HTML_NOT_FOUND,
                    Fault.NUMBER_AS_BODY,
                    Fault.NULL_AS_BODY,
                    Fault.SOMETHING_AFTER_JSON,
                    Fault.DEEP_NESTING,
                    Fault.REDIRECT_ELSEWHERE,
                    Fault.REDIRECT_TO_LOGIN,
                    Fault.UNAUTHORIZED,
                    Fault.UNAUTHORIZED_PAGE,
                    Fault.ROLE_TOO_LOW,
                    Fault.FORBIDDEN),
            "organizations GET /graph/api/orgs",
            Set.of(Fault.ROLE_TOO_LOW, Fault.FORBIDDEN),
            "convertApiKeys POST /graph/api/serviceaccounts/migrate",
            Set.of(Fault.INTERNAL_ERROR),
            "convertApiKey POST /graph/api/serviceaccounts/migrate/7",
            Set.of(Fault.INTERNAL_ERROR));

    /** Lists of Grafana, which writes an empty one as null at times. */
    private static final Set<String> LISTS = Set.of(
            "GET /graph/api/auth/keys",
            "GET /graph/api/search",
            "GET /graph/api/datasources",
            "GET /graph/api/org/users");

    @TestFactory
    Stream<DynamicTest> meansSomethingWhateverGoesWrong() {
        return Stream.concat(
                Stream.of("2.44.1", "3.0").flatMap(version -> tests(version, BOTH)), tests("2.44.1", ONLY_TWO));
    }

    @TestFactory
    Stream<DynamicTest> isSimplyNotReadyWhateverGoesWrong() {
        return Stream.of(Fault.values())
                .filter(fault -> fault != Fault.EMPTY_BODY)
                .map(fault -> dynamicTest(fault.name(), () -> isNotReady(fault)));
    }

    private static Stream<DynamicTest> tests(String version, Map<String, Operation> operations) {
        return operations.entrySet().stream()
                .map(operation -> dynamicTest(
                        version + " " + operation.getKey(),
                        () -> failInEachWay(version, operation.getKey(), operation.getValue())));
    }

    private static void failInEachWay(String version, String name, Operation operation) {
        try (FixtureServer server = FixtureServer.of(version)) {
            for (String call : callsOf(operation, server)) {
                for (Fault fault : Fault.values()) {
                    server.answering(call, fault.applied(server.usual(call)));
                    check(name + " " + call, fault, () -> operation.on(server.connect()));
                    server.behavesAgain();
                }
            }
            assertThat(operation.on(server.connect())).isNotNull();
        }
    }

    private static void check(String call, Fault fault, Runnable operation) {
        String situation = call + " with " + fault;
        Optional<ServerException> failure = failure(operation);
        if (isTolerated(call, fault)) {
            assertThat(failure).as(situation).isEmpty();
            return;
        }
        assertThat(failure.map(ServerException::code)).as(situation).contains(codeOf(call, fault));
        assertThat(failure.orElseThrow())
                .as(situation)
                .satisfies(e -> assertThat(e.remedy()).isNotBlank())
                .satisfies(e -> assertThat(e.problem().state()).isNotBlank())
                .hasMessageStartingWith("Could not ")
                .satisfies(e -> assertThat(e.toString()).doesNotContain(FixtureServer.PASSWORD));
    }

    private static boolean isTolerated(String call, Fault fault) {
        boolean emptyList = fault == Fault.NULL_AS_BODY && LISTS.stream().anyMatch(call::endsWith);
        return emptyList || TOLERATED.getOrDefault(call, Set.of()).contains(fault);
    }

    private static boolean deleteKey(PmmServerConnection server) {
        server.grafana().deleteApiKey(MAIN, 7);
        return true;
    }

    /** Following an update needs no credentials, so "forbidden" can only mean its token. */
    private static String codeOf(String call, Fault fault) {
        boolean token = call.startsWith("updateProgress") && fault == Fault.FORBIDDEN;
        return token ? ServerCodes.UPDATE_TOKEN_REJECTED : fault.code();
    }

    private static Optional<ServerException> failure(Runnable operation) {
        try {
            operation.run();
            return Optional.empty();
        } catch (ServerException e) {
            return Optional.of(e);
        }
    }

    private static Set<String> callsOf(Operation operation, FixtureServer server) {
        operation.on(server.connect());
        Set<String> calls = new LinkedHashSet<>();
        server.calls().forEach(call -> calls.add(call.replaceFirst("\\?.*", "")));
        return calls;
    }

    private static void isNotReady(Fault fault) {
        try (FixtureServer server = FixtureServer.of("2.44.1")) {
            server.answering("GET /v1/readyz", fault.applied(Fixtures.reply("2.44.1", "ready")))
                    .answering("GET /v1/server/readyz", fault.applied(Fixtures.reply("2.44.1", "ready")));

            assertThat(server.connect().pmm().isReady()).isFalse();
        }
    }

    /** Something to do with a server. */
    private interface Operation {
        Object on(PmmServerConnection server);
    }
}
