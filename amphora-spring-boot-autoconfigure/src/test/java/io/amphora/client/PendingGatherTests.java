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
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

import com.rabbitmq.client.AMQP.BasicProperties;
import io.amphora.NoResultException;
import io.amphora.StoppedException;
import io.amphora.client.fanout.EarlyEnd;
import io.amphora.client.fanout.FanoutReply;
import io.amphora.client.fanout.FanoutServers;
import io.amphora.serializer.json.Jackson2RpcSerializer;
import io.amphora.topology.QueueType;
import io.amphora.topology.RequestRoute;
import io.amphora.topology.ServiceTopology;
import io.amphora.transport.Delivery;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.amqp.core.MessageDeliveryMode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link PendingGather}.
 */
class PendingGatherTests {

	private static final Duration TIMEOUT = Duration.ofMinutes(1);

	private static final Duration QUIET_PERIOD = Duration.ofSeconds(1);

	private final ServiceTopology topology = new ServiceTopology("math", QueueType.BROKER_DEFAULT);

	private final RequestFactory requests = new RequestFactory(this.topology, RequestRoute.toOne(this.topology),
			new Jackson2RpcSerializer(), new RequestFactory.Sender("u1", this.topology.responseQueue("u1"), "app",
					false, MessageDeliveryMode.PERSISTENT));

	private final PendingCalls pendingCalls = new PendingCalls(this.requests.lateReplies());

	private final List<String> consumed = new ArrayList<>();

	private final Deque<CompletableFuture<Void>> quietPeriods = new ArrayDeque<>();

	private final AtomicLong nanoTime = new AtomicLong(Long.MAX_VALUE - 5);

	private final EarlyEnd earlyEnd = EarlyEnd.after(QUIET_PERIOD, this::schedule, this.nanoTime::get);

	PendingGatherTests() {
		this.pendingCalls.earlyEnd(this.earlyEnd);
	}

	private Future<?> schedule(Runnable action, Duration delay) {
		CompletableFuture<Void> quietPeriod = new CompletableFuture<>();
		quietPeriod.thenRun(action);
		this.quietPeriods.add(quietPeriod);
		return quietPeriod;
	}

	private void quietPeriodPasses() {
		this.nanoTime.addAndGet(QUIET_PERIOD.toNanos());
		this.quietPeriods.removeLast().complete(null);
	}

	@Test
	void quorumIsNotReachedByOneServerThatRepliesTwice() {
		PendingGather<Integer> gather = gather(GatherOptions.untilDeadline(Integer.class).quorum(2));
		reply(gather, "one", "m-1");
		reply(gather, "one", "m-2");
		assertThat(gather.gathered()).isNotDone();
		reply(gather, "two", "m-3");
		assertThat(gather.gathered().join()).extracting(FanoutReply::instance).containsExactly("one", "two");
		assertThat(this.consumed).containsExactly("one", "two");
		assertThat(this.pendingCalls.lateReplyCount()).isEqualTo(1);
	}

	@Test
	void expectedNumberIsNotReachedByOneServerThatRepliesTwice() {
		PendingGather<Integer> gather = gather(GatherOptions.untilDeadline(Integer.class).expecting(2));
		reply(gather, "one", "m-1");
		reply(gather, "one", "m-1");
		assertThat(gather.gathered()).isNotDone();
		reply(gather, "two", "m-2");
		assertThat(gather.gathered()).isCompleted();
	}

	@Test
	void replyThatIsSentAgainByAServerWithoutANameCountsOnce() {
		PendingGather<Integer> gather = gather(GatherOptions.untilDeadline(Integer.class).quorum(2));
		reply(gather, null, "m-1");
		reply(gather, null, "m-1");
		assertThat(gather.gathered()).isNotDone();
		reply(gather, null, "m-2");
		assertThat(gather.gathered()).isCompleted();
	}

