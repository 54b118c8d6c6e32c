package io.github.pmmmigration.grafana;

import io.github.pmmmigration.server.AuthenticationFailedException;
import io.github.pmmmigration.server.PmmVersion;
import io.github.pmmmigration.server.ServerCodes;
import io.github.pmmmigration.server.ServerException;
import io.github.pmmmigration.server.ServerVersion;
import io.github.pmmmigration.server.UnexpectedReplyException;
import java.util.function.Supplier;

/**
 * Knows which of the two majors answers, and notices when it is no longer the same.
 *
 * <p>A connection lives longer than the server that it began with: behind the same address PMM 2 becomes PMM 3, or PMM 2
 * again.
 */
final class MajorVersion {
    private static final int NOT_KNOWN = 0;
    private static final int THREE = 3;

    private final Caller caller;
    private volatile int last = NOT_KNOWN;

    MajorVersion(Caller caller) {
        this.caller = caller;
    }

    /** Asks the server for its version; the path is one that both majors know. */
    ServerVersion read() {
        ServerVersion version =
                caller.read(ApiCall.get("read the version of the server", "/v1/version"), MajorVersion::version);
        last = version.version().major();
        return version;
    }

    /** Does it the way of the major that answered last; if that does not fit any more, the other way. */
    <T> T either(Supplier<T> two, Supplier<T> three) {
        boolean assumed = isThree(last == NOT_KNOWN ? read().version().major() : last);
        try {
            return (assumed ? three : two).get();
        } catch (ServerException e) {
            if (!mayBeTheOther(e) || nowThree(e) == assumed) {
                throw e;
            }
            return (assumed ? two : three).get();
        }
    }

    /** Does what only PMM 2 can; when that fails because PMM 3 answers, the failure is the given one. */
    <T> T onlyTwo(Supplier<T> two, Supplier<ServerException> otherwise) {
        try {
            return two.get();
        } catch (ServerException e) {
            throw mayBeTheOther(e) && nowThree(e) ? otherwise.get() : e;
        }
    }

    private boolean nowThree(ServerException failure) {
        try {
            return isThree(read().version().major());
        } catch (ServerException e) {
            failure.addSuppressed(e);
            throw failure;
        }
    }

    /** A path that is not known may be answered by "not found", by a page, or by "not for you". */
    private static boolean mayBeTheOther(ServerException failure) {
        boolean denied = failure instanceof AuthenticationFailedException
                && failure.code().equals(ServerCodes.PERMISSION_MISSING);
        return denied || failure instanceof UnexpectedReplyException;
    }

    private static boolean isThree(int major) {
        return major >= THREE;
    }

    private static ServerVersion version(JsonFields fields) {
        JsonFields server = fields.object("server");
        String text = fields.text("version").isEmpty() ? server.text("version") : fields.text("version");
        PmmVersion version =
                PmmVersion.tryParse(text).orElseThrow(() -> new ShapeException("there is no version of PMM"));
        String distribution = fields.text("distribution_method").replaceFirst("^DISTRIBUTION_METHOD_", "");
        return new ServerVersion(version, server.text("full_version"), distribution);
    }
}
