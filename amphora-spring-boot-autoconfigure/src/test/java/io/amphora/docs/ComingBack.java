/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.amphora.docs;

import java.util.concurrent.CompletableFuture;

import io.amphora.client.AmphoraClient;
import io.amphora.transport.BrokerTransport;

/**
 * How a client claims replies to the calls of an earlier one. What it does is tested in
 * {@code StopAndServeIntegrationTests}.
 */
class ComingBack {

	// tag::claim[]
	void order(AmphoraClient shop) {
		shop.function("order").correlationId("order-17").defer(String.class, "amphora, 26 l");
	}

	String comeBack(BrokerTransport transport) {
		AmphoraClient shop = AmphoraClient.builder("shop", transport).uuid("till-3").autoStartup(false).build();
		CompletableFuture<String> order = shop.claimAsync("order-17", String.class);
		shop.serve();
		return order.join();
	}
	// end::claim[]

}
