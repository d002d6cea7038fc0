package io.amphora.topology;

/**
 * The names of the headers that Amphora adds to messages. A peer that does not know them
 * may leave them out and ignores them.
 */
public final class WireHeaders {

	/** On a response: which server gave it. */
	public static final String INSTANCE = "amphora-instance";

	/**
	 * On a response: the message id of the request that it answers, if that differs from
	 * the correlation id, which may be used again.
	 */
	public static final String REQUEST = "amphora-request";

	/**
	 * On a request: {@code true} if its client has sent it before, or a server has put it
	 * back.
	 */
	public static final String RESENT = "amphora-resent";

	/**
	 * On a request that a server has put back: how often it was delivered before, without
	 * being settled.
	 */
	public static final String DELIVERIES = "amphora-deliveries";

	/**
	 * On a request: when it was sent, in milliseconds since 1970. The AMQP timestamp has
	 * whole seconds only.
	 */
	public static final String SENT_AT = "amphora-sent-at";

	/**
	 * On a request: which clock {@link #SENT_AT} is from. Another name is another clock,
	 * which may have been set.
	 */
	public static final String CLOCK = "amphora-clock";

	/**
	 * On the answer to a request that came in a batch: {@code true} if it asks for the
	 * request alone.
	 */
	public static final String ALONE = "amphora-alone";

	private WireHeaders() {
	}

}
