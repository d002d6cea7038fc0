package io.amphora.test;

/**
 * Where a broker is, and what has to be closed to be rid of it.
 *
 * @param origin where it comes from, for people
 * @param rabbitMq whether it is a real RabbitMQ
 */
record BrokerAddress(String origin, boolean rabbitMq, String host, int port, String username, String password,
		String virtualHost, AutoCloseable owner) {

	String description() {
		return this.origin + " on " + this.host + ":" + this.port;
	}

}
