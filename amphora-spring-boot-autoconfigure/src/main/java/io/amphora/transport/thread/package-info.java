/**
 * Threads, timers and loops of a transport, independent of AMQP. Internal: start with
 * {@link io.amphora.transport.thread.DrainLoop}.
 */
@NullMarked
package io.amphora.transport.thread;

import org.jspecify.annotations.NullMarked;
