/**
 * Converting API keys to service accounts, and accounting for each of them.
 *
 * <p>Used by {@code internal.execution}; speaks to Grafana through the port only.
 */
@NullMarked
package io.github.pmmmigration.internal.keys;

import org.jspecify.annotations.NullMarked;