	@Test
	void repliesWithoutAServerIdCountEach() {
		PendingGather<Integer> gather = gather(GatherOptions.untilDeadline(Integer.class).quorum(3));
		reply(gather, null, null);
		reply(gather, null, gather.messageId());
		reply(gather, null, gather.messageId());
		assertThat(gather.gathered()).isCompleted();
	}

	@Test
	void firstGatherEndsAfterAQuietPeriod() {
		PendingGather<Integer> gather = gatherUntilEarlyEnd();
		assertThat(this.quietPeriods).isEmpty();
		reply(gather, "one", "m-1");
		reply(gather, "two", "m-2");
		assertThat(this.quietPeriods.pop()).isCancelled();
		assertThat(gather.gathered()).isNotDone();
		quietPeriodPasses();
		assertThat(gather.gathered().join()).extracting(FanoutReply::instance).containsExactly("one", "two");
	}

	@Test
	void nextGatherEndsWhenTheSameServersHaveReplied() {
		gathered("one", "two");
		PendingGather<Integer> gather = gatherUntilEarlyEnd();
		reply(gather, "two", "m-1");
		assertThat(gather.gathered()).isNotDone();
		reply(gather, "one", "m-2");
		assertThat(gather.gathered().join()).extracting(FanoutReply::instance).containsExactly("two", "one");
		assertThat(this.quietPeriods.pop()).isCancelled();
	}

	@Test
	void serverThatDoesNotReplyIsAwaitedOnceOnly() {
		gathered("one", "two");
		PendingGather<Integer> gather = gatherUntilEarlyEnd();
		reply(gather, "one", "m-1");
		assertThat(gather.gathered()).isNotDone();
		quietPeriodPasses();
		assertThat(gather.gathered().join()).hasSize(1);
		PendingGather<Integer> next = gatherUntilEarlyEnd();
		reply(next, "one", "m-2");
		assertThat(next.gathered()).isCompleted();
	}

	@Test
	void serverThatRepliesLateIsAwaitedFromThenOn() {
		PendingGather<Integer> gather = gathered("one");
		reply(gather, "two", "m-2");
		PendingGather<Integer> next = gatherUntilEarlyEnd();
		reply(next, "one", "m-3");
		assertThat(next.gathered()).isNotDone();
		reply(next, "two", "m-4");
		assertThat(next.gathered()).isCompleted();
	}

	@Test
	void serverThatRepliesLateAndGivesNoNameMakesTheServersUnknown() {
		PendingGather<Integer> gather = gathered("one");
		reply(gather, null, "m-2");
		PendingGather<Integer> next = gatherUntilEarlyEnd();
		reply(next, "one", "m-3");
		assertThat(next.gathered()).isNotDone();
	}

	@Test
	void serverThatRepliesLateIsNotForgottenWhenOtherCallsEnd() {
		PendingGather<Integer> gather = gathered("one");
		PendingGather<Integer> other = gatherUntilEarlyEnd();
		reply(gather, "two", "m-2");
		reply(other, "one", "m-3");
		assertThat(other.gathered()).isCompleted();
		PendingGather<Integer> next = gatherUntilEarlyEnd();
		reply(next, "one", "m-4");
		assertThat(next.gathered()).isNotDone();
	}

	@Test
	void serverThatRepliesLateIsNoticedUnderLoad() {
		gathered("one");
		List<PendingGather<Integer>> gathers = new ArrayList<>();
		for (int i = 0; i < 2000; i++) {
			PendingGather<Integer> gather = gatherUntilEarlyEnd();
			reply(gather, "one", "m-one");
			assertThat(gather.gathered()).isCompleted();
			gathers.add(gather);
			this.nanoTime.addAndGet(Duration.ofMillis(1).toNanos());
		}
		gathers.subList(0, 300).forEach((gather) -> reply(gather, "two", "m-two"));
		PendingGather<Integer> next = gatherUntilEarlyEnd();
		reply(next, "one", "m-one");
		assertThat(next.gathered()).isNotDone();
	}

