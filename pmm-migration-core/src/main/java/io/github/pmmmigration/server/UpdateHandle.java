package io.github.pmmmigration.server;

/**
 * A running update: the token that allows to follow it, and how far its log was read.
 *
 * <p>Immutable and safe for concurrent use.
 *
 * @param token opaque, valid for this update only
 * @param logOffset bytes of the log that were read
 * @since 0.1
 */
public record UpdateHandle(Secret token, long logOffset) {}
