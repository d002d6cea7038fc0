package io.amphora;

/**
 * The stages that a request passes on its way, in order. A failed call names the last one
 * that its client knows of.
 */
public enum CallStage {

	/**
	 * Not sent: kept in the client's memory, because the client is disconnected or the
	 * publisher is stopped, or refused before it got there, for instance by a client that
	 * is closed.
	 */
	HELD("request held, not sent"),

	/** Written to the broker, which has not confirmed it yet. */
	SENT("request sent, not confirmed"),

	/** Confirmed by the broker: it is in a queue. */
	CONFIRMED("request confirmed, not answered"),

	/** Returned by the broker: no queue takes it. */
	RETURNED("request returned"),

	/**
	 * Sent by an earlier client of the same uuid, if at all: this one has sent no
	 * request, and waits for the answer only.
	 */
	CLAIMED("answer claimed, not received"),

	/** Answered by a server. */
	ANSWERED("answered"),

	/**
	 * Answered by a server after the call had ended with its timeout: the function has
	 * run.
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
