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

package io.amphora.client;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.amphora.IgnoreRequestException;
import io.amphora.NoResultException;
import io.amphora.RemoteException;
import io.amphora.UnroutableRequestException;
import io.amphora.client.fanout.FanoutReply;
import io.amphora.client.fanout.Gather;
import io.amphora.server.AmphoraFanoutServer;
import io.amphora.server.AmphoraServer;
import io.amphora.server.ErrorMessages;
import io.amphora.test.BrokerTest;
import io.amphora.test.TestService;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link AmphoraFanoutClient} and {@link AmphoraFanoutServer}.
 */
@BrokerTest
class FanoutIntegrationTests {

	private static final Duration PATIENCE = Duration.ofMinutes(1);

	private final TestService service;

	private final AmphoraFanoutClient client;

	FanoutIntegrationTests(TestService service) {
		this.service = service;
		this.client = service.fanoutClient((builder) -> builder.timeout(Duration.ofSeconds(20)));
	}

	@Test
	void callReturnsTheFirstReply() {
		serve("one");
		serve("two");
		assertThat(this.client.call("who", String.class)).isIn("one", "two");
	}

	@Test
	void callThatReachesNoServerFailsAtOnce() {
		assertThatExceptionOfType(UnroutableRequestException.class)
			.isThrownBy(() -> this.client.call("who", String.class))
			.withMessageContaining(this.service.name());
	}

	@Test
	void gatherEndsWithTheExpectedNumberOfReplies() {
		serve("one");
		serve("two");
		serve("three");
		List<FanoutReply<String>> replies = this.client.gather("who", String.class).expecting(3).call();
		assertThat(replies).extracting(FanoutReply::instance).containsExactlyInAnyOrder("one", "two", "three");
		assertThat(replies).allSatisfy((reply) -> assertThat(reply.value()).isEqualTo(reply.instance()));
	}

	@Test
	void gatherKeepsErrorsAsValues() {
		serve("one");
		serve("broken");
		List<FanoutReply<String>> replies = this.client.gather("who", String.class).expecting(2).call();
		assertThat(replies).filteredOn((reply) -> !reply.successful()).singleElement().satisfies((reply) -> {
			assertThat(reply.instance()).isEqualTo("broken");
			assertThat(reply.error()).isInstanceOf(RemoteException.class).hasMessageContaining("out of order");
		});
	}

	@Test
	void gatherCompletesWithTheRepliesReceivedByTheDeadline() {
		serve("one");
		serve("ignoring");
		assertThat(this.client.gather("who", String.class).timeout(Duration.ofSeconds(5)).expecting(2).call())
			.extracting(FanoutReply::value)
			.containsExactly("one");
	}

	@Test
	void quorumOfResultsEndsTheGathering() {
		serve("one");
		serve("two");
		serve("broken");
		assertThat(this.client.gather("who", String.class).quorum(2).call()).filteredOn(FanoutReply::successful)
			.extracting(FanoutReply::value)
			.containsExactlyInAnyOrder("one", "two");
	}

	@Test
	void missedQuorumFailsTheGather() {
		serve("one");
		serve("broken");
		assertThatExceptionOfType(NoResultException.class)
			.isThrownBy(() -> this.client.gather("who", String.class).quorum(2).timeout(Duration.ofSeconds(5)).call())
			.withMessageContaining("Only 1 of 2");
	}

	@Test
	void repliesArriveOneByOne() {
		serve("one");
		serve("two");
		List<String> seen = new CopyOnWriteArrayList<>();
		assertThat(this.client.gather("who", String.class)
			.expecting(2)
			.forEachAsync((reply) -> seen.add(reply.instance()))).succeedsWithin(Duration.ofSeconds(20));
		assertThat(seen).containsExactlyInAnyOrder("one", "two");
		try (Stream<FanoutReply<String>> replies = this.client.gather("who", String.class).expecting(2).stream()) {
			assertThat(replies.map(FanoutReply::value)).containsExactlyInAnyOrder("one", "two");
		}
	}

