/**
 * Auto-configuration for Amphora.
 */
@NullMarked
package io.amphora.autoconfigure;

import org.jspecify.annotations.NullMarked;
