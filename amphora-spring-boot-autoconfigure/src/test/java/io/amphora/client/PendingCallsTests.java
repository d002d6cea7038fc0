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

import java.net.ConnectException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import com.rabbitmq.client.AMQP.BasicProperties;
import io.amphora.CallReport;
import io.amphora.CallStage;
import io.amphora.NoResultException;
import io.amphora.ReplyLostException;
import io.amphora.StoppedException;
import io.amphora.TopologyException;
import io.amphora.UnroutableRequestException;
import io.amphora.WrongRequestException;
import io.amphora.client.cancellation.CancelPublisher;
import io.amphora.serializer.json.Jackson2RpcSerializer;
import io.amphora.topology.QueueType;
import io.amphora.topology.RequestRoute;
import io.amphora.topology.ServiceTopology;
import io.amphora.transport.Delivery;
import io.amphora.transport.DirectReplies;
import io.amphora.transport.connection.ConnectionState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;

import org.springframework.amqp.core.MessageDeliveryMode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link PendingCalls} and {@link PendingCall}.
 */
class PendingCallsTests {

	private static final Duration TIMEOUT = Duration.ofMinutes(1);

	private final ServiceTopology topology = new ServiceTopology("math", QueueType.BROKER_DEFAULT);

	private final RequestFactory requests = new RequestFactory(this.topology, RequestRoute.toOne(this.topology),
			new Jackson2RpcSerializer(), new RequestFactory.Sender("u1", this.topology.responseQueue("u1"), "app",
					false, MessageDeliveryMode.PERSISTENT));

	private final PendingCalls pendingCalls = new PendingCalls(this.requests.lateReplies());

	@Test
	void completesTheCallOfAReply() {
		PendingCall first = add();
		PendingCall second = add();
		Delivery reply = replyFor(second.messageId());
		this.pendingCalls.handle(reply);
		assertThat(second.reply()).isCompletedWithValue(reply);
		assertThat(second.report().stage()).isEqualTo(CallStage.REPLIED);
		assertThat(first.reply()).isNotDone();
		assertThat(this.pendingCalls.size()).isEqualTo(1);
		assertThat(this.pendingCalls.replies()).isEqualTo(1);
		then(reply).should().acknowledge();
	}

	@Test
	void countsUnexpectedReplies() {
		PendingCall call = add();
		this.pendingCalls.remove(call);
		for (String correlationId : new String[] { call.messageId(), "unknown", null }) {
			Delivery reply = replyFor(correlationId);
			this.pendingCalls.handle(reply);
			then(reply).should().acknowledge();
		}
		assertThat(this.pendingCalls.lateReplyCount()).isEqualTo(3);
		assertThat(this.pendingCalls.replies()).isZero();
		assertThat(call.reply()).isNotDone();
	}

	@Test
	void wakesBlockedCallersOnTheReadingThread() {
		PendingCall deferred = add();
		PendingCall waited = add();
		waited.markBlocking();
		assertThat(this.pendingCalls.handlesOnReadingThread(replyFor(waited.messageId()))).isTrue();
		assertThat(this.pendingCalls.handlesOnReadingThread(replyFor(deferred.messageId()))).isFalse();
		assertThat(this.pendingCalls.handlesOnReadingThread(replyFor("unknown"))).isFalse();
		assertThat(this.pendingCalls.handlesOnReadingThread(replyFor(null))).isFalse();
	}

	@Test
	void failsAllCalls() {
		PendingCall call = add();
		this.pendingCalls.failAll((open) -> new StoppedException("closed", open.report()));
		assertThat(call.reply()).isCompletedExceptionally();
		assertThat(call.wanted()).isFalse();
	}

	@Test
	void serversAreNotifiedOfCallsThatTheyMayRun() {
		CancelPublisher publisher = mock(CancelPublisher.class);
		this.pendingCalls.cancelPublisher(publisher, false);
		PendingCall held = add();
		PendingCall sent = sent();
		PendingCall closed = sent();
		PendingCall replied = sent();
		PendingCall timedOut = sent();
		PendingCall claimed = PendingCall.claimed(this.requests.claim("order-1", TIMEOUT));
		this.pendingCalls.add(claimed);
		this.pendingCalls.handle(replyFor(replied.messageId()));
		timedOut.expire();
		List.of(held, sent, replied, timedOut, claimed).forEach((call) -> {
			call.cancel(call.reply());
			this.pendingCalls.remove(call);
		});
		then(publisher).should().cancel(sent.messageId(), sent.data().deadline());
		this.pendingCalls.failAll((call) -> new StoppedException("closed", call.report()));
		this.pendingCalls.remove(closed);
		then(publisher).should().cancel(closed.messageId(), closed.data().deadline());
		then(publisher).shouldHaveNoMoreInteractions();
	}

