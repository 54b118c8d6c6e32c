/**
 * What integration tests on a real engine share: the engine, a server to migrate, and the packed tool as a process.
 *
 * <p>Used by the tests of all packages of this module; knows none of them.
 */
@NullMarked
package io.github.pmmmigration.examples.bed;

import org.jspecify.annotations.NullMarked;
