package io.github.pmmmigration.server;

/**
 * The stable identifiers of what can go wrong between us and a server, as {@code MigrationException.code()} gives them.
 *
 * <p>Every implementation of {@link PmmServerConnector} uses these. Constants only; safe for concurrent use.
 *
 * @since 0.1
 */
public final class ServerCodes {
    /** The server does not answer, or says that it cannot now. Trying again later may help. */
    public static final String SERVER_UNAVAILABLE = "SERVER_UNAVAILABLE";

    /** The server's certificate is not trusted, out of date, or made for another name. Waiting does not help. */
    public static final String CERTIFICATE_NOT_TRUSTED = "CERTIFICATE_NOT_TRUSTED";

    /** The file with certificates to trust cannot be used. */
    public static final String CA_FILE_INVALID = "CA_FILE_INVALID";

    /** Wrong user, password or token; or a server that is just starting and cannot check them yet. */
    public static final String CREDENTIALS_REJECTED = "CREDENTIALS_REJECTED";

    /** The credentials are right, but their role is too low. */
    public static final String PERMISSION_MISSING = "PERMISSION_MISSING";

    /** What came back is not what a server of a known version answers. */
    public static final String UNEXPECTED_REPLY = "UNEXPECTED_REPLY";

    /** PMM 2 was told by its environment not to update itself. */
    public static final String UPDATES_DISABLED = "UPDATES_DISABLED";

    /** An update runs already, started by somebody else or by a call whose answer was lost. */
    public static final String UPDATE_RUNNING = "UPDATE_RUNNING";

    /** The server is PMM 3, which does not update itself in its container. */
    public static final String UPDATES_NOT_OFFERED = "UPDATES_NOT_OFFERED";

    /** The server does not know the token of the update that it was asked about. */
    public static final String UPDATE_TOKEN_REJECTED = "UPDATE_TOKEN_REJECTED";

    /** The name for a new service account is taken. */
    public static final String SERVICE_ACCOUNT_EXISTS = "SERVICE_ACCOUNT_EXISTS";

    private ServerCodes() {}
}
