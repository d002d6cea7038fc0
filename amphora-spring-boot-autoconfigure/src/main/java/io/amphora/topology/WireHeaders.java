package io.amphora.topology;

/**
 * The names of the headers that Amphora adds to messages. A peer that does not know them
 * may leave them out and ignores them.
 */
public final class WireHeaders {

	/** On a response: which server gave it. */
	public static final String INSTANCE = "amphora-instance";

	private WireHeaders() {
	}

}
