package io.github.pmmmigration.grafana;

import io.github.pmmmigration.container.Command;
import io.github.pmmmigration.container.ContainerEngine;
import io.github.pmmmigration.container.ContainerId;
import io.github.pmmmigration.container.EngineException;
import io.github.pmmmigration.container.EngineTimeoutException;
import io.github.pmmmigration.container.ExecResult;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import okio.Buffer;

/**
 * Sends requests with the curl inside a container, for servers that publish no port.
 *
 * <p>The request, which may hold credentials, travels in a variable and from there into curl's standard input: it appears
 * in no list of processes, neither inside the container nor outside.
 */
final class CurlTransport implements HttpTransport {
    private static final String VARIABLE = "PMM_MIGRATION_REQUEST";
    private static final String SCRIPT = "request=$" + VARIABLE + "; unset " + VARIABLE
            + "; printf %s \"$request\" | base64 -d | curl --disable --config -";

    /** How much longer than curl itself the command may take. */
    private static final Duration START = Duration.ofSeconds(15);

    private final ContainerEngine engine;
    private final ContainerId container;

    CurlTransport(ContainerEngine engine, ContainerId container) {
        this.engine = engine;
        this.container = container;
    }

    @Override
    public TransportReply send(TransportRequest request) throws IOException {
        ExecResult result = execute(request);
        if (!result.succeeded()) {
            throw failure(result.exitCode());
        }
        return reply(result.standardOutput());
    }

    @Override
    public void close() {}

    private ExecResult execute(TransportRequest request) throws IOException {
        byte[] instructions = CurlInstructions.of(request).getBytes(StandardCharsets.UTF_8);
        Command command = Command.of("sh", "-c", SCRIPT)
                .with(VARIABLE, Base64.getEncoder().encodeToString(instructions));
        try {
            return engine.exec(container, command, request.limit().plus(START));
        } catch (EngineTimeoutException e) {
            throw withCause(new SocketTimeoutException("the command did not end"), e);
        } catch (EngineException e) {
            throw new IOException("the container cannot run commands", e);
        }
    }

    /** Takes the last line, which curl was told to write, off the body. */
    private static TransportReply reply(String output) throws IOException {
        int end = output.lastIndexOf('\n');
        String[] status = output.substring(end + 1).split(" ", 2);
        if (end < 0 || !status[0].matches("\\d{3}")) {
            throw new IOException("the output of curl was cut short");
        }
        Optional<String> location = Optional.of(status)
                .filter(parts -> parts.length > 1 && !parts[1].isBlank())
                .map(parts -> parts[1].strip());
        Buffer body = new Buffer().writeUtf8(output, 0, end);
        if (body.size() > TransportReply.MAX_BODY) {
            throw new ReplyTooLargeException(TransportReply.MAX_BODY);
        }
        return new TransportReply(Integer.parseInt(status[0]), location, body);
    }

    /** The numbers are those of curl's manual; 127 is the shell's for a missing program. */
    private static IOException failure(int code) {
        return switch (code) {
            case 6 -> new UnknownHostException("curl does not know the host");
            case 7 -> new ConnectException("curl cannot connect");
            case 28 -> new SocketTimeoutException("curl waited in vain");
            case 127 -> new IOException("the container has no curl");
            default -> new IOException("curl ended with code " + code);
        };
    }

    private static IOException withCause(IOException exception, Throwable cause) {
        exception.initCause(cause);
        return exception;
    }
}