	@Test
	void callWaitsForUnknownServersFromTimeToTime() {
		gathered("one");
		for (int i = 0; i < 10; i++) {
			this.nanoTime.addAndGet(FanoutServers.REMEMBERED.dividedBy(10).toNanos() - 1);
			PendingGather<Integer> gather = gatherUntilEarlyEnd();
			reply(gather, "one", "m-1");
			assertThat(gather.gathered()).isCompleted();
		}
		this.nanoTime.addAndGet(10);
		PendingGather<Integer> gather = gatherUntilEarlyEnd();
		reply(gather, "one", "m-1");
		assertThat(gather.gathered()).isNotDone();
	}

	@Test
	void serversAreKnownToTheNextCallInACallback() {
		PendingGather<Integer> gather = gatherUntilEarlyEnd();
		CompletableFuture<Set<String>> known = gather.gathered()
			.thenApply((replies) -> this.earlyEnd.servers().known("add"));
		reply(gather, "one", "m-1");
		quietPeriodPasses();
		assertThat(known).isCompletedWithValue(Set.of("one"));
	}

	@Test
	void quietPeriodDoesNotEndWhileRepliesWaitBehindAnotherDelivery() {
		PendingGather<Integer> gather = gatherUntilEarlyEnd();
		reply(gather, "one", "m-1");
		reply(gather(GatherOptions.untilDeadline(Integer.class), (reply) -> quietPeriodPasses()), "one", "m-2");
		assertThat(gather.gathered()).isNotDone();
		reply(gather, "two", "m-3");
		quietPeriodPasses();
		assertThat(gather.gathered().join()).extracting(FanoutReply::instance).containsExactly("one", "two");
	}

	@Test
	void quietPeriodContinuesAfterAnotherDelivery() {
		PendingGather<Integer> gather = gatherUntilEarlyEnd();
		reply(gather, "one", "m-1");
		reply(gather(GatherOptions.untilDeadline(Integer.class), (reply) -> quietPeriodPasses()), "one", "m-2");
		assertThat(this.quietPeriods).hasSize(1);
		quietPeriodPasses();
		assertThat(gather.gathered().join()).extracting(FanoutReply::instance).containsExactly("one");
		assertThat(this.quietPeriods).isEmpty();
	}

	@Test
	void serversWithoutNamesStayUnknown() {
		PendingGather<Integer> gather = gatherUntilEarlyEnd();
		reply(gather, "one", "m-1");
		reply(gather, null, "m-2");
		quietPeriodPasses();
		assertThat(gather.gathered().join()).hasSize(2);
		PendingGather<Integer> next = gatherUntilEarlyEnd();
		reply(next, "one", "m-3");
		reply(next, null, "m-4");
		assertThat(next.gathered()).isNotDone();
	}

	@Test
	void quorumDoesNotIdentifyServers() {
		PendingGather<Integer> quorum = gather(GatherOptions.untilEarlyEnd(Integer.class, this.earlyEnd).quorum(1));
		reply(quorum, "one", "m-1");
		assertThat(quorum.gathered()).isCompleted();
		PendingGather<Integer> gather = gatherUntilEarlyEnd();
		reply(gather, "one", "m-2");
		assertThat(gather.gathered()).isNotDone();
	}

	@Test
	void gatherWithAnExpectedNumberDoesNotEndEarly() {
		gathered("one");
		PendingGather<Integer> gather = gather(GatherOptions.untilEarlyEnd(Integer.class, this.earlyEnd).expecting(2));
		reply(gather, "one", "m-2");
		assertThat(gather.gathered()).isNotDone();
		assertThat(this.quietPeriods).isEmpty();
	}

	@Test
	void lostRepliesMakeTheServersUnknown() {
		gathered("one", "two");
		PendingGather<Integer> gather = gatherUntilEarlyEnd();
		reply(gather, "one", "m-1");
		gather.repliesLost("on purpose");
		assertThat(gather.gathered()).isCompleted();
		PendingGather<Integer> next = gatherUntilEarlyEnd();
		reply(next, "one", "m-2");
		assertThat(next.gathered()).isNotDone();
	}

