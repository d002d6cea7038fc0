package io.amphora.autoconfigure;

/**
 * How a connection proves who it is.
 */
public enum SaslMechanism {

	/** By user and password. */
	PLAIN,

	/** By the client's certificate, if the broker has a mechanism for it. */
	EXTERNAL

}
