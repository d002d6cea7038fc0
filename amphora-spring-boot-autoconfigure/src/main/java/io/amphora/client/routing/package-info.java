/**
 * Selection of the routing key or queue of a call by its arguments. Part of the API:
 * start with {@link io.amphora.client.routing.FunctionTuner}.
 */
@NullMarked
package io.amphora.client.routing;

import org.jspecify.annotations.NullMarked;
