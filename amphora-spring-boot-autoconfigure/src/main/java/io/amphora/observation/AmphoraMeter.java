package io.amphora.observation;

/**
 * The meters of clients and servers, besides those that come of
 * {@linkplain AmphoraObservation observations}. Each has the tag {@code amphora.service};
 * in applications with several connections, all gauges and counters have the tag
 * {@code connection} as well.
 */
public enum AmphoraMeter {

	/** Clients that are open. */
	CLIENT_OPEN("amphora.client.open", Kind.GAUGE, "Clients that are open"),

	/** Clients that have their connections to the broker. */
	CLIENT_CONNECTED("amphora.client.connected", Kind.GAUGE, "Clients that are connected"),

	/** Clients whose broker blocks publishing |at the moment. */
	CLIENT_BLOCKED("amphora.client.blocked", Kind.GAUGE, "Clients whose broker blocks publishing"),

	/** Calls that wait for their answer now. */
	CLIENT_PENDING("amphora.client.calls.pending", Kind.GAUGE, "Calls that wait for their answer"),

	/** Requests that are held or not confirmed yet. */
	CLIENT_HELD("amphora.client.requests.held", Kind.GAUGE, "Requests that are held or not confirmed yet"),

	/** Requests that no queue took. */
	CLIENT_UNROUTABLE("amphora.client.requests.unroutable", Kind.COUNTER, "Requests that no queue took"),

	/** Answers that a call was waiting for. */
	CLIENT_ANSWERS("amphora.client.answers", Kind.COUNTER, "Answers that a call was waiting for"),

	/** Answers that no call was waiting for any more. */
	CLIENT_LATE("amphora.client.answers.late", Kind.COUNTER, "Answers that no call was waiting for any more"),

	/** How often consuming answers was taken up again. */
	CLIENT_RESTARTS("amphora.client.consumer.restarts", Kind.COUNTER, "How often consuming was taken up again"),

	/** Servers that are open. */
	SERVER_OPEN("amphora.server.open", Kind.GAUGE, "Servers that are open"),

	/** Servers that have their connections to the broker. */
	SERVER_CONNECTED("amphora.server.connected", Kind.GAUGE, "Servers that are connected"),

	/** Servers whose broker blocks publishing |at the moment. */
	SERVER_BLOCKED("amphora.server.blocked", Kind.GAUGE, "Servers whose broker blocks publishing"),

	/** Servers whose consumer the broker knows. */
	SERVER_CONSUMING("amphora.server.consuming", Kind.GAUGE, "Servers that take requests"),

	/** Servers whose concurrency or prefetch is occupied by overdue functions. */
	SERVER_STALLED("amphora.server.stalled", Kind.GAUGE, "Servers that overdue functions occupy"),

	/** Requests that are with a function, or wait for a thread, now. */
	SERVER_ACTIVE("amphora.server.requests.active", Kind.GAUGE, "Requests in flight in this process"),

	/** Functions that still run although their callers have given up. */
	SERVER_OVERDUE("amphora.server.functions.overdue", Kind.GAUGE, "Functions that run though their callers gave up"),

	/** Requests that a function was run for. */
	SERVER_HANDLED("amphora.server.requests.handled", Kind.COUNTER, "Requests that a function was run for"),

	/** Requests that no function was run for, because they were wrong. */
	SERVER_REJECTED("amphora.server.requests.rejected", Kind.COUNTER, "Requests that could not be used"),

	/** Requests that came too late to be worth running. */
	SERVER_EXPIRED("amphora.server.requests.expired", Kind.COUNTER, "Requests that came too late"),

	/** Times a function ignored a request. */
	SERVER_IGNORED("amphora.server.requests.ignored", Kind.COUNTER, "Times a function ignored a request"),

	/** Requests that were answered from memory, as this server had run them already. */
	SERVER_DUPLICATE("amphora.server.requests.duplicate", Kind.COUNTER, "Requests that were run already"),

	/** Requests that the broker had delivered before. */
	SERVER_REDELIVERED("amphora.server.requests.redelivered", Kind.COUNTER,
			"Requests delivered not for the first time"),

	/** Responses that are held or not confirmed yet. */
	SERVER_HELD("amphora.server.responses.held", Kind.GAUGE, "Responses that are held or not confirmed yet"),

	/** Responses whose caller was gone. */
	SERVER_UNROUTABLE("amphora.server.responses.unroutable", Kind.COUNTER, "Responses whose caller was gone"),

	/** How often consuming requests was taken up again. */
	SERVER_RESTARTS("amphora.server.consumer.restarts", Kind.COUNTER, "How often consuming was taken up again"),

	/** The time from sending a request until its function runs. */
	SERVER_QUEUE_WAIT("amphora.server.queue.wait", Kind.TIMER, "Time from sending a request until its function runs");

	private final String meterName;

	private final Kind kind;

	private final String description;

	AmphoraMeter(String meterName, Kind kind, String description) {
		this.meterName = meterName;
		this.kind = kind;
		this.description = description;
	}

	/**
	 * The name of the meter.
	 * @return the name, in lower case with dots
	 */
	public String meterName() {
		return this.meterName;
	}

	/**
	 * What the meter measures with.
	 * @return the kind
	 */
	public Kind kind() {
		return this.kind;
	}

	/**
	 * Description of the meter.
	 * @return the description
	 */
	public String description() {
		return this.description;
	}

	/**
	 * What meters measure with.
	 */
	public enum Kind {

		/** A value that goes up and down. */
		GAUGE,

		/** A count that never goes back. */
		COUNTER,

		/** Durations. */
		TIMER

	}

}
