package io.github.pmmmigration.grafana;

import io.github.pmmmigration.server.ServerCodes;
import java.util.function.UnaryOperator;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;

/** What can go wrong with a reply, and the code that has to come out of it. */
enum Fault {
    SOCKET_CLOSED_AFTER_REQUEST(
            ServerCodes.SERVER_UNAVAILABLE,
            good -> good.newBuilder().onResponseStart(closing()).build()),
    SOCKET_CLOSED_IN_BODY(
            ServerCodes.SERVER_UNAVAILABLE,
            good -> padded(good).newBuilder().onResponseBody(closing()).build()),
    BODY_SHORTER_THAN_SAID(
            ServerCodes.SERVER_UNAVAILABLE,
            good -> good.newBuilder()
                    .setHeader("Content-Length", 1_000_000)
                    .onResponseEnd(closing())
                    .build()),
    JSON_CUT_SHORT(ServerCodes.UNEXPECTED_REPLY, good -> Replies.text(200, "{\"version\":\"3.8.1\",\"settings\":{\"a")),
    EMPTY_BODY(ServerCodes.UNEXPECTED_REPLY, good -> Replies.text(200, "")),
    HTML_PAGE(ServerCodes.UNEXPECTED_REPLY, good -> Replies.html(200)),
    HTML_NOT_FOUND(ServerCodes.UNEXPECTED_REPLY, good -> Replies.html(404)),
    NUMBER_AS_BODY(ServerCodes.UNEXPECTED_REPLY, good -> Replies.text(200, "7")),
    NULL_AS_BODY(ServerCodes.UNEXPECTED_REPLY, good -> Replies.text(200, "null")),
    SOMETHING_AFTER_JSON(ServerCodes.UNEXPECTED_REPLY, good -> Replies.text(200, "{} {}")),
    DEEP_NESTING(ServerCodes.UNEXPECTED_REPLY, good -> Replies.text(200, "[".repeat(10_000))),
    REDIRECT_ELSEWHERE(ServerCodes.UNEXPECTED_REPLY, good -> Replies.redirect("https://elsewhere.example/v1")),
    REDIRECT_TO_LOGIN(ServerCodes.CREDENTIALS_REJECTED, good -> Replies.redirect("/graph/login?next=%2Fgraph")),
    UNAUTHORIZED(ServerCodes.CREDENTIALS_REJECTED, good -> Replies.error(401, 16, "Unauthorized")),
    UNAUTHORIZED_PAGE(ServerCodes.CREDENTIALS_REJECTED, good -> Replies.html(401)),
    ROLE_TOO_LOW(ServerCodes.PERMISSION_MISSING, good -> Replies.error(401, 7, "Access denied.")),
    FORBIDDEN(ServerCodes.PERMISSION_MISSING, good -> Replies.error(403, 7, "Permission denied")),
    DOORKEEPER_RESTARTING(ServerCodes.SERVER_UNAVAILABLE, good -> Replies.error(401, 13, "Internal server error.")),
    TOO_MANY_REQUESTS(ServerCodes.SERVER_UNAVAILABLE, good -> Replies.html(429)),
    INTERNAL_ERROR(ServerCodes.SERVER_UNAVAILABLE, good -> Replies.error(500, 13, "not ready yet")),
    BAD_GATEWAY(ServerCodes.SERVER_UNAVAILABLE, good -> Replies.html(502)),
    MAINTENANCE(ServerCodes.SERVER_UNAVAILABLE, good -> Replies.html(503)),
    GATEWAY_TIMEOUT(ServerCodes.SERVER_UNAVAILABLE, good -> Replies.html(504));

    private final String code;

    @SuppressWarnings("ImmutableEnumChecker") // the effects are functions without state
    private final UnaryOperator<MockResponse> effect;

    Fault(String code, UnaryOperator<MockResponse> effect) {
        this.code = code;
        this.effect = effect;
    }

    /** Returns the code of the problem that has to be reported. */
    String code() {
        return code;
    }

    MockResponse applied(MockResponse good) {
        return effect.apply(good);
    }

    private static SocketEffect closing() {
        return new SocketEffect.CloseSocket();
    }

    /** Makes a body so long that it cannot arrive before the socket closes. */
    private static MockResponse padded(MockResponse good) {
        return good.newBuilder()
                .body("{\"padding\":\"" + " ".repeat(1_000_000) + "\"}")
                .build();
    }
}
