/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

/**
 * Publishing and consuming for clients and servers, with confirms, buffering while
 * disconnected, and recovery after a lost connection.
 * <p>
 * {@link io.amphora.transport.BrokerTransport}, {@link io.amphora.transport.BatchLimits}
 * and {@link io.amphora.transport.ConsumerState} are API. The rest is internal. Start
 * reading at {@link io.amphora.transport.Publisher}, which sends each message until the
 * broker has confirmed or returned it, and at {@link io.amphora.transport.Subscription}.
 * {@code ChannelSettlement} acknowledges and rejects the deliveries of a subscription.
 * The connections are in {@link io.amphora.transport.connection}, the threads in
 * {@link io.amphora.transport.thread}, and {@link io.amphora.transport.protection} checks
 * messages before the RabbitMQ client reads them.
 * <ul>
 * <li>Publishing: {@code Outbox} contains the messages in the order of sending,
 * {@code UnconfirmedMessages} the unconfirmed ones.</li>
 * <li>Consuming: {@code QueueConsumer} receives deliveries, {@code DeliveryDispatcher}
 * selects their thread, and {@code RequeuedCopies} replaces a delivery with a copy.</li>
 * <li>{@code DirectReplies} consumes replies without a queue.</li>
 * </ul>
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