	@Test
	void interruptedCallIsCancelled() {
		CancelPublisher publisher = mock(CancelPublisher.class);
		this.pendingCalls.cancelPublisher(publisher, true);
		PendingCall call = sent();
		call.fail(call.interrupted(new InterruptedException()));
		this.pendingCalls.remove(call);
		then(publisher).should().cancel(call.messageId(), call.data().deadline());
	}

	@Test
	void callThatALaterClientCanClaimIsOnlyCancelledByItsFuture() {
		CancelPublisher publisher = mock(CancelPublisher.class);
		this.pendingCalls.cancelPublisher(publisher, true);
		PendingCall closed = named("order-1");
		PendingCall cancelled = named("order-2");
		cancelled.cancel(cancelled.reply());
		this.pendingCalls.remove(cancelled);
		this.pendingCalls.failAll((call) -> new StoppedException("closed", call.report()));
		this.pendingCalls.remove(closed);
		then(publisher).should().cancel(cancelled.messageId(), cancelled.data().deadline());
		then(publisher).shouldHaveNoMoreInteractions();
	}

	private PendingCall named(String correlationId) {
		PendingCall call = new PendingCall(this.requests.requestData("add",
				CallOptions.withTimeout(TIMEOUT).correlationId(correlationId), List.of(), TIMEOUT), false, true);
		this.pendingCalls.add(call);
		call.sent();
		return call;
	}

	private PendingCall sent() {
		PendingCall call = add();
		call.sent();
		return call;
	}

	@Test
	void actionWaitsForTheConfirmOfARequestThatIsSent() {
		AtomicInteger runs = new AtomicInteger();
		PendingCall call = add();
		call.sent();
		call.whenConfirmed(runs::incrementAndGet);
		assertThat(runs).hasValue(0);
		call.confirmed();
		call.confirmed();
		assertThat(runs).hasValue(1);
		call.whenConfirmed(runs::incrementAndGet);
		assertThat(runs).hasValue(2);
	}

	@Test
	void actionDoesNotRunIfTheBrokerHasRefusedTheRequest() {
		AtomicInteger runs = new AtomicInteger();
		PendingCall call = sent();
		call.notSent();
		call.whenConfirmed(runs::incrementAndGet);
		call.sent();
		call.confirmed();
		assertThat(runs).hasValue(0);
	}

	@Test
	void actionIsForgottenWhenTheRequestIsSentAgain() {
		AtomicInteger runs = new AtomicInteger();
		PendingCall call = add();
		call.sent();
		call.whenConfirmed(runs::incrementAndGet);
		call.sent();
		call.confirmed();
		assertThat(runs).hasValue(0);
	}

	@Test
	void correlationIdIsTakenWhileALateReplyMayArrive() {
		PendingCall earlier = add("mine");
		earlier.sent();
		earlier.expire();
		this.pendingCalls.remove(earlier);
		assertThatExceptionOfType(WrongRequestException.class).isThrownBy(() -> add("mine"))
			.withMessageContaining("'mine' may still arrive");
		this.pendingCalls.handle(replyFor("mine"));
		PendingCall later = add("mine");
		this.pendingCalls.handle(replyFor("mine"));
		assertThat(later.reply()).isCompleted();
		this.pendingCalls.remove(later);
		assertThatNoException().isThrownBy(() -> add("mine"));
	}

	@ParameterizedTest
	@NullAndEmptySource
	void lateReplyWithTheMessageIdOnlyBelongsToTheCallWithThatMessageId(String correlationId) {
		PendingCall earlier = add("mine");
		earlier.sent();
		earlier.expire();
		this.pendingCalls.remove(earlier);
		this.pendingCalls.handle(replyTo("mine", correlationId));
		assertThatExceptionOfType(WrongRequestException.class).isThrownBy(() -> add("mine"));
		this.pendingCalls.handle(replyTo(earlier.messageId(), correlationId));
		assertThat(failure(earlier)).isInstanceOfSatisfying(NoResultException.class,
				(ex) -> assertThat(ex.report()).extracting(CallReport::stage).isEqualTo(CallStage.REPLIED_LATE));
		assertThatNoException().isThrownBy(() -> add("mine"));
	}

