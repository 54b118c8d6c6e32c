package io.github.pmmmigration.event;

import java.time.Instant;

/**
 * A long action has come further.
 *
 * <p>Immutable and safe for concurrent use.
 *
 * @param at when
 * @param action its identifier
 * @param done units done so far; bytes where {@code unit} says so
 * @param total units in all; zero while unknown
 * @param unit what is counted: {@code bytes}, {@code files}, or empty for mere words
 * @param message for people
 * @since 0.1
 */
public record ActionProgressed(Instant at, String action, long done, long total, String unit, String message)
        implements MigrationEvent {}
