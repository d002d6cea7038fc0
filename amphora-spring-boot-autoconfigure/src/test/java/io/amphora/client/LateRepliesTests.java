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

import java.lang.reflect.Field;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.rabbitmq.client.AMQP.BasicProperties;
import io.amphora.CallReport;
import io.amphora.CallStage;
import io.amphora.NoResultException;
import io.amphora.serializer.json.Jackson2RpcSerializer;
import io.amphora.topology.QueueType;
import io.amphora.topology.RequestRoute;
import io.amphora.topology.ServiceTopology;
import io.amphora.topology.WireHeaders;
import io.amphora.transport.Delivery;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;

import org.springframework.amqp.core.MessageDeliveryMode;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link LateReplies} and {@link LateReplies.TimedOutCall}.
 */
@ExtendWith(OutputCaptureExtension.class)
class LateRepliesTests {

	private static final Duration TIMEOUT = Duration.ofMinutes(1);

	private final Logger log = (Logger) LoggerFactory.getLogger(LateReplies.class);

	private final ServiceTopology topology = new ServiceTopology("math", QueueType.BROKER_DEFAULT);

	private final RequestFactory requests = new RequestFactory(this.topology, RequestRoute.toOne(this.topology),
			new Jackson2RpcSerializer(), new RequestFactory.Sender("u1", this.topology.responseQueue("u1"), "app",
					false, MessageDeliveryMode.PERSISTENT));

	private final LateReplies lateReplies = this.requests.lateReplies();

	private final PendingCalls pendingCalls = new PendingCalls(this.lateReplies);

	@BeforeEach
	void logAll() {
		this.log.setLevel(Level.DEBUG);
	}

	@AfterEach
	void logAsBefore() {
		this.log.setLevel(null);
	}

	@Test
	void updatesTheReportOfTheExceptionIfTheReplyIsLate() {
		PendingCall call = timedOut();
		NoResultException failure = failure(call.reply());
		CallReport before = failure.report();
		assertThat(before.stage()).isEqualTo(CallStage.HELD);
		reply(call);
		assertThat(failure.report()).usingRecursiveComparison().ignoringFields("stage").isEqualTo(before);
		assertThat(failure.report().stage()).isEqualTo(CallStage.REPLIED_LATE);
		assertThat(this.pendingCalls.lateReplyCount()).isEqualTo(1);
		assertThat(this.lateReplies.remembered()).isZero();
	}

	@Test
	void replyBeforeTheCallIsForgottenIsLateAsWell() {
		PendingCall call = add();
		call.expire();
		reply(call);
		assertThat(failure(call.reply()).report().stage()).isEqualTo(CallStage.REPLIED_LATE);
		assertThat(this.pendingCalls.lateReplyCount()).isEqualTo(1);
	}

	@Test
	void updatesTheReportOfAGatherThatMissedItsQuorum() {
		PendingGather<Object> gather = new PendingGather<>(data(),
				GatherOptions.untilDeadline(Object.class).expecting(2).quorum(2),
				new ReplyReader(this.requests.serializer()), (reply) -> {
				}, Runnable::run);
		this.pendingCalls.add(gather);
		gather.expire();
		NoResultException failure = failure(gather.gathered());
		assertThat(failure).hasMessageContaining("Only 0 of 2 replies within 60000 ms");
		reply(gather);
		assertThat(failure.report().stage()).isEqualTo(CallStage.REPLIED_LATE);
		assertThat(this.pendingCalls.lateReplyCount()).isEqualTo(1);
	}

	@Test
	void replyToAnEarlierRequestDoesNotUpdateTheReport() {
		PendingCall call = timedOut();
		String correlationId = call.data().correlationId();
		this.lateReplies.arrived(reply(correlationId, "another request"));
		assertThat(failure(call.reply()).report().stage()).isEqualTo(CallStage.HELD);
		this.lateReplies.arrived(reply(correlationId, call.messageId()));
		assertThat(failure(call.reply()).report().stage()).isEqualTo(CallStage.REPLIED_LATE);
		assertThat(this.lateReplies.count()).isEqualTo(2);
	}

	@Test
	void replyToAnEarlierRequestDoesNotFreeItsCorrelationId() {
		this.lateReplies.await("order-1", "request 2");
		this.lateReplies.arrived(reply("order-1", "request 1"));
		assertThat(this.lateReplies.awaits("order-1")).isTrue();
		this.lateReplies.arrived(reply("order-1", "request 2"));
		assertThat(this.lateReplies.awaits("order-1")).isFalse();
	}

	private static BasicProperties reply(String correlationId, String request) {
		return new BasicProperties.Builder().correlationId(correlationId)
			.headers(Map.of(WireHeaders.REQUEST, request))
			.build();
	}

	@Test
	void callThatTimesOutTwiceAtATimeIsRememberedOnce() {
		PendingCall call = add();
		call.expire();
		call.expire();
		assertThat(this.lateReplies.remembered()).isEqualTo(1);
		reply(call);
		assertThat(failure(call.reply()).report().stage()).isEqualTo(CallStage.REPLIED_LATE);
	}

	@Test
	void callWithATimelyReplyIsNotRemembered() {
		PendingCall call = add();
		reply(call);
		call.expire();
		assertThat(call.reply()).isCompleted();
		assertThat(this.lateReplies.remembered()).isZero();
	}

	@Test
	void onlySoManyCallsAreRemembered() {
		NoResultException oldest = failure(timedOut().reply());
		PendingCall second = timedOut();
		for (int i = 1; i < LateReplies.REMEMBERED; i++) {
			timedOut();
		}
		assertThat(this.lateReplies.remembered()).isEqualTo(LateReplies.REMEMBERED);
		this.lateReplies.arrived(oldest.report().correlationId(), null);
		assertThat(oldest.report().stage()).isEqualTo(CallStage.HELD);
		reply(second);
		assertThat(failure(second.reply()).report().stage()).isEqualTo(CallStage.REPLIED_LATE);
	}

	@Test
	void neitherRequestsNorResultsAreRemembered() {
		assertThat(LateReplies.TimedOutCall.class.getDeclaredFields()).filteredOn((field) -> !field.isSynthetic())
			.extracting(Field::getType)
			.containsOnly(String.class, long.class, CallReport.class);
	}

	@Test
	void logsTheCallOfALateReplyWithoutItsContent(CapturedOutput output) {
		PendingCall call = new PendingCall(requestData(Duration.ZERO), false, false);
		call.expire();
		reply(call);
		assertThat(output)
			.containsOnlyOnce(
					"The reply of service 'math', function 'add' (correlation id " + call.messageId() + ") arrived ")
			.containsPattern("arrived \\d+ ms after the timeout")
			.doesNotContain("result");
	}

	private PendingCall timedOut() {
		PendingCall call = add();
		call.expire();
		this.pendingCalls.remove(call);
		return call;
	}

	private PendingCall add() {
		PendingCall call = new PendingCall(data(), false, false);
		this.pendingCalls.add(call);
		return call;
	}

	private RequestData data() {
		return requestData(TIMEOUT);
	}

	private RequestData requestData(Duration timeout) {
		return this.requests.requestData("add", CallOptions.withTimeout(timeout), List.of(2, 3), timeout);
	}

	private void reply(ClientRequest call) {
		Delivery reply = mock(Delivery.class);
		given(reply.properties())
			.willReturn(new BasicProperties.Builder().correlationId(call.data().correlationId()).build());
		this.pendingCalls.handle(reply);
	}

	private static NoResultException failure(CompletableFuture<?> call) {
		return (NoResultException) call.handle((reply, failure) -> failure).join();
	}

}
