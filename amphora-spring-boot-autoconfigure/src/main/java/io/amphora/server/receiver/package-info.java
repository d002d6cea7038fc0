/**
 * Receivers that let a server consume from further queues. Part of the API: start with
 * {@link io.amphora.server.receiver.QueueReceiver}.
 */
@NullMarked
package io.amphora.server.receiver;

import org.jspecify.annotations.NullMarked;