	private PendingGather<Integer> gathered(String... instances) {
		PendingGather<Integer> gather = gatherUntilEarlyEnd();
		for (String instance : instances) {
			reply(gather, instance, "m-" + instance);
		}
		quietPeriodPasses();
		assertThat(gather.gathered()).isCompleted();
		this.quietPeriods.clear();
		return gather;
	}

	private PendingGather<Integer> gatherUntilEarlyEnd() {
		return gather(GatherOptions.untilEarlyEnd(Integer.class, this.earlyEnd));
	}

	@Test
	void gatherThatWasNeverSentFailsAtItsDeadline() {
		PendingGather<Integer> held = gather(GatherOptions.untilDeadline(Integer.class));
		held.expire();
		assertThat(held.gathered()).failsWithin(Duration.ZERO)
			.withThrowableThat()
			.havingCause()
			.isInstanceOf(NoResultException.class)
			.withMessageContaining("request held, not sent");
	}

	@Test
	void gatherThatWasSentEndsAtItsDeadlineWithoutReplies() {
		PendingGather<Integer> sent = gather(GatherOptions.untilDeadline(Integer.class));
		sent.sent();
		sent.expire();
		assertThat(sent.gathered()).isCompletedWithValue(List.of());
	}

	@Test
	@Timeout(10)
	void streamThatHasEndedStaysAtItsEnd() {
		ReplyStream<Integer> replies = new ReplyStream<>();
		PendingGather<Integer> gather = gather(GatherOptions.untilDeadline(Integer.class).expecting(1), replies);
		Iterator<FanoutReply<Integer>> iterator = replies.of(gather).iterator();
		reply(gather, "one", "m-1");
		assertThat(iterator.next().instance()).isEqualTo("one");
		assertThat(iterator.hasNext()).isFalse();
		assertThat(iterator.hasNext()).isFalse();
		assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(iterator::next);
	}

	@Test
	@Timeout(10)
	void streamThatHasFailedFailsAgain() {
		ReplyStream<Integer> replies = new ReplyStream<>();
		PendingGather<Integer> gather = gather(GatherOptions.untilDeadline(Integer.class), replies);
		Iterator<FanoutReply<Integer>> iterator = replies.of(gather).iterator();
		gather.fail(new StoppedException("closed", null));
		assertThatExceptionOfType(StoppedException.class).isThrownBy(iterator::hasNext);
		assertThatExceptionOfType(StoppedException.class).isThrownBy(iterator::hasNext);
	}

	private PendingGather<Integer> gather(GatherOptions options) {
		return gather(options, (reply) -> this.consumed.add(reply.instance()));
	}

	private PendingGather<Integer> gather(GatherOptions options, Consumer<FanoutReply<Integer>> consumer) {
		RequestData data = this.requests.requestData("add", CallOptions.withTimeout(TIMEOUT), List.of(2, 3), TIMEOUT);
		PendingGather<Integer> gather = new PendingGather<>(data, options, new ReplyReader(this.requests.serializer()),
				consumer, Runnable::run);
		this.pendingCalls.add(gather);
		gather.onEnd(() -> this.pendingCalls.remove(gather));
		return gather;
	}

	private void reply(ClientRequest request, @Nullable String instance, @Nullable String messageId) {
		BasicProperties properties = new BasicProperties.Builder().contentType("application/json")
			.correlationId(request.data().correlationId())
			.headers((instance != null) ? Map.of("amphora-instance", instance) : null)
			.messageId(messageId)
			.build();
		Delivery reply = mock(Delivery.class);
		given(reply.properties()).willReturn(properties);
		given(reply.body()).willReturn("{\"result\":5}".getBytes());
		this.pendingCalls.handle(reply);
		then(reply).should().acknowledge();
	}

}
