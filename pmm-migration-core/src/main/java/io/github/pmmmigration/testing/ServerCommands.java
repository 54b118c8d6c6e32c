package io.github.pmmmigration.testing;

import io.github.pmmmigration.container.ExecResult;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Answers inside a server: its process manager, its files, and the identity of its database. */
final class ServerCommands {
    private static final String IDENTITY = "/srv/postgres14/global/pg_control";
    private static final int SOMETHING_STOPPED = 3;
    private static final String FACTS = """
            id=0:0
            srv=yes
            srv.writable=yes
            srv.filesystem=ext4
            srv.file-system=ext2/ext3
            srv.used=1000000
            srv.used.kib=1000000
            srv.used.inodes=1000
            srv.size=1000000
            srv.free=100000000
            srv.available.kib=100000000
            srv.available.inodes=1000000
            root.free=100000000
            memory.total=16000000
            cpu.missing=
            program.pmm-managed=present
            chown=untested
            """;
    private static final String DATA = """
            srv.distribution=present
            distribution=docker
            srv.pg-version=14
            postgres14.version=14
            """;
    private static final String NO_DATA = """
            srv.distribution=absent
            distribution=absent
            srv.pg-version=absent
            postgres14.version=absent
            """;
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
            case "sh" -> script(server, data, arguments);
            default -> Optional.empty();
        };
    }

    /** Answers the short scripts with which this library stops the services of a server and reads facts from inside it. */
    private static Optional<ExecResult> script(SimulatedContainer server, DataFacts data, List<String> arguments) {
        String name = arguments.size() > 3 ? arguments.get(3) : "";
        if (name.equals("pmm-migration-stop")) {
            return Optional.of(stopAll(server));
        }
        return name.startsWith("pmm-migration")
                ? Optional.of(new ExecResult(0, FACTS + (data.isEmpty() ? NO_DATA : DATA), ""))
                : Optional.empty();
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
