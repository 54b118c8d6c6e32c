package io.github.pmmmigration.testing;

import io.github.pmmmigration.container.ExecResult;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Answers inside a server: its process manager, its files, and the identity of its database. */
final class ServerCommands {
    private static final String IDENTITY = "/srv/postgres14/global/pg_control";
    private static final int SOMETHING_STOPPED = 3;
    private static final List<String> PROGRAMS = List.of(
            "clickhouse",
            "grafana",
            "nginx",
            "pmm-agent",
            "pmm-managed",
            "postgresql",
            "qan-api2",
            "victoriametrics",
            "vmalert",
            "vmproxy");

    private ServerCommands() {}

    static Optional<ExecResult> answer(SimulatedContainer server, DataFacts data, List<String> arguments) {
        String program = arguments.get(0).substring(arguments.get(0).lastIndexOf('/') + 1);
        return switch (program) {
            case "supervisorctl" -> Optional.of(supervisor(server, arguments));
            case "od" -> identity(data, arguments);
            default -> Optional.empty();
        };
    }

    static Optional<String> file(String version, DataFacts data, String path) {
        if (path.equals("/usr/share/percona-dashboards/VERSION")) {
            return Optional.of(version + "\n");
        }
        if (data.isEmpty()) {
            return Optional.empty();
        }
        return switch (path) {
            case "/srv/postgres14/PG_VERSION" -> Optional.of("14\n");
            case "/srv/pmm-distribution" -> Optional.of("docker");
            case "/srv/grafana/PERCONA_DASHBOARDS_VERSION" -> Optional.of(data.writtenBy() + "\n");
            default -> Optional.empty();
        };
    }

    private static ExecResult supervisor(SimulatedContainer server, List<String> arguments) {
        String verb = arguments.stream()
                .filter(word -> List.of("status", "stop", "start").contains(word))
                .findFirst()
                .orElse("status");
        return switch (verb) {
            case "stop" -> stopAll(server);
            case "start" -> startAll(server);
            default -> status(server);
        };
    }

    private static ExecResult stopAll(SimulatedContainer server) {
        boolean wasUp = !server.servicesStopped();
        server.stopServices();
        return new ExecResult(0, wasUp ? lines(": stopped") : "", "");
    }

    private static ExecResult startAll(SimulatedContainer server) {
        server.startServices();
        return new ExecResult(0, lines(": started"), "");
    }

    private static ExecResult status(SimulatedContainer server) {
        return server.servicesStopped()
                ? new ExecResult(SOMETHING_STOPPED, lines("   STOPPED   Jan 15 08:00 AM"), "")
                : new ExecResult(0, lines("   RUNNING   pid 42, uptime 0:10:00"), "");
    }

    private static String lines(String ending) {
        return PROGRAMS.stream().map(program -> program + ending + "\n").collect(Collectors.joining());
    }

    /** The first eight bytes of the control file are the identifier of the cluster. */
    private static Optional<ExecResult> identity(DataFacts data, List<String> arguments) {
        if (!arguments.contains(IDENTITY)) {
            return Optional.empty();
        }
        return Optional.of(
                data.isEmpty()
                        ? new ExecResult(1, "", "od: " + IDENTITY + ": No such file or directory\n")
                        : new ExecResult(0, " " + data.systemIdentifier() + "\n", ""));
    }
}
