/**
 * Auto-configuration for the security of functions.
 */
@NullMarked
package io.amphora.autoconfigure.security;

import org.jspecify.annotations.NullMarked;
