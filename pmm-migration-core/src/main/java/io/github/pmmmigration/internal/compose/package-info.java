/**
 * Edits a Compose file as text, so that it describes the replacement, and keeps its comments and its formatting.
 *
 * <p>Used by {@code internal.execution} for previews; knows no engine and touches no file.
 */
@NullMarked
package io.github.pmmmigration.internal.compose;

import org.jspecify.annotations.NullMarked;
