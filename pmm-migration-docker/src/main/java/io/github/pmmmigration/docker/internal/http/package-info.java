/**
 * Carries requests to the engine and its replies back, without interpreting either.
 *
 * <p>Holds all use of docker-java; the operations in {@code io.github.pmmmigration.docker} are written against it.
 */
@NullMarked
package io.github.pmmmigration.docker.internal.http;

import org.jspecify.annotations.NullMarked;
