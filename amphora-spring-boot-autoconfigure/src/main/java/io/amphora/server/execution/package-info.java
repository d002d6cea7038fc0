/**
 * Threads that run functions, and the number of requests that a server takes. Internal:
 * start with {@link io.amphora.server.execution.HandlerPool}.
 */
@NullMarked
package io.amphora.server.execution;

import org.jspecify.annotations.NullMarked;
