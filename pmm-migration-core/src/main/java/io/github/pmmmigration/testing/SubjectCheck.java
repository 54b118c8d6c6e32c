package io.github.pmmmigration.testing;

/** A check of the connector contract, before it has got its server. */
@FunctionalInterface
interface SubjectCheck {
    void run(PmmServerConnectorContract.Subject subject) throws Exception;

    /** Returns the check with a server of its own for each run. */
    default NamedCheck named(String name, PmmServerConnectorContract.Factory factory) {
        return new NamedCheck(name, () -> {
            try (PmmServerConnectorContract.Subject subject = factory.open()) {
                run(subject);
            }
        });
    }
}
