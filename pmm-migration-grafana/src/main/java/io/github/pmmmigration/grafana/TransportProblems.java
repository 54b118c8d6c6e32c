package io.github.pmmmigration.grafana;

import io.github.pmmmigration.error.Problem;
import io.github.pmmmigration.server.ServerCodes;
import io.github.pmmmigration.server.ServerException;
import io.github.pmmmigration.server.ServerUnavailableException;
import io.github.pmmmigration.server.UnexpectedReplyException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.ProtocolException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** Says what it means that no whole reply came back. */
final class TransportProblems {
    /** What the JDK says when the first bytes that come back are not those of TLS. */
    private static final String NOT_TLS = "Unsupported or unrecognized SSL message";

    private final ApiCall call;
    private final URI address;
    private final Duration limit;

    TransportProblems(ApiCall call, URI address, Duration limit) {
        this.call = call;
        this.address = address;
        this.limit = limit;
    }

    ServerException explain(IOException cause) {
        Optional<ServerException> certificate = new CertificateProblems(call.purpose(), address).explain(cause);
        return certificate.orElseGet(() -> isNotHttp(cause) ? unexpected(cause) : unavailable(cause));
    }

    private ServerException unavailable(IOException cause) {
        return new ServerUnavailableException(
                new Problem(
                        ServerCodes.SERVER_UNAVAILABLE,
                        "Could not " + call.purpose() + ": " + reason(cause) + ".",
                        state(cause),
                        "Check that the server is running and that the address is right, then try again."),
                cause);
    }

    private ServerException unexpected(IOException cause) {
        String what = cause instanceof ReplyTooLargeException
                ? "the reply of " + address + " is larger than any that a PMM server gives"
                : address + " does not speak HTTP";
        return new UnexpectedReplyException(
                new Problem(
                        ServerCodes.UNEXPECTED_REPLY,
                        "Could not " + call.purpose() + ": " + what + ".",
                        state(cause),
                        "Check that the address and the port belong to a PMM server."),
                cause);
    }

    private String reason(IOException cause) {
        if (Thread.currentThread().isInterrupted()) {
            return "the thread was interrupted while it talked to " + address;
        }
        if (cause instanceof InterruptedIOException) {
            return address + " did not answer within " + limit.toSeconds() + " seconds";
        }
        if (cause instanceof UnknownHostException) {
            return "the host name of " + address + " is not known";
        }
        if (neverConnected(cause)) {
            return "there is no connection to " + address;
        }
        if (cause instanceof SSLException && String.valueOf(cause.getMessage()).contains(NOT_TLS)) {
            return address + " does not speak TLS on that port";
        }
        return cause instanceof SSLException
                ? "no TLS connection to " + address + " came about"
                : "the connection to " + address + " broke before the reply was complete";
    }

    private String state(IOException cause) {
        boolean maybe = call.changing() && !neverConnected(cause);
        return maybe ? "It is not known whether the server carried it out." : "Nothing was changed.";
    }

    private static boolean neverConnected(IOException cause) {
        return cause instanceof ConnectException
                || cause instanceof NoRouteToHostException
                || cause instanceof UnknownHostException;
    }

    private static boolean isNotHttp(IOException cause) {
        boolean protocol = cause instanceof ProtocolException
                && !String.valueOf(cause.getMessage()).contains("unexpected end of stream");
        return protocol || cause instanceof ReplyTooLargeException;
    }
}
