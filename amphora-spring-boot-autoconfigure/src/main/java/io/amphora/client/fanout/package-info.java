/**
 * Calls to all fanout servers of a service.
 * <p>
 * {@link io.amphora.client.fanout.Gather} and
 * {@link io.amphora.client.fanout.FanoutReply} are API. The other types decide when all
 * servers have replied, and are internal.
 */
@NullMarked
package io.amphora.client.fanout;

import org.jspecify.annotations.NullMarked;
