package io.amphora.client;

/**
 * How a client receives replies.
 */
public enum ReplyMode {

	/**
	 * In a reply queue of the client, which outlives its connection: a client that
	 * reconnects receives the replies that arrived meanwhile.
	 */
	QUEUE,

	/**
	 * By RabbitMQ's direct reply-to, which needs no queue but depends on the channel:
	 * when the channel is lost, calls whose requests were confirmed fail with an
	 * {@link io.amphora.AnswerLostException}, or are sent again if they are idempotent.
	 */
	DIRECT

}
