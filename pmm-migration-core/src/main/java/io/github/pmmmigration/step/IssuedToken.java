package io.github.pmmmigration.step;

import io.github.pmmmigration.server.ApiKey;
import java.nio.file.Path;

/**
 * A token that was made to take the place of an API key; the token itself is only in the file.
 *
 * <p>Immutable and safe for concurrent use.
 *
 * @param key the key that it replaces; whoever uses it has to be given the token
 * @param account name of the service account
 * @param name name of the token
 * @param file the file that holds it, readable by its owner only
 * @since 0.1
 */
public record IssuedToken(ApiKey key, String account, String name, Path file) {}
