/**
 * Says what went wrong or may go wrong, with a code, the state things are in, and a remedy.
 *
 * <p>All other packages build on this one; exceptions that belong to a port live beside that port.
 */
@NullMarked
package io.github.pmmmigration.error;

import org.jspecify.annotations.NullMarked;
