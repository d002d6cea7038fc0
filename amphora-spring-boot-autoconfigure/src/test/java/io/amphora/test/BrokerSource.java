package io.amphora.test;

/**
 * One way to come by a broker.
 */
@FunctionalInterface
interface BrokerSource {

	BrokerAddress find() throws NoBrokerException;

}