	@Test
	void callbackOfAGatherHoldsUpNoOtherGather() throws InterruptedException {
		serve("one");
		serve("two");
		CountDownLatch blocked = new CountDownLatch(1);
		CountDownLatch released = new CountDownLatch(1);
		List<String> seen = new CopyOnWriteArrayList<>();
		CompletableFuture<List<FanoutReply<String>>> slow = this.client.gather("who", String.class)
			.expecting(2)
			.forEachAsync((reply) -> {
				seen.add("begin");
				blocked.countDown();
				await(released);
				seen.add("end");
			});
		blocked.await();
		assertThat(this.client.gather("who", String.class).expecting(2).call()).hasSize(2);
		assertThat(seen).containsExactly("begin");
		released.countDown();
		assertThat(slow).succeedsWithin(PATIENCE);
		assertThat(seen).containsExactly("begin", "end", "begin", "end");
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Test
	void streamFailsWhenNoServerIsConnected() {
		try (Stream<FanoutReply<String>> replies = this.client.gather("who", String.class).stream()) {
			assertThatExceptionOfType(UnroutableRequestException.class).isThrownBy(replies::toList);
		}
	}

	@Test
	void gatherEndsWhenAllRemainingServersHaveReplied() {
		AmphoraFanoutClient quick = this.service
			.fanoutClient((builder) -> builder.gatherQuietPeriod(Duration.ofDays(1)));
		Gather<String> who = quick.gather("who", String.class).timeout(Duration.ofMinutes(5));
		serve("one");
		AmphoraServer two = serve("two");
		assertThat(who.expecting(2).defer()).succeedsWithin(PATIENCE);
		awaitReplies(who, 2);
		assertThat(instances(who)).containsExactlyInAnyOrder("one", "two");
		two.close();
		awaitReplies(who, 1);
		assertThat(instances(who)).containsExactly("one");
		serve("three");
		Awaitility.await().atMost(PATIENCE).untilAsserted(() -> assertThat(instances(who)).contains("three"));
		assertThat(instances(who)).containsExactlyInAnyOrder("one", "three");
	}

	private static void awaitReplies(Gather<String> gather, int count) {
		Gather<String> brief = gather.timeout(Duration.ofSeconds(2));
		Awaitility.await().atMost(PATIENCE).untilAsserted(() -> assertThat(brief.call()).hasSize(count));
	}

	private static List<String> instances(Gather<String> gather) {
		CompletableFuture<List<FanoutReply<String>>> replies = gather.defer();
		assertThat(replies).succeedsWithin(PATIENCE);
		return replies.join().stream().map(FanoutReply::instance).toList();
	}

	@Test
	void gatherEndsAfterAQuietPeriod() {
		serve("one");
		serve("ignoring");
		AmphoraFanoutClient quick = this.service
			.fanoutClient((builder) -> builder.gatherQuietPeriod(Duration.ofMillis(100)));
		assertThat(instances(quick.gather("who", String.class).timeout(Duration.ofMinutes(5)))).containsExactly("one");
	}

	@Test
	void stoppedServerGetsNoRequests() {
		AmphoraServer stopped = serve("stopped");
		serve("one");
		stopped.stop();
		assertThat(this.client.gather("who", String.class).timeout(Duration.ofSeconds(2)).call())
			.extracting(FanoutReply::instance)
			.containsExactly("one");
	}

	private AmphoraServer serve(String name) {
		AmphoraFanoutServer server = this.service
			.fanoutServer((builder) -> builder.uuid(name).errorMessages(ErrorMessages.ALWAYS));
		server.addFunction("who", (call) -> switch (name) {
			case "broken" -> throw new IllegalStateException("out of order");
			case "ignoring" -> throw new IgnoreRequestException("not me");
			default -> name;
		});
		server.serve();
		Awaitility.await().until(server::serving);
		return server;
	}

}
