/**
 * JSON bodies, with Jackson 2 or Jackson 3.
 * <p>
 * {@link io.amphora.serializer.json.Jackson2RpcSerializer},
 * {@link io.amphora.serializer.json.Jackson3RpcSerializer} and
 * {@link io.amphora.serializer.json.SerializerLimits} are API. {@code JsonRpcSerializer}
 * defines the format of calls and results. It uses a {@code JsonEngine} for each version
 * of Jackson. {@code JsonBatchFormat} defines the format of batches.
 */
@NullMarked
package io.amphora.serializer.json;

import org.jspecify.annotations.NullMarked;
