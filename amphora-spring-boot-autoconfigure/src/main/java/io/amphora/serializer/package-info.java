/**
 * Conversion of calls and results to message bodies and back. Part of the API: start with
 * {@link io.amphora.serializer.RpcSerializer}. Implement it for another format than JSON.
 */
@NullMarked
package io.amphora.serializer;

import org.jspecify.annotations.NullMarked;
