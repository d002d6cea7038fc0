package io.amphora.autoconfigure;

/**
 * Whether messages survive a restart of the broker.
 */
public enum DeliveryMode {

	/** Messages survive if their queue does. */
	PERSISTENT,

	/** Messages do not survive, which is faster. */
	TRANSIENT

}
