package io.github.pmmmigration.grafana;

import io.github.pmmmigration.error.Problem;
import io.github.pmmmigration.server.AuthenticationFailedException;
import io.github.pmmmigration.server.ServerCodes;
import io.github.pmmmigration.server.ServerException;
import io.github.pmmmigration.server.ServerUnavailableException;
import io.github.pmmmigration.server.UnexpectedReplyException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Says what a reply with a bad status, or with a body that makes no sense, means. */
final class StatusProblems {
    /** Statuses by which servers and gateways say "not now". */
    private static final Set<Integer> NOT_NOW = Set.of(408, 425, 429, 500, 502, 503, 504, 507);

    /** What PMM says when Grafana, which checks the credentials, does not answer: a 401 that blames nobody. */
    private static final long INTERNAL = 13;

    private static final long PERMISSION_DENIED = 7;
    private static final String UNCHANGED = "Nothing was changed.";
    private static final Pattern LOGIN = Pattern.compile("(?i).*/(?:login|oauth2?|sign-?in|sso)\\b.*");

    private final Reply reply;

    StatusProblems(Reply reply) {
        this.reply = reply;
    }

    ServerException explain() {
        int status = reply.status();
        if (status == 401 || status == 403) {
            return refused();
        }
        if (NOT_NOW.contains(status)) {
            return unavailable();
        }
        return status / 100 == 3 ? redirected() : unexpected("the status is " + status);
    }

    UnexpectedReplyException unexpected(String why) {
        return new UnexpectedReplyException(new Problem(
                ServerCodes.UNEXPECTED_REPLY,
                could(why) + received(),
                state(),
                "Check that the address belongs to a PMM server, that nothing in between answers for it, and that its"
                        + " version is supported."));
    }

    private ServerException refused() {
        long code = reply.code();
        if (code == INTERNAL) {
            return unavailable();
        }
        boolean known = code == PERMISSION_DENIED || reply.status() == 403 || saysDenied();
        return known ? permissionMissing() : credentialsRejected(saying());
    }

    private boolean saysDenied() {
        String complaint = reply.complaint().toLowerCase(Locale.ROOT);
        return complaint.contains("access denied") || complaint.contains("permission");
    }

    private AuthenticationFailedException permissionMissing() {
        return new AuthenticationFailedException(new Problem(
                ServerCodes.PERMISSION_MISSING,
                could("" + reply.who() + " may not do that" + saying()),
                state(),
                "Use an account with the role Admin; a server administrator is needed to act in all organisations."));
    }

    private AuthenticationFailedException credentialsRejected(String detail) {
        return new AuthenticationFailedException(new Problem(
                ServerCodes.CREDENTIALS_REJECTED,
                could("the server does not accept the credentials of " + reply.who() + detail),
                UNCHANGED,
                "Check user and password, or the token. A server that is just starting may reject good credentials for"
                        + " a moment."));
    }

    private ServerUnavailableException unavailable() {
        return new ServerUnavailableException(new Problem(
                ServerCodes.SERVER_UNAVAILABLE,
                could("the server cannot answer now: status " + reply.status() + saying()),
                state(),
                "Wait until the server is ready, then try again. Its log tells more if it stays like that."));
    }

    private ServerException redirected() {
        String target = reply.location().map(StatusProblems::withoutQuery).orElse("nowhere");
        if (LOGIN.matcher(target).matches()) {
            return credentialsRejected(": it sends us to its login page");
        }
        return new UnexpectedReplyException(new Problem(
                ServerCodes.UNEXPECTED_REPLY,
                could("" + reply.address() + " redirects to " + target),
                UNCHANGED,
                "Redirects are not followed, so that credentials stay where they were sent. If that is the server, use"
                        + " its address directly."));
    }

    private String could(String why) {
        return "Could not " + reply.call().purpose() + ": " + why + ".";
    }

    private String received() {
        String excerpt = reply.excerpt();
        String body = excerpt.isEmpty() ? "an empty body" : "'" + excerpt + "'";
        return " Status " + reply.status() + " from " + reply.address() + " with " + body + ".";
    }

    private String saying() {
        String complaint = reply.complaint();
        return complaint.isEmpty() ? "" : " (it says: " + complaint + ")";
    }

    private String state() {
        return reply.call().changing() ? "It may or may not have been carried out." : UNCHANGED;
    }

    private static String withoutQuery(String location) {
        return location.replaceFirst("[?#].*", "").replaceFirst("//[^/@]*@", "//");
    }
}
