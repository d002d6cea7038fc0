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

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.amphora.client.AmphoraClient;
import io.amphora.client.ClientRemains;
import io.amphora.server.AmphoraServer;
import io.amphora.server.ServerStatistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Calls that are cancelled after the faults. Their timeout is so long that only their
 * cancellation ends their functions, and that requests which are not acknowledged remain
 * in the queue.
 *
 * @param client makes the calls
 * @param servers run the functions
 * @param mode how the functions are served
 */
record CancellationProbe(AmphoraClient client, List<AmphoraServer> servers, FaultMode mode) {

	/** Much shorter than the timeout. */
	private static final Duration LIMIT = Duration.ofSeconds(30);

	private static final Duration POLL_INTERVAL = Duration.ofMillis(10);

	private static final int CALLS = CallStyle.values().length * CancelledFunctions.ENDLESS.size();

	private static final int MOST_CALLS = 10 * CALLS;

	/** Cancel calls whose functions run, and require that each function ends. */
	void requireCancelled() {
		List<CompletableFuture<String>> calls = start();
		List<Long> cancelled = this.servers.stream()
			.map(AmphoraServer::statistics)
			.map((statistics) -> statistics.cancelled() + statistics.running())
			.toList();
		calls.forEach((call) -> call.cancel(true));
		await().atMost(LIMIT).untilAsserted(() -> {
			assertThat(this.servers).extracting((server) -> server.statistics().running()).containsOnly(0);
			assertThat(this.servers).extracting((server) -> server.statistics().cancelled()).isEqualTo(cancelled);
			assertThat(ClientRemains.of(this.client)).isEmpty();
		});
	}

	/** Make calls one by one, until each server runs some of them. */
	private List<CompletableFuture<String>> start() {
		List<String> functions = CancelledFunctions.cancellable(this.mode);
		List<CompletableFuture<String>> calls = new ArrayList<>();
		for (int i = 0; i < CALLS || running().contains(0); i++) {
			assertThat(i).as("calls until each server runs some of %s", running()).isLessThan(MOST_CALLS);
			CallStyle style = CallStyle.values()[i % CallStyle.values().length];
			String function = functions.get(i / CallStyle.values().length % functions.size());
			calls.add(style.call(this.client.function(function).timeout(FaultSetup.LONG), "probe-" + i));
			await().atMost(LIMIT)
				.pollInterval(POLL_INTERVAL)
				.until(() -> running().stream().mapToInt(Integer::intValue).sum() == calls.size());
		}
		return calls;
	}

	private List<Integer> running() {
		return this.servers.stream().map(AmphoraServer::statistics).map(ServerStatistics::running).toList();
	}

}
