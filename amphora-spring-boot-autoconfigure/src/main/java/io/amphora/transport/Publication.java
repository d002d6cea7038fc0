package io.amphora.transport;

/**
 * A message that a {@link Publisher} has taken, and whether the broker has returned it.
 * The flag is written by the connection's thread and read by the sender.
 */
final class Publication {

	private final OutgoingMessage message;

	private volatile boolean returned;

	Publication(OutgoingMessage message) {
		this.message = message;
	}

	OutgoingMessage message() {
		return this.message;
	}

	boolean wanted() {
		return !this.returned && this.message.wanted();
	}

	void returned(String reason) {
		this.returned = true;
		this.message.returned(reason);
	}

	void confirmed() {
		if (!this.returned) {
			this.message.confirmed();
		}
	}

}
