/**
 * Offers an in-memory engine, a scripted PMM server and the contract checks that every implementation of a port passes.
 *
 * <p>For tests of applications and of adapters. Inside the library only the preview uses it, to rehearse a plan.
 */
@NullMarked
package io.github.pmmmigration.testing;

import org.jspecify.annotations.NullMarked;
