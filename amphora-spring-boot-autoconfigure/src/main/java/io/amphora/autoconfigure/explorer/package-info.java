/**
 * Auto-configuration for the explorer.
 */
@NullMarked
package io.amphora.autoconfigure.explorer;

import org.jspecify.annotations.NullMarked;
