package io.amphora.topology;

/**
 * Names of the headers that Amphora adds to messages. A peer that does not know them
 * ignores them and may omit them.
 */
public final class WireHeaders {

	/** On a reply: the server that sent it. */
	public static final String INSTANCE = "amphora-instance";

	/**
	 * On a reply: the message id of the request, if that differs from the correlation id,
	 * which may be used again.
	 */
	public static final String REQUEST = "amphora-request";

	/**
	 * On a request: {@code true} if its client has sent it before, or a server has
	 * requeued it.
	 */
	public static final String RESENT = "amphora-resent";

	/**
	 * On a request that a server has requeued: how often it was delivered before without
	 * being settled.
	 */
	public static final String DELIVERIES = "amphora-deliveries";

	/**
	 * On a request: when it was sent, in milliseconds since 1970. The AMQP timestamp has
	 * a resolution of seconds.
	 */
	public static final String SENT_AT = "amphora-sent-at";

	/**
	 * On a request: the name of the clock of {@link #SENT_AT}. Times of clocks with
	 * different names cannot be compared.
	 */
	public static final String CLOCK = "amphora-clock";

	/**
	 * On the reply to a request from a batch: {@code true} if the client should send the
	 * request alone.
	 */
	public static final String ALONE = "amphora-alone";

	private WireHeaders() {
	}

}
