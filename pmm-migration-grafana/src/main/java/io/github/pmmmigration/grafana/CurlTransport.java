package io.github.pmmmigration.grafana;

import io.github.pmmmigration.container.Command;
import io.github.pmmmigration.container.ContainerEngine;
import io.github.pmmmigration.container.ContainerId;
import io.github.pmmmigration.container.EngineException;
import io.github.pmmmigration.container.EngineTimeoutException;
import io.github.pmmmigration.container.ExecResult;
import io.github.pmmmigration.server.TlsTrust;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import okio.Buffer;

/**
 * Sends requests with the curl inside a container, for servers that publish no port.
 *
 * <p>The request, which may hold credentials, travels in a variable and from there into curl's standard input: it appears
 * in no list of processes, neither inside the container nor outside.
 */
final class CurlTransport implements HttpTransport {
    private static final String REQUEST = "PMM_MIGRATION_REQUEST";
    private static final String AUTHORITIES = "PMM_MIGRATION_AUTHORITIES";
    private static final String SCRIPT = """
            request=$%1$s; authorities=$%2$s; unset %1$s %2$s
            printf %%s "$request" | base64 -d | curl --disable --config - 3<<END
            $(printf %%s "$authorities" | base64 -d)
            END
            """.formatted(REQUEST, AUTHORITIES);

    /** How much longer than curl itself the command may take. */
    private static final Duration START = Duration.ofSeconds(15);

    private final ContainerEngine engine;
    private final ContainerId container;
    private final List<CurlTrust> trusts;

    CurlTransport(ContainerEngine engine, ContainerId container, TlsTrust trust) {
        this.engine = engine;
        this.container = container;
        this.trusts = CurlTrust.of(trust);
    }

    @Override
    public TransportReply send(TransportRequest request) throws IOException {
        Iterator<CurlTrust> others = trusts.iterator();
        ExecResult result = execute(request, others.next());
        ExecResult first = result;
        while (CurlFailures.isAboutCertificate(result) && others.hasNext()) {
            result = execute(request, others.next());
        }
        if (!result.succeeded()) {
            throw CurlFailures.explain(CurlFailures.isAboutCertificate(result) ? first : result);
        }
        return reply(result.standardOutput());
    }

    @Override
    public void close() {}

    private ExecResult execute(TransportRequest request, CurlTrust trust) throws IOException {
        Command command = Command.of("sh", "-c", SCRIPT)
                .with(REQUEST, encoded(CurlInstructions.of(request, trust)))
                .with(AUTHORITIES, encoded(trust.authorities()));
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

    private static String encoded(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static IOException withCause(IOException exception, Throwable cause) {
        exception.initCause(cause);
        return exception;
    }
}