	/** As the Python library replies. */
	private static Delivery replyTo(String messageId, String correlationId) {
		Delivery reply = mock(Delivery.class);
		given(reply.properties())
			.willReturn(new BasicProperties.Builder().messageId(messageId).correlationId(correlationId).build());
		return reply;
	}

	@Test
	void correlationIdOfACallThatWasNeverSentCanBeUsedAgain() {
		PendingCall earlier = add("mine");
		earlier.expire();
		this.pendingCalls.remove(earlier);
		assertThatNoException().isThrownBy(() -> add("mine"));
	}

	@Test
	void replyToAnEarlierCallCanBeClaimed() {
		PendingCall earlier = add("mine");
		earlier.sent();
		earlier.reply().cancel(false);
		this.pendingCalls.remove(earlier);
		PendingCall claim = PendingCall.claimed(this.requests.claim("mine", TIMEOUT));
		this.pendingCalls.add(claim);
		this.pendingCalls.handle(replyFor("mine", earlier.messageId()));
		assertThat(claim.reply()).isCompleted();
	}

	@Test
	void replyToAnotherRequestIsNotThatOfTheCall() {
		PendingCall call = add("mine");
		this.pendingCalls.handle(replyFor("mine", "another"));
		assertThat(call.reply()).isNotDone();
		assertThat(this.pendingCalls.lateReplyCount()).isEqualTo(1);
		this.pendingCalls.handle(replyFor("mine", call.messageId()));
		assertThat(call.reply()).isCompleted();
	}

	private PendingCall add(String correlationId) {
		CallOptions options = CallOptions.withTimeout(TIMEOUT).correlationId(correlationId);
		PendingCall call = new PendingCall(this.requests.requestData("add", options, List.of(2, 3), TIMEOUT), false,
				false);
		this.pendingCalls.add(call);
		return call;
	}

	private static Delivery replyFor(String correlationId, String requestId) {
		Delivery reply = mock(Delivery.class);
		given(reply.properties()).willReturn(new BasicProperties.Builder().correlationId(correlationId)
			.headers(Map.of("amphora-request", requestId))
			.build());
		return reply;
	}

	@Test
	void completesWhenNoCallIsPending() {
		assertThat(this.pendingCalls.drained()).isCompleted();
		PendingCall call = add();
		assertThat(this.pendingCalls.drained()).isNotCompleted();
		this.pendingCalls.remove(call);
		assertThat(this.pendingCalls.drained()).isCompleted();
	}

	@Test
	void stageFollowsTheRequestAndNeverGoesBack() {
		PendingCall call = add();
		assertThat(call.report().stage()).isEqualTo(CallStage.HELD);
		call.sent();
		assertThat(call.report().stage()).isEqualTo(CallStage.SENT);
		call.confirmed();
		assertThat(call.report().stage()).isEqualTo(CallStage.CONFIRMED);
		assertThat(call.publishedFuture()).isCompleted();
		this.pendingCalls.handle(replyFor(call.messageId()));
		call.sent();
		call.confirmed();
		assertThat(call.report().stage()).isEqualTo(CallStage.REPLIED);
	}

	/** The time passes, so a second report would differ from the one in the message. */
	@Test
	void messageContainsTheReportOfTheException() {
		for (int i = 0; i < 20_000; i++) {
			PendingCall refused = add();
			refused.failed(new TopologyException("The broker refuses.", null));
			TopologyException failure = (TopologyException) failure(refused);
			assertThat(failure.getMessage()).endsWith("The client abandoned " + failure.report().describe() + ".");
		}
	}

	@Test
	void timeoutNamesTheReplyModeIfRepliesAreDirect() {
		RequestFactory direct = new RequestFactory(this.topology, RequestRoute.toOne(this.topology),
				new Jackson2RpcSerializer(),
				new RequestFactory.Sender("u1", DirectReplies.REPLY_TO, "app", false, MessageDeliveryMode.PERSISTENT));
		PendingCall call = add(direct);
		call.sent();
		call.confirmed();
		call.expire();
		assertThat(failure(call)).hasMessageContaining("Is a server of the service running")
			.hasMessageContaining("The 'reply-mode' of the client is 'direct'");
		PendingCall held = add(direct);
		held.expire();
		assertThat(failure(held)).hasMessageNotContaining("reply-mode");
		PendingCall queued = add();
		queued.sent();
		queued.expire();
		assertThat(failure(queued)).hasMessageNotContaining("reply-mode");
	}

