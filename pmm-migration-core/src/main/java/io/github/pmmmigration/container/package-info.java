/**
 * The container engine as this library sees it: one port, {@code ContainerEngine}, and the words it speaks.
 *
 * <p>Builds on {@code error} only; {@code step} and the root package build on it.
 */
@NullMarked
package io.github.pmmmigration.container;

import org.jspecify.annotations.NullMarked;
