/**
 * Exceptions and values that callers and servers share.
 */
@NullMarked
package io.amphora;

import org.jspecify.annotations.NullMarked;
