package io.github.pmmmigration.grafana;

import io.github.pmmmigration.error.Problem;
import io.github.pmmmigration.server.AuthenticationFailedException;
import io.github.pmmmigration.server.PmmVersion;
import io.github.pmmmigration.server.Secret;
import io.github.pmmmigration.server.ServerCodes;
import io.github.pmmmigration.server.ServerException;
import io.github.pmmmigration.server.UpdateCheck;
import io.github.pmmmigration.server.UpdateHandle;
import io.github.pmmmigration.server.UpdateProgress;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** How PMM 2 looks for a newer version of itself and installs it. */
final class UpdateCalls {
    /** The server holds a question for news that long before it answers that there are none. */
    private static final Duration LONG_POLL = Duration.ofSeconds(30);

    private static final long FAILED_PRECONDITION = 9;

    private final Caller caller;
    private final MajorVersion major;

    UpdateCalls(Caller caller, MajorVersion major) {
        this.caller = caller;
        this.major = major;
    }

    UpdateCheck check() {
        ApiCall call = ApiCall.ask("look for an update", "/v1/Updates/Check", JsonText.object(Map.of("force", true)))
                .withPatience(LONG_POLL);
        return major.onlyTwo(() -> caller.read(call, UpdateCalls::check), UpdateCalls::notOffered);
    }

    UpdateHandle start() {
        ApiCall call = ApiCall.post("start the update", "/v1/Updates/Start", "{}");
        return major.onlyTwo(() -> started(caller.exchange(call)), UpdateCalls::notOffered);
    }

    /** Sends no credentials: the token is all that is asked for, and Grafana may be down in the middle of an update. */
    UpdateProgress progress(UpdateHandle handle) {
        String body = JsonText.object(Map.of("auth_token", handle.token().reveal(), "log_offset", handle.logOffset()));
        ApiCall call = ApiCall.ask("follow the update", "/v1/Updates/Status", body)
                .withoutCredentials()
                .withPatience(LONG_POLL);
        return major.onlyTwo(() -> progressed(caller.exchange(call), handle), UpdateCalls::notOffered);
    }

    private static UpdateHandle started(Reply reply) {
        if (reply.code() == FAILED_PRECONDITION) {
            throw reply.complaint().contains("already running") ? running() : disabled(reply.complaint());
        }
        return reply.good().object(fields -> new UpdateHandle(token(fields), fields.number("log_offset")));
    }

    private static UpdateProgress progressed(Reply reply, UpdateHandle handle) {
        if (reply.status() == 403) {
            throw wrongToken();
        }
        return reply.good().object(fields -> progress(fields, handle));
    }

    private static UpdateProgress progress(JsonFields fields, UpdateHandle handle) {
        long offset = Math.max(handle.logOffset(), fields.number("log_offset"));
        UpdateHandle next = new UpdateHandle(handle.token(), offset);
        return new UpdateProgress(fields.texts("log_lines"), next, fields.flag("done"));
    }

    private static UpdateCheck check(JsonFields fields) {
        PmmVersion installed =
                version(fields, "installed").orElseThrow(() -> new ShapeException("there is no installed version"));
        PmmVersion latest = version(fields, "latest").orElse(installed);
        return new UpdateCheck(installed, latest, fields.flag("update_available"));
    }

    private static Optional<PmmVersion> version(JsonFields fields, String name) {
        return PmmVersion.tryParse(fields.object(name).text("version"));
    }

    private static Secret token(JsonFields fields) {
        String token = fields.text("auth_token");
        if (token.isEmpty()) {
            throw new ShapeException("there is no token to follow the update with");
        }
        return Secret.of(token);
    }

    private static ServerException disabled(String saying) {
        return new ServerException(new Problem(
                ServerCodes.UPDATES_DISABLED,
                "Could not start the update: updates are switched off on this server"
                        + (saying.isEmpty() ? "" : " (it says: " + saying + ")") + ".",
                "Nothing was changed.",
                "Remove DISABLE_UPDATES from the container's environment, or update by replacing the container."));
    }

    private static ServerException running() {
        return new ServerException(new Problem(
                ServerCodes.UPDATE_RUNNING,
                "Could not start the update: one is running already.",
                "The running update goes on; its token is known only to whoever started it.",
                "Wait until the server is ready again and look at its version."));
    }

    private static ServerException wrongToken() {
        return new AuthenticationFailedException(new Problem(
                ServerCodes.UPDATE_TOKEN_REJECTED,
                "Could not follow the update: the server does not know its token.",
                "The update goes on by itself if it was started.",
                "Wait until the server is ready and look at its version, or start the update again."));
    }

    private static ServerException notOffered() {
        return new ServerException(new Problem(
                ServerCodes.UPDATES_NOT_OFFERED,
                "The server is PMM 3 already, which does not update itself this way.",
                "Nothing was changed.",
                "Update it by replacing its container."));
    }
}
