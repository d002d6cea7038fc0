/**
 * Publishing and consuming for clients and servers, with confirms, buffering while
 * disconnected, and recovery after a lost connection.
 * <p>
 * {@link io.amphora.transport.BrokerTransport} and
 * {@link io.amphora.transport.BatchLimits} are API. The rest is internal. Start reading
 * at {@link io.amphora.transport.Publisher}, which sends each message until the broker
 * has confirmed or returned it, and at {@link io.amphora.transport.Subscription}, whose
 * deliveries are settled by {@code ChannelSettlement}. The connections are in
 * {@link io.amphora.transport.connection}.
 * <p>
 * The listener containers and the {@code RabbitTemplate} of Spring AMQP are not used. A
 * container requeues or rejects a message as soon as its listener returns, whereas a
 * request is settled by whichever thread completes its function. A template neither
 * resends unconfirmed messages on the next connection nor keeps their order. Connection
 * factories are those of Spring AMQP.
 */
@NullMarked
package io.amphora.transport;

import org.jspecify.annotations.NullMarked;
