package io.amphora.autoconfigure;

/**
 * How connections authenticate.
 */
public enum SaslMechanism {

	/** By username and password. */
	PLAIN,

	/** By the client's certificate, if the broker supports it. */
	EXTERNAL

}
