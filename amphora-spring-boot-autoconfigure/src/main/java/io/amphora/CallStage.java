package io.amphora;

/**
 * The stages of a request, in order. A failed call reports the last stage that its client
 * knows of.
 */
public enum CallStage {

	/**
	 * Not sent. The request is buffered because the client is disconnected or its
	 * publisher is stopped, or it was refused before it was sent, for instance by a
	 * closed client.
	 */
	HELD("request held, not sent"),

	/** Published, but not yet confirmed by the broker. */
	SENT("request sent, not confirmed"),

	/** Confirmed by the broker. The request is in a queue. */
	CONFIRMED("request confirmed, no reply yet"),

	/** Returned by the broker because it matches no queue. */
	RETURNED("request returned"),

	/**
	 * Sent by an earlier client with the same uuid, if at all. This client has not sent a
	 * request and only waits for the reply.
	 */
	CLAIMED("answer claimed, not received"),

	/** A server replied. */
	ANSWERED("answered"),

	/**
	 * A server replied after the call had timed out. Unless the reply is a rejection, the
	 * function has run.
	 */
	ANSWERED_LATE("answered after the timeout");

	private final String description;

	CallStage(String description) {
		this.description = description;
	}

	String description() {
		return this.description;
	}

}
