package io.github.pmmmigration.docker.internal.endpoint;

import io.github.pmmmigration.container.EngineUnavailableException;
import io.github.pmmmigration.error.Problem;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Where ssh shall go, checked so that no part of it can be taken for an option.
 *
 * @param destination host, with the user in front where one was given
 * @param port port; negative for that of the user's ssh settings
 * @param remoteSocket path of the engine's socket over there
 */
record SshTarget(String destination, int port, String remoteSocket) {
    private static final Pattern DESTINATION =
            Pattern.compile("([A-Za-z0-9_][A-Za-z0-9_.-]*@)?[A-Za-z0-9_\\[][A-Za-z0-9_.:%\\]-]*");
    private static final Pattern SOCKET = Pattern.compile("/[A-Za-z0-9_./@-]+");
    private static final String DEFAULT_SOCKET = "/var/run/docker.sock";

    static SshTarget of(URI uri) {
        String user = uri.getUserInfo() == null ? "" : uri.getUserInfo() + "@";
        String path = uri.getPath() == null || uri.getPath().length() <= 1 ? DEFAULT_SOCKET : uri.getPath();
        SshTarget target = new SshTarget(user + uri.getHost(), uri.getPort(), path);
        if (uri.getHost() == null
                || !DESTINATION.matcher(target.destination).matches()
                || !SOCKET.matcher(path).matches()) {
            throw new EngineUnavailableException(new Problem(
                    "ENGINE_ADDRESS_INVALID",
                    "This ssh address of a container engine is not understood.",
                    "Nothing was sent.",
                    "Give an address like ssh://user@host, ssh://user@host:2222 or ssh://user@host/path/of/docker.sock,"
                            + " without a password: ssh takes keys from its own settings."));
        }
        return target;
    }

    String address() {
        return "ssh://" + destination + (port < 0 ? "" : ":" + port)
                + (remoteSocket.equals(DEFAULT_SOCKET) ? "" : remoteSocket);
    }

    /** Returns the exception for a connection that ssh could not make. */
    EngineUnavailableException failed(String reason) {
        return unreachable(
                "cannot be reached with ssh: " + (reason.isBlank() ? "it ended without a word." : sentence(reason)),
                "Make 'ssh " + (port < 0 ? "" : "-p " + port + " ") + destination
                        + " true' work without any question, with keys and known hosts, then run again.");
    }

    /** Returns the exception for a host without an engine at the socket. */
    EngineUnavailableException withoutEngine(String reason) {
        return unreachable(
                "cannot be reached: ssh connects, but not to " + remoteSocket + " over there"
                        + (reason.isBlank() ? "." : ": " + sentence(reason)),
                "Check that the engine runs there, that " + destination
                        + " may open this socket and sshd forwards it, or name"
                        + " another one, as in ssh://user@host/path/of/docker.sock.");
    }

    private EngineUnavailableException unreachable(String what, String remedy) {
        return new EngineUnavailableException(new Problem(
                "ENGINE_UNAVAILABLE",
                "The container engine at " + address() + " " + what,
                "The request was not sent, so it changed nothing.",
                remedy));
    }

    private static String sentence(String reason) {
        return reason.endsWith(".") ? reason : reason + ".";
    }

    List<String> command(Path program, Path localSocket) {
        List<String> command = new ArrayList<>(List.of(program.toString(), "-N", "-T"));
        for (String option : List.of(
                "BatchMode=yes",
                "ExitOnForwardFailure=yes",
                "ConnectTimeout=20",
                "ServerAliveInterval=30",
                "ControlMaster=no",
                "ControlPath=none")) {
            command.addAll(List.of("-o", option));
        }
        command.addAll(List.of("-L", localSocket + ":" + remoteSocket));
        if (port >= 0) {
            command.addAll(List.of("-p", Integer.toString(port)));
        }
        command.addAll(List.of("--", destination));
        return command;
    }
}
