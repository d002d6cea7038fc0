package io.amphora.transport;

import com.rabbitmq.client.AMQP.BasicProperties;

/**
 * A copy that replaces a delivery in its queue.
 *
 * @param deliveryTag the delivery tag of the original
 * @param properties the properties of the copy
 * @param body the body of the copy
 * @param done run once the original is settled, or the channel is lost
 * @param impossible run instead if the copy cannot be written
 * @param refused run instead if the queue does not accept the copy for now
 */
record RequeuedCopy(long deliveryTag, BasicProperties properties, byte[] body, Runnable done, Runnable impossible,
		Runnable refused) {

}
