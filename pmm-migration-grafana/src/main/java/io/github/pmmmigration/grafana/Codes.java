package io.github.pmmmigration.grafana;

/** The stable identifiers of what can go wrong while talking to a server. */
final class Codes {
    static final String CA_FILE_INVALID = "CA_FILE_INVALID";
    static final String CERTIFICATE_NOT_TRUSTED = "CERTIFICATE_NOT_TRUSTED";
    static final String CREDENTIALS_REJECTED = "CREDENTIALS_REJECTED";
    static final String PERMISSION_MISSING = "PERMISSION_MISSING";
    static final String SERVER_UNAVAILABLE = "SERVER_UNAVAILABLE";
    static final String SERVICE_ACCOUNT_EXISTS = "SERVICE_ACCOUNT_EXISTS";
    static final String UNEXPECTED_REPLY = "UNEXPECTED_REPLY";
    static final String UPDATES_DISABLED = "UPDATES_DISABLED";
    static final String UPDATES_NOT_OFFERED = "UPDATES_NOT_OFFERED";
    static final String UPDATE_TOKEN_REJECTED = "UPDATE_TOKEN_REJECTED";

    private Codes() {}
}
