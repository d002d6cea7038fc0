package io.amphora;

/**
 * The stages that a request passes on its way, in order. A failed call names the last one
 * that its client knows of.
 */
public enum CallStage {

	/**
	 * Kept in the client's memory: there is no connection, or the publisher is stopped.
	 */
	HELD("request held, not sent"),

	/** Written to the broker, which has not confirmed it yet. */
	SENT("request sent, not confirmed"),

	/** Confirmed by the broker: it is in a queue. */
	CONFIRMED("request confirmed, not answered"),

	/** Returned by the broker: no queue takes it. */
	RETURNED("request returned"),

	/** Answered by a server. */
	ANSWERED("answered");

	private final String description;

	CallStage(String description) {
		this.description = description;
	}

	String description() {
		return this.description;
	}

}
