/**
 * Configuration properties and what the auto-configurations share.
 * <p>
 * Start with {@link io.amphora.autoconfigure.AmphoraProperties}. Each auto-configuration
 * is in a package of its own.
 */
@NullMarked
package io.amphora.autoconfigure;

import org.jspecify.annotations.NullMarked;
