package io.github.pmmmigration.internal.execution;

import io.github.pmmmigration.error.Finding;
import io.github.pmmmigration.error.Problem;
import io.github.pmmmigration.internal.plan.PlanSettings;
import io.github.pmmmigration.server.GrafanaApi;
import io.github.pmmmigration.server.PmmServerConnection;
import io.github.pmmmigration.server.ServerException;
import io.github.pmmmigration.server.ServerVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Asks the running server who it is, and turns what goes wrong into findings. */
final class Interview {
    private final ServerAccess access;
    private final PlanSettings settings;
    private final List<Finding> findings = new ArrayList<>();
    private Optional<ServerVersion> version = Optional.empty();
    private OptionalInt keys = OptionalInt.empty();

    Interview(ServerAccess access, PlanSettings settings) {
        this.access = access;
        this.settings = settings;
    }

    void ask(Optional<Route> route) {
        if (route.isEmpty()) {
            findings.add(Finding.blocker(
                    "SERVER_UNREACHABLE",
                    "The server publishes no port and has no address of its own, and nothing can be asked from its inside, so it is out of reach.",
                    "",
                    "Give its address explicitly (serverUrl, or --server-url on the command line)."));
            return;
        }
        try {
            PmmServerConnection server = access.connect(route.get());
            version = Optional.of(server.pmm().version());
            keys = countKeys(server.grafana());
        } catch (ServerException e) {
            findings.add(refusal(e, route.get()));
        }
    }

    private OptionalInt countKeys(GrafanaApi grafana) {
        try {
            return OptionalInt.of(grafana.organizations().stream()
                    .mapToInt(
                            organization -> grafana.apiKeys(organization).keys().size())
                    .sum());
        } catch (ServerException e) {
            findings.add(Finding.warning(
                    "API_KEYS_UNKNOWN",
                    "It could not be found out whether the server has API keys.",
                    e.problem().what(),
                    "Use credentials of a Grafana administrator."));
            return OptionalInt.empty();
        }
    }

    private Finding refusal(ServerException e, Route route) {
        Problem problem = e.problem();
        String hint = settings.address().credentials().isEmpty() && e.code().startsWith("CREDENTIALS")
                ? " No password was given, so the one that every server starts its life with was tried."
                : "";
        return Finding.blocker(problem.code(), problem.what() + hint, "asked at " + route, problem.remedy());
    }

    Optional<ServerVersion> version() {
        return version;
    }

    /** Returns how many API keys there are in all organisations, when they could be counted. */
    OptionalInt keys() {
        return keys;
    }

    List<Finding> findings() {
        return findings;
    }
}
