package io.amphora.client;

/**
 * How answers come to a client.
 */
public enum ReplyMode {

	/**
	 * By a queue of the client's own, which outlives its connection: a client that
	 * connects again gets the answers that came meanwhile.
	 */
	QUEUE,

	/**
	 * By RabbitMQ's direct reply-to, which needs no queue and goes with the channel: when
	 * that is lost, calls whose requests were confirmed fail with an
	 * {@link io.amphora.AnswerLostException}, or are sent again if they are idempotent.
	 */
	DIRECT

}
