/**
 * Offers an in-memory engine, a scripted PMM server and the contract checks that every implementation of a port passes.
 *
 * <p>For tests of applications and of adapters; no other package of the library depends on this one.
 */
@NullMarked
package io.github.pmmmigration.testing;

import org.jspecify.annotations.NullMarked;
