/**
 * Exceptions and values shared by clients and servers. Part of the API.
 * <p>
 * All exceptions extend {@link io.amphora.AmphoraException}, with one type for each
 * outcome that a caller handles differently. A running function sees its call as
 * {@link io.amphora.CallContext}.
 */
@NullMarked
package io.amphora;

import org.jspecify.annotations.NullMarked;
