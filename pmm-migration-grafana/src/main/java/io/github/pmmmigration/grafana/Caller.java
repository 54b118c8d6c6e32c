package io.github.pmmmigration.grafana;

import io.github.pmmmigration.server.ServerException;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes calls below one base address with one account, and turns what goes wrong into exceptions of the port. */
final class Caller {
    private static final Logger LOG = LoggerFactory.getLogger(Caller.class);

    private final URI base;
    private final Duration limit;
    private final Authorization authorization;
    private final HttpTransport transport;
    private final Excerpts excerpts;

    Caller(URI base, Duration limit, Authorization authorization, HttpTransport transport) {
        this.base = base;
        this.limit = limit;
        this.authorization = authorization;
        this.transport = transport;
        this.excerpts = Excerpts.hiding(authorization.secret());
    }

    /** Returns what an object says, with a good status; anything else is an exception. */
    <T> T read(ApiCall call, Function<JsonFields, T> meaning) {
        return exchange(call).good().object(meaning);
    }

    /** Returns what a list of objects says, with a good status; anything else is an exception. */
    <T> T readList(ApiCall call, Function<List<JsonFields>, T> meaning) {
        return exchange(call).good().list(meaning);
    }

    /** Hands over the elements of each list in an object one by one, so that large replies need little memory. */
    void readGroups(ApiCall call, BiConsumer<String, JsonFields> element) {
        exchange(call).good().groups(element);
    }

    /** Returns a reply whatever its status. */
    Reply exchange(ApiCall call) {
        URI address = URI.create(base + call.path());
        Duration patience = limit.plus(call.patience());
        TransportRequest request =
                new TransportRequest(call.method(), address, headers(call), call.body(), patience, !call.changing());
        return new Reply(call, plain(address), send(call, request), authorization);
    }

    /** Returns this caller with a shorter limit for each call, if the given one is shorter. */
    Caller within(Duration other) {
        return other.compareTo(limit) < 0 ? new Caller(base, other, authorization, transport) : this;
    }

    private TransportReply send(ApiCall call, TransportRequest request) {
        try {
            TransportReply reply = transport.send(request);
            trace(request, reply);
            return reply;
        } catch (IOException e) {
            throw failure(call, request, e);
        }
    }

    private static ServerException failure(ApiCall call, TransportRequest request, IOException cause) {
        return new TransportProblems(call, plain(request.address()), request.limit()).explain(cause);
    }

    private Map<String, String> headers(ApiCall call) {
        Map<String, String> headers = new HashMap<>();
        headers.put("Accept", "application/json");
        headers.put("User-Agent", "pmm-migration");
        if (!call.anonymous()) {
            headers.put("Authorization", authorization.header().reveal());
        }
        call.organization().ifPresent(id -> headers.put("X-Grafana-Org-Id", Long.toString(id)));
        return headers;
    }

    private void trace(TransportRequest request, TransportReply reply) {
        if (LOG.isTraceEnabled()) {
            String sent = request.body().map(excerpts::redacted).orElse("");
            LOG.trace("{} {} -> {} {}", request, sent, reply.status(), excerpts.generous(reply.head()));
        }
    }

    /** The address without its query, which is of no use to anybody reading a message. */
    private static URI plain(URI address) {
        String text = address.toString();
        int query = text.indexOf('?');
        return query < 0 ? address : URI.create(text.substring(0, query));
    }
}