	@Test
	void failuresSayHowFarTheCallGot() {
		PendingCall returned = add();
		returned.sent();
		returned.returned("312 NO_ROUTE");
		assertThat(failure(returned)).isInstanceOf(UnroutableRequestException.class)
			.hasMessageContaining("312 NO_ROUTE")
			.hasMessageContaining("request returned");
		PendingCall refused = add();
		refused.failed(new TopologyException("The broker refuses.", null));
		assertThat(failure(refused)).isInstanceOf(TopologyException.class)
			.hasMessageStartingWith("The broker refuses. The client abandoned function 'add' of service 'math'")
			.hasMessageContaining("request held, not sent");
		PendingCall expired = add();
		expired.sent();
		expired.expire();
		assertThat(failure(expired)).isExactlyInstanceOf(NoResultException.class)
			.hasMessageContaining("No result within 60000 ms")
			.hasMessageContaining("request sent, not confirmed")
			.hasMessageContaining("Is a server of the service running");
		PendingCall held = add();
		held.expire();
		assertThat(failure(held)).isExactlyInstanceOf(NoResultException.class)
			.hasMessageContaining("request held, not sent")
			.hasMessageContaining("Is the broker reachable");
	}

	@Test
	void callThatWasNotSentNamesTheFailureToConnect() {
		PendingCall held = add();
		ConnectException refused = new ConnectException("Connection refused");
		this.requests.connection(new RequestFactory.Connection("the broker at rabbit:5672",
				() -> new ConnectionState(false, false, null, null, refused), () -> null));
		held.expire();
		assertThat(failure(held)).isExactlyInstanceOf(NoResultException.class)
			.hasMessageContaining("request held, not sent")
			.hasCause(refused)
			.hasMessageEndingWith("Amphora cannot connect to the broker at rabbit:5672: java.net.ConnectException:"
					+ " Connection refused. Start the broker, or correct its address, for example 'amphora.host'.");
	}

	@Test
	void callThatWasNotSentNamesTheAlarmThatBlocksIt() {
		PendingCall held = add();
		this.requests.connection(new RequestFactory.Connection("the broker at rabbit:5672",
				() -> new ConnectionState(true, true, "10.0.0.1:5672", "low on memory", null), () -> null));
		held.expire();
		assertThat(failure(held)).isExactlyInstanceOf(NoResultException.class)
			.hasMessageEndingWith("The resource alarm of the broker at rabbit:5672 (low on memory) blocks publishers."
					+ " Free the resource, or raise its limit.");
	}

	@Test
	void callThatWasNotSentReportsThatThereIsNoConnection() {
		PendingCall held = add();
		this.requests.connection(new RequestFactory.Connection("the broker at rabbit:5672",
				() -> new ConnectionState(false, true, "10.0.0.1:5672", null, null), () -> null));
		held.expire();
		assertThat(failure(held)).hasMessageContaining(
				"There is no connection to the broker at rabbit:5672. Is the broker reachable, and is the client"
						+ " serving?");
	}

	@Test
	void requestThatWasSentBeforeMayHaveRunThoughItIsReturnedNow() {
		PendingCall call = add();
		call.sent();
		call.sent();
		call.returned("312 NO_ROUTE");
		assertThat(failure(call)).isInstanceOf(ReplyLostException.class)
			.hasMessageContaining("312 NO_ROUTE")
			.hasMessageContaining("was sent before and may have run");
	}

	@Test
	void requestThatWasSentMayHaveRunThoughTheBrokerRefusesTheClientNow() {
		PendingCall call = add();
		call.sent();
		TopologyException refusal = new TopologyException("The broker refuses.", null);
		call.failed(refusal);
		assertThat(failure(call)).isInstanceOf(ReplyLostException.class)
			.hasMessageStartingWith("The broker refuses.")
			.hasCause(refusal);
	}

