/**
 * Connections to a broker, and channels that are reopened when they are lost.
 * <p>
 * {@link io.amphora.transport.connection.ProtectedConnectionFactory},
 * {@link io.amphora.transport.connection.BrokerConnectionFactory},
 * {@link io.amphora.transport.connection.ReadingThread},
 * {@link io.amphora.transport.connection.ConnectionState} and
 * {@link io.amphora.transport.connection.RetryPolicy} are API. The rest is internal.
 * Start reading at {@link io.amphora.transport.connection.BrokerConnection};
 * {@link io.amphora.transport.connection.ManagedChannel} reopens a channel, and
 * {@link io.amphora.transport.connection.BrokerErrors} classifies failures.
 */
@NullMarked
package io.amphora.transport.connection;

import org.jspecify.annotations.NullMarked;
