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

package io.amphora.wire;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Stream;

import io.amphora.client.AmphoraClient;
import io.amphora.client.AmphoraFanoutClient;
import io.amphora.client.ServiceClient;
import io.amphora.client.fanout.FanoutReply;
import io.amphora.introspection.FunctionDescription;

/**
 * Calls that were recorded. A scenario must not change once a version has recorded it.
 *
 * @param name name of its file
 * @param replies number of replies for each call
 * @param style kind of client
 * @param calls the calls, made in the order of the results
 */
record Scenario(String name, int replies, Style style, Function<ServiceClient, List<CompletableFuture<?>>> calls) {

	static List<Scenario> all() {
		return List.of(plain("position", (client) -> client.defer("add", Integer.class, 2, 3)),
				plain("name", (client) -> client.function("greet").kwarg("name", "Ada").defer(String.class)),
				plain("nothing", (client) -> client.defer("nothing", Object.class)),
				plain("nested", (client) -> client.defer("echo", Object.class, nested())),
				plain("error", (client) -> client.defer("fail", Object.class)),
				plain("unknown-function", (client) -> client.defer("missing", Object.class)),
				plain("wrong-arguments", (client) -> client.defer("add", Integer.class, "x", 3)),
				plain("describe", (client) -> CompletableFuture.supplyAsync(() -> describe((AmphoraClient) client))),
				new Scenario("one-way", 0, Style.PLAIN, Scenario::send),
				new Scenario("batch", 1, Style.BATCHES, Scenario::addMany),
				new Scenario("fanout", 2, Style.FANOUT, Scenario::gather),
				plain("correlation-id",
						(client) -> client.function("add").correlationId("order-17").defer(Integer.class, 2, 3)),
				new Scenario("message-id", 1, Style.MESSAGE_ID, Scenario::add),
				new Scenario("direct", 1, Style.DIRECT, Scenario::add),
				new Scenario("resent", 1, Style.RESENT, Scenario::once),
				new Scenario("alone", 1, Style.BATCHES, Scenario::onceEach),
				new Scenario("alone-returned", 1, Style.RETURNED_BATCHES, Scenario::onceEach));
	}

	private static Scenario plain(String name, Function<ServiceClient, CompletableFuture<?>> call) {
		return new Scenario(name, 1, Style.PLAIN, (client) -> List.of(call.apply(client)));
	}

	private static Map<String, Object> nested() {
		return Map.of("day", LocalDate.of(2026, 11, 29), "lines",
				List.of(Map.of("sku", "\u00e4\ud83d\ude00", "price", 2.5)));
	}

	private static List<String> describe(AmphoraClient client) {
		return client.describe().functions().stream().map(FunctionDescription::name).toList();
	}

	private static List<CompletableFuture<?>> send(ServiceClient client) {
		client.function("nothing").send();
		return List.of();
	}

	private static List<CompletableFuture<?>> addMany(ServiceClient client) {
		return Stream.of(1, 2, 3, 4, 5, 6, 7, 8)
			.<CompletableFuture<?>>map((number) -> (number % 4 == 0) ? client.defer("fail", Object.class)
					: client.defer("add", Integer.class, number, 1))
			.toList();
	}

	private static List<CompletableFuture<?>> add(ServiceClient client) {
		return List.of(client.defer("add", Integer.class, 2, 3));
	}

	private static List<CompletableFuture<?>> once(ServiceClient client) {
		return List.of(client.function("once").idempotent(true).defer(Integer.class, 1));
	}

	private static List<CompletableFuture<?>> onceEach(ServiceClient client) {
		return Stream.of(1, 2, 3, 4)
			.<CompletableFuture<?>>map((number) -> client.defer("once", Integer.class, number))
			.toList();
	}

	private static List<CompletableFuture<?>> gather(ServiceClient client) {
		return List.of(((AmphoraFanoutClient) client).gather("nothing", Object.class)
			.expecting(2)
			.defer()
			.thenApply((replies) -> replies.stream().map(FanoutReply::instance).sorted().toList()));
	}

	@Override
	public String toString() {
		return this.name;
	}

	/** How requests and replies travel. */
	enum Style {

		PLAIN, BATCHES, FANOUT,

		/** Through the response exchange, with a message id only. */
		MESSAGE_ID,

		/** Replies to RabbitMQ's direct reply-to. */
		DIRECT,

		/** Requests are sent again after the client has lost its reply queue. */
		RESENT,

		/** Batches of replies are returned before they are sent one by one. */
		RETURNED_BATCHES

	}

}
