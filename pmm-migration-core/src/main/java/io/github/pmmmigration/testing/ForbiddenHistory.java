package io.github.pmmmigration.testing;

/**
 * Thrown by the {@link InMemoryContainerEngine} when something happened that must never happen to a user's server, such as
 * two servers writing one volume.
 *
 * <p>An error and not an exception: a run that got this far is wrong, whatever it does next. The engine keeps the text, see
 * {@link InMemoryContainerEngine#violations()}.
 *
 * <p>Immutable apart from what every throwable carries.
 *
 * @since 0.1
 */
public final class ForbiddenHistory extends Error {
    private static final long serialVersionUID = 1L;

    /** Creates the error for what happened. */
    public ForbiddenHistory(String what) {
        super(what);
    }
}
