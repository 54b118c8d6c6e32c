package io.github.pmmmigration.grafana;

import com.squareup.moshi.JsonDataException;
import io.github.pmmmigration.server.ServerException;
import io.github.pmmmigration.server.UnexpectedReplyException;
import java.io.EOFException;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import okio.Buffer;

/** A reply to a call, ready to be understood. */
final class Reply {
    private final ApiCall call;
    private final URI address;
    private final TransportReply raw;
    private final String who;
    private final Excerpts excerpts;

    Reply(ApiCall call, URI address, TransportReply raw, Authorization authorization) {
        this.call = call;
        this.address = address;
        this.raw = raw;
        this.who = authorization.who();
        this.excerpts = Excerpts.hiding(authorization.secret());
    }

    int status() {
        return raw.status();
    }

    boolean succeeded() {
        return raw.status() / 100 == 2;
    }

    /** Returns this reply if its status is a good one, and throws what it means otherwise. */
    Reply good() {
        if (!succeeded()) {
            throw failure();
        }
        return this;
    }

    /** Returns whether the body is empty. */
    boolean isEmpty() {
        return raw.body().exhausted();
    }

    <T> T object(Function<JsonFields, T> meaning) {
        return understand(raw.body(), body -> meaning.apply(JsonFields.of(JsonValues.document(body), "it")));
    }

    <T> T list(Function<List<JsonFields>, T> meaning) {
        return understand(raw.body(), body -> meaning.apply(JsonFields.list(JsonValues.document(body), "it")));
    }

    /** Hands over the elements of each list in an object; the body is gone afterwards. */
    void groups(BiConsumer<String, JsonFields> element) {
        understand(raw.drained(), body -> {
            JsonValues.groups(body, element);
            return true;
        });
    }

    /** Returns the body as an object if it is one, for replies that tell what went wrong. */
    Optional<JsonFields> details() {
        try {
            return Optional.of(JsonFields.of(JsonValues.document(raw.body()), "it"));
        } catch (IOException | JsonDataException | ShapeException e) {
            return Optional.empty();
        }
    }

    /** Returns what the server said went wrong, without secrets; empty when it did not say. */
    String complaint() {
        return details().map(Reply::message).map(excerpts::brief).orElse("");
    }

    /** Returns gRPC's code, if the reply carries one. */
    long code() {
        return details().map(Reply::grpcCode).orElse(0L);
    }

    private ServerException failure() {
        return new StatusProblems(this).explain();
    }

    ApiCall call() {
        return call;
    }

    URI address() {
        return address;
    }

    String who() {
        return who;
    }

    Optional<String> location() {
        return raw.location();
    }

    String excerpt() {
        return excerpts.brief(raw.head());
    }

    private <T> T understand(Buffer body, Parser<T> parser) {
        try {
            return parser.parse(body);
        } catch (EOFException e) {
            throw unexpected("the reply ends too early");
        } catch (IOException | JsonDataException e) {
            throw unexpected("the reply is not JSON");
        } catch (ShapeException e) {
            throw unexpected("in the reply " + e.getMessage());
        }
    }

    private UnexpectedReplyException unexpected(String why) {
        return new StatusProblems(this).unexpected(why);
    }

    private static String message(JsonFields fields) {
        return scalar(fields, "message").or(() -> scalar(fields, "error")).orElse("");
    }

    private static long grpcCode(JsonFields fields) {
        return scalar(fields, "code")
                .filter(text -> text.matches("\\d{1,2}"))
                .map(Long::valueOf)
                .orElse(0L);
    }

    private static Optional<String> scalar(JsonFields fields, String name) {
        try {
            return Optional.of(fields.text(name)).filter(text -> !text.isEmpty());
        } catch (ShapeException e) {
            return Optional.empty();
        }
    }

    /** Something that takes a body apart. */
    private interface Parser<T> {
        T parse(Buffer body) throws IOException;
    }
}
