/**
 * The scripts that copy, verify and hand over the data, and what their output and exit codes mean.
 *
 * <p>The scripts run in helper containers; the plan builds those containers from {@code HelperCommand} and {@code DataMounts},
 * and the execution reads the results with {@code HelperOutput} and {@code HelperFailure}. Uses {@code error} only.
 */
@NullMarked
package io.github.pmmmigration.internal.data;

import org.jspecify.annotations.NullMarked;
