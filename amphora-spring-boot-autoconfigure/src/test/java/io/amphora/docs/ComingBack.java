package io.amphora.docs;

import java.util.concurrent.CompletableFuture;

import io.amphora.client.AmphoraClient;
import io.amphora.transport.BrokerTransport;

/**
 * How a client claims answers to the calls of an earlier one. What it does is tested in
 * {@code StopAndServeIntegrationTests}.
 */
class ComingBack {

	// tag::claim[]
	void order(AmphoraClient shop) {
		shop.function("order").correlationId("order-17").defer(String.class, "amphora, 26 l");
	}

	String comeBack(BrokerTransport transport) {
		AmphoraClient shop = AmphoraClient.builder("shop", transport).uuid("till-3").autostart(false).build();
		CompletableFuture<String> order = shop.claim("order-17", String.class);
		shop.serve();
		return order.join();
	}
	// end::claim[]

}
