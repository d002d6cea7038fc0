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

package io.amphora.faults;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.amphora.function.AmphoraFunctionDetector;
import io.amphora.server.AmphoraServer;
import io.amphora.server.function.FunctionCall;
import io.amphora.server.function.FunctionHandler;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.support.DefaultListableBeanFactory;

/**
 * Functions that reply soon, and functions that only end when their calls are cancelled
 * or time out.
 */
final class CancelledFunctions {

	/** The function that replies. */
	static final String REPLYING = FaultLoad.FUNCTION;

	/** The functions that only end when their calls are cancelled or time out. */
	static final List<String> ENDLESS = List.of("blocked", "future", "mono", "suspended");

	/** The functions of calls that are cancelled or time out. */
	static final List<String> ALL = Stream.concat(Stream.of(REPLYING), ENDLESS.stream()).toList();

	private final FaultMode mode;

	private final Consumer<String> started;

	/**
	 * Create functions.
	 * @param mode how the functions are served
	 * @param started receives each request that starts to run
	 */
	CancelledFunctions(FaultMode mode, Consumer<String> started) {
		this.mode = mode;
		this.started = started;
	}

	/** The endless functions that callers can cancel. */
	static List<String> cancellable(FaultMode mode) {
		return (mode == FaultMode.ON_RECEIPT) ? List.of("suspended") : ENDLESS;
	}

	void addTo(AmphoraServer server) {
		FaultSetup setup = FaultSetup.of(this.mode);
		add(server, REPLYING, (call) -> {
			setup.work();
			return Ledger.replyFor(request(call));
		});
		add(server, "blocked", (call) -> {
			new CountDownLatch(1).await();
			return "";
		});
		add(server, "future", (call) -> new CompletableFuture<>());
		add(server, "mono", (call) -> Mono.never());
		DefaultListableBeanFactory beans = new DefaultListableBeanFactory();
		beans.registerSingleton("endless", new Coroutines.Endless(this.started));
		new AmphoraFunctionDetector(beans).detect(server.service())
			.forEach((function) -> server.addFunction(function.definition()));
	}

	private void add(AmphoraServer server, String name, FunctionHandler function) {
		server.addFunction(this.mode.function(name, (call) -> {
			this.started.accept(request(call));
			return function.handle(call);
		}).interruptible(true));
	}

	private static String request(FunctionCall call) {
		return call.argument(0, String.class);
	}

}
