/**
 * Protection of connections against messages that the RabbitMQ client cannot read.
 * Internal: start with {@link io.amphora.transport.protection.MessageGuard}.
 */
@NullMarked
package io.amphora.transport.protection;

import org.jspecify.annotations.NullMarked;
