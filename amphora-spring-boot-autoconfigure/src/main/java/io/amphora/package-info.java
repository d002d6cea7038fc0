/**
 * Exceptions and values shared by callers and servers.
 */
@NullMarked
package io.amphora;

import org.jspecify.annotations.NullMarked;
