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

	/** Whether a return of that message id means this publication. */
	boolean awaitsReturn(String messageId) {
		return !this.returned && messageId.equals(this.message.messageId());
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
