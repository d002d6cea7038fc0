package io.amphora.autoconfigure;

/**
 * Whether a message survives a restart of the broker.
 */
public enum DeliveryMode {

	/** It does, if its queue does. */
	PERSISTENT,

	/** It does not, which is faster. */
	TRANSIENT

}