	@Test
	void callThatReportsAHeldRequestIsNotSentAnyMore() {
		PendingCall call = add();
		assertThat(call.timedOut().report().stage()).isEqualTo(CallStage.HELD);
		call.sent();
		assertThat(call.wanted()).isFalse();
	}

	@Test
	void requestThatFoundRoomJustWhenItTimedOutMayHaveRun() {
		PendingCall call = add();
		call.waitsForRoom(true);
		call.sent();
		call.expire();
		assertThat(failure(call)).isExactlyInstanceOf(NoResultException.class)
			.hasMessageContaining("request sent, not confirmed");
	}

	@Test
	void refusedRequestMayHaveRunIfItWasSentBefore() {
		PendingCall once = add();
		once.sent();
		assertThat(read(once)).isInstanceOf(WrongRequestException.class).hasMessageContaining("no such function");
		PendingCall twice = add();
		twice.sent();
		twice.sent();
		assertThat(read(twice)).isInstanceOf(ReplyLostException.class).hasMessageContaining("no such function");
	}

	private Throwable read(PendingCall call) {
		Delivery reply = mock(Delivery.class);
		given(reply.properties()).willReturn(new BasicProperties());
		given(reply.body())
			.willReturn("{\"exception\":{\"type\":\"WrongRequest\",\"args\":[\"no such function\"]}}".getBytes());
		ReplyReader results = new ReplyReader(this.requests.serializer());
		return catchThrowable(() -> results.read(call, reply, Object.class));
	}

	@Test
	void requestsMatchTheProtocol() {
		PendingCall call = add();
		BasicProperties properties = call.properties();
		assertThat(call.exchange()).isEqualTo("rpc_math_request");
		assertThat(call.routingKey()).isEqualTo("math");
		assertThat(properties.getReplyTo()).isEqualTo("rpc_math_response_u1");
		assertThat(properties.getCorrelationId()).isEqualTo(call.messageId());
		assertThat(properties.getMessageId()).isEqualTo(call.messageId());
		assertThat(properties.getAppId()).isEqualTo("app");
		assertThat(properties.getDeliveryMode()).isEqualTo(2);
		assertThat(Long.parseLong(properties.getExpiration())).isBetween(1L, TIMEOUT.toMillis());
		assertThat(call.body()).asString().isEqualTo("{\"func\":\"add\",\"args\":[2,3],\"kwargs\":{}}");
		assertThat(add().messageId()).isNotEqualTo(call.messageId());
	}

	@Test
	void requestsSayThatTheyAreSentAgain() {
		PendingCall call = add();
		call.sent();
		assertThat(call.properties().getHeaders()).doesNotContainKey("amphora-resent");
		call.sent();
		assertThat(call.properties().getHeaders()).containsEntry("amphora-resent", true);
	}

	@Test
	void requestsSayWhenTheyWereSentEachTime() {
		long before = System.currentTimeMillis();
		PendingCall call = add();
		long first = sentAt(call);
		assertThat(first).isBetween(before - 100, System.currentTimeMillis() + 100);
		await().until(() -> sentAt(call) > first);
		assertThat(call.properties().getHeaders().get("amphora-clock"))
			.isEqualTo(add().properties().getHeaders().get("amphora-clock"));
	}

	private static long sentAt(PendingCall call) {
		return (long) call.properties().getHeaders().get("amphora-sent-at");
	}

	@Test
	void oneWayRequestsDoNotExpire() {
		OneWayRequest request = new OneWayRequest(
				this.requests.requestData("add", CallOptions.withTimeout(TIMEOUT), List.of(2, 3), TIMEOUT));
		BasicProperties properties = request.properties();
		assertThat(properties.getReplyTo()).isNull();
		assertThat(properties.getExpiration()).isNull();
	}

	private PendingCall add() {
		return add(this.requests);
	}

	private PendingCall add(RequestFactory factory) {
		PendingCall call = new PendingCall(
				factory.requestData("add", CallOptions.withTimeout(TIMEOUT), List.of(2, 3), TIMEOUT), false, false);
		this.pendingCalls.add(call);
		return call;
	}

	private static Delivery replyFor(String correlationId) {
		Delivery reply = mock(Delivery.class);
		given(reply.properties()).willReturn(new BasicProperties.Builder().correlationId(correlationId).build());
		return reply;
	}

	private static Throwable failure(PendingCall call) {
		return call.reply().handle((reply, failure) -> failure).join();
	}

}
