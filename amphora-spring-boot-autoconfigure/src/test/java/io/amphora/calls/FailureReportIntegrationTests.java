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

package io.amphora.calls;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.GetResponse;
import io.amphora.AmphoraException;
import io.amphora.CallCancelledException;
import io.amphora.CallContext;
import io.amphora.CallInterruptedException;
import io.amphora.CallReport;
import io.amphora.CallScope;
import io.amphora.CallStage;
import io.amphora.HoldLimitException;
import io.amphora.NoResultException;
import io.amphora.RemoteException;
import io.amphora.ReplyLostException;
import io.amphora.StoppedException;
import io.amphora.TopologyException;
import io.amphora.UnroutableRequestException;
import io.amphora.WrongRequestException;
import io.amphora.WrongResultException;
import io.amphora.WrongThreadException;
import io.amphora.client.AmphoraClient;
import io.amphora.client.AmphoraFanoutClient;
import io.amphora.client.fanout.FanoutReply;
import io.amphora.client.routing.Tuning;
import io.amphora.server.AmphoraFanoutServer;
import io.amphora.test.BareAmqp;
import io.amphora.test.BrokerTest;
import io.amphora.test.CallFailures;
import io.amphora.test.TestBroker;
import io.amphora.test.TestService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.util.unit.DataSize;

import static io.amphora.test.TestService.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Tests for what the exceptions that end calls tell of them, by exception and by the way
 * to call.
 */
@BrokerTest
class FailureReportIntegrationTests {

	/** Too short for what does not happen anyway. */
	private static final Duration SHORT = Duration.ofMillis(200);

	/** Claims have the timeout of their client. */
	private static final Duration CLAIM_TIMEOUT = Duration.ofSeconds(2);

	private final TestBroker broker;

	private final String service;

	private final AmphoraFanoutServer server;

	private final AmphoraFanoutClient client;

	private final CountDownLatch released = new CountDownLatch(1);

	FailureReportIntegrationTests(TestService service) {
		this.broker = service.broker();
		this.service = service.name();
		this.server = service.fanoutServer();
		this.client = service.fanoutClient((builder) -> builder.uuid("u1")
			.timeout(CLAIM_TIMEOUT)
			.holdLimit(1, DataSize.ofMegabytes(1))
			.gracePeriod(Duration.ZERO)
			.autoStartup(false));
	}

	@AfterEach
	void release() {
		this.released.countDown();
	}

	@Test
	void everyExceptionThatEndsACallIsShown() {
		Stream<Class<?>> shown = Arrays.stream(getClass().getDeclaredMethods())
			.filter((method) -> method.isAnnotationPresent(Shows.class))
			.map((method) -> method.getAnnotation(Shows.class).value());
		assertThat(shown.distinct()).containsExactlyInAnyOrderElementsOf(CallFailures.types());
	}

	@ParameterizedTest
	@EnumSource(mode = Mode.EXCLUDE, names = { "SEND", "CLAIM" })
	@Shows(RemoteException.class)
	void functionThatFails(CallStyle style) {
		replySender("Broken", "for good");
		check(failureOrError(style, "fail"), RemoteException.class, style, "fail", CallStage.REPLIED);
	}

	@ParameterizedTest
	@EnumSource(mode = Mode.EXCLUDE, names = { "SEND", "CLAIM" })
	@Shows(WrongRequestException.class)
	void requestThatTheServerCannotUse(CallStyle style) {
		replySender(WrongRequestException.WIRE_TYPE, "no such function");
		check(failureOrError(style, "fail"), WrongRequestException.class, style, "fail", CallStage.REPLIED);
	}

	@ParameterizedTest
	@EnumSource(mode = Mode.EXCLUDE, names = "CLAIM")
	@Shows(WrongRequestException.class)
	void argumentsThatCannotBeWritten(CallStyle style) {
		AmphoraException failure = style.failure(this.client, "add", PATIENCE, new Unwritable());
		check(failure, WrongRequestException.class, style, "add", CallStage.HELD);
		assertThat(this.client.statistics().pending()).isZero();
	}

	@ParameterizedTest
	@EnumSource(names = { "CALL", "DEFER", "WAIT_PUBLISH", "CLAIM" })
	@Shows(WrongRequestException.class)
	void correlationIdOfACallThatIsOpen(CallStyle style) {
		this.client.claimAsync(CallStyle.CORRELATION_ID, Integer.class);
		check(style.failure(this.client, "add", PATIENCE), WrongRequestException.class, style, "add",
				unsentStage(style));
	}

	@ParameterizedTest
	@EnumSource(mode = Mode.EXCLUDE, names = { "SEND", "CLAIM" })
	@Shows(WrongResultException.class)
	void resultOfAnotherType(CallStyle style) {
		serve();
		check(failureOrError(style, "text"), WrongResultException.class, style, "text", CallStage.REPLIED);
	}

	@Test
	@Shows(WrongResultException.class)
	void invalidDescription(TestService service) throws Exception {
		try (BareAmqp bare = new BareAmqp(this.broker); AmphoraClient one = service.client()) {
			assertThat(one.serve()).succeedsWithin(PATIENCE);
			CompletableFuture<Throwable> failure = CompletableFuture.supplyAsync(one::describe)
				.handle((described, thrown) -> thrown.getCause());
			GetResponse request = bare.take("rpc_" + this.service + "_request");
			reply(bare, request.getProps().getReplyTo(), request.getProps().getCorrelationId());
			assertThat(failure).succeedsWithin(PATIENCE)
				.isInstanceOfSatisfying(WrongResultException.class, (ex) -> checkReport(ex.report(), "amphora.describe",
						this.service, request.getProps().getCorrelationId(), CallStage.REPLIED));
		}
	}

	@ParameterizedTest
	@EnumSource
	@Shows(NoResultException.class)
	void timeoutOfACallThatWasNotSent(CallStyle style) {
		AmphoraException failure = style.failure(this.client, "add", SHORT);
		check(failure, NoResultException.class, style, "add", unsentStage(style));
		assertThat(failure.report().elapsed()).isGreaterThanOrEqualTo(SHORT);
	}

	@ParameterizedTest
	@EnumSource(mode = Mode.EXCLUDE, names = { "SEND", "CLAIM" })
	@Shows(NoResultException.class)
	void replyThatComesAfterTheTimeout(CallStyle style) {
		serve();
		Duration timeout = Duration.ofSeconds(1);
		AmphoraException failure = style.failure(this.client, "wait", timeout);
		check(failure, NoResultException.class, style, "wait", CallStage.CONFIRMED);
		this.released.countDown();
		await().atMost(PATIENCE).until(() -> failure.report().stage() == CallStage.REPLIED_LATE);
		check(failure, NoResultException.class, style, "wait", CallStage.REPLIED_LATE);
		assertThat(failure.report().elapsed()).isGreaterThanOrEqualTo(timeout);
		assertThat(this.client.statistics().late()).isEqualTo(1);
	}

	@Test
	@Shows(NoResultException.class)
	void replyThatComesAfterItsClaimTimedOut() throws Exception {
		assertThat(this.client.serve()).succeedsWithin(PATIENCE);
		AmphoraException failure = CallStyle.CLAIM.failure(this.client, "", SHORT);
		check(failure, NoResultException.class, CallStyle.CLAIM, "", CallStage.CLAIMED);
		try (BareAmqp bare = new BareAmqp(this.broker)) {
			reply(bare, "rpc_" + this.service + "_response_u1", CallStyle.CORRELATION_ID);
		}
		await().atMost(PATIENCE).until(() -> failure.report().stage() == CallStage.REPLIED_LATE);
	}

	@ParameterizedTest
	@EnumSource(mode = Mode.EXCLUDE, names = { "SEND", "CLAIM" })
	@Shows(ReplyLostException.class)
	void replyThatTheServerHasLost(CallStyle style) {
		replySender(ReplyLostException.WIRE_TYPE, "it ran before");
		check(failureOrError(style, "fail"), ReplyLostException.class, style, "fail", CallStage.REPLIED);
	}

	@ParameterizedTest
	@EnumSource(mode = Mode.EXCLUDE, names = "CLAIM")
	@Shows(UnroutableRequestException.class)
	void requestThatNoQueueTakes(CallStyle style) {
		this.client.serve();
		check(style.failure(this.client, "add", PATIENCE), UnroutableRequestException.class, style, "add",
				CallStage.RETURNED);
	}

	@ParameterizedTest
	@EnumSource(mode = Mode.EXCLUDE, names = "CLAIM")
	@Shows(HoldLimitException.class)
	void noRoomForTheRequest(CallStyle style) {
		this.client.function("other").timeout(PATIENCE).send();
		check(style.failure(this.client, "add", SHORT), HoldLimitException.class, style, "add", CallStage.HELD);
	}

	@ParameterizedTest
	@EnumSource(names = { "CALL", "WAIT_PUBLISH", "GATHER", "STREAM" })
	@Shows(CallInterruptedException.class)
	void interruptWhileWaitingForTheReply(CallStyle style) {
		Thread.currentThread().interrupt();
		check(style.failure(this.client, "add", PATIENCE), CallInterruptedException.class, style, "add",
				CallStage.HELD);
	}

	@ParameterizedTest
	@EnumSource(mode = Mode.EXCLUDE, names = "CLAIM")
	@Shows(CallInterruptedException.class)
	void interruptWhileWaitingForRoom(CallStyle style) {
		this.client.function("other").timeout(PATIENCE).send();
		Thread.currentThread().interrupt();
		check(style.failure(this.client, "add", PATIENCE), CallInterruptedException.class, style, "add",
				CallStage.HELD);
	}

	@ParameterizedTest
	@EnumSource(names = { "CALL", "WAIT_PUBLISH", "GATHER", "STREAM" })
	@Shows(CallCancelledException.class)
	void cancelledFunctionThatCalls(CallStyle style) throws Exception {
		AmphoraException failure = new CancelledScope().run(() -> style.failure(this.client, "add", PATIENCE));
		check(failure, CallCancelledException.class, style, "add", CallStage.HELD);
		assertThat(this.client.statistics().pending()).isZero();
	}

	@ParameterizedTest
	@EnumSource(names = { "DEFER", "GATHER_DEFER", "CLAIM" })
	void futureOfACancelledFunctionThatCalls(CallStyle style) throws Exception {
		CompletableFuture<?> future = new CancelledScope()
			.run(() -> (CompletableFuture<?>) style.make(this.client, "add", PATIENCE));
		assertThat(future).isCancelled();
		assertThat(future.handle((result, failure) -> failure).join()).isInstanceOf(CancellationException.class)
			.hasCauseInstanceOf(CallCancelledException.class);
		// on Java 25, this is the cause of the thrown exception
		assertThatExceptionOfType(CancellationException.class).isThrownBy(future::join)
			.havingRootCause()
			.isInstanceOf(CallCancelledException.class);
	}

	@ParameterizedTest
	@EnumSource
	@Shows(StoppedException.class)
	void clientThatIsClosed(CallStyle style) {
		this.client.close();
		check(style.failure(this.client, "add", PATIENCE), StoppedException.class, style, "add", unsentStage(style));
		assertThat(this.client.statistics().pending()).isZero();
	}

	@ParameterizedTest
	@EnumSource
	@Shows(StoppedException.class)
	void clientThatIsClosedMeanwhile(CallStyle style) {
		CompletableFuture<AmphoraException> failure = CompletableFuture
			.supplyAsync(() -> style.failure(this.client, "add", PATIENCE));
		await().atMost(PATIENCE).until(() -> this.client.statistics().pending() + this.client.statistics().held() > 0);
		this.client.close();
		check(failure.join(), StoppedException.class, style, "add", unsentStage(style));
	}

	@Test
	@Shows(StoppedException.class)
	void closedClientThatIsToAskAllServers() {
		this.client.close();
		assertThat(catchThrowable(() -> this.client.describeAll(SHORT))).isInstanceOfSatisfying(StoppedException.class,
				(ex) -> assertThat(ex.report().function()).isEqualTo("amphora.describe"));
	}

	@ParameterizedTest
	@EnumSource(names = { "CALL", "WAIT_PUBLISH", "GATHER", "STREAM" })
	@Shows(WrongThreadException.class)
	void threadThatDeliversReplies(CallStyle style) {
		serve();
		CompletableFuture<AmphoraException> failure = this.client.function("wait")
			.timeout(PATIENCE)
			.defer(Integer.class)
			.thenApply((five) -> style.failure(this.client, "add", PATIENCE));
		this.released.countDown();
		assertThat(failure).succeedsWithin(PATIENCE);
		check(failure.join(), WrongThreadException.class, style, "add", CallStage.HELD);
	}

	@ParameterizedTest
	@EnumSource(mode = Mode.EXCLUDE, names = "CLAIM")
	@Shows(TopologyException.class)
	void queueThatTheBrokerRefuses(CallStyle style) throws Exception {
		try (BareAmqp bare = new BareAmqp(this.broker)) {
			bare.channel().queueDeclare("rpc_" + this.service + "_response_u1", false, true, true, null);
			this.client.serve();
			check(style.failure(this.client, "add", PATIENCE), TopologyException.class, style, "add", CallStage.HELD);
		}
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = "user-5")
	void tunedRoutingKeyIsReportedUnlessTheTunerFails(String tuned, TestService service) {
		AmphoraClient one = service.client((builder) -> builder.autoStartup(false));
		one.tuneFunction("add", (args, kwargs) -> new Tuning(tuned));
		one.close();
		assertThat(one.defer("add", Integer.class)).failsWithin(PATIENCE)
			.withThrowableThat()
			.havingCause()
			.isInstanceOfSatisfying(StoppedException.class,
					(ex) -> assertThat(ex.report().routingKey()).isEqualTo((tuned != null) ? tuned : this.service));
	}

	private static CallStage unsentStage(CallStyle style) {
		return (style == CallStyle.CLAIM) ? CallStage.CLAIMED : CallStage.HELD;
	}

	/** A gather has errors of servers among its replies. */
	private AmphoraException failureOrError(CallStyle style, String function) {
		if (!style.gathers()) {
			return style.failure(this.client, function, PATIENCE);
		}
		FanoutReply<Integer> reply = this.client.gather(function, Integer.class)
			.expecting(1)
			.timeout(PATIENCE)
			.call()
			.get(0);
		return reply.error();
	}

	private void replySender(String type, String reason) {
		this.server.addFunction("fail", (call) -> {
			throw new RemoteException(type, reason);
		});
		serve();
	}

	private void serve() {
		this.server.addFunction("text", (call) -> "text");
		this.server.addFunction("wait", (call) -> {
			assertThat(this.released.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)).isTrue();
			return 5;
		});
		assertThat(this.server.serve()).succeedsWithin(PATIENCE);
		assertThat(this.client.serve()).succeedsWithin(PATIENCE);
		assertThat(this.client.function("text").timeout(PATIENCE).call(String.class)).isEqualTo("text");
	}

	private static void reply(BareAmqp bare, String queue, String correlationId) throws Exception {
		BasicProperties properties = new BasicProperties.Builder().correlationId(correlationId)
			.contentType("application/json")
			.build();
		bare.publish("", queue, properties, "{\"result\":5}");
	}

	private void check(AmphoraException failure, Class<? extends AmphoraException> type, CallStyle style,
			String function, CallStage stage) {
		assertThat(failure).isExactlyInstanceOf(type);
		boolean claims = style == CallStyle.CLAIM;
		checkReport(failure.report(), claims ? "(claimed)" : function,
				(claims || style.gathers()) ? this.service : CallStyle.ROUTING_KEY,
				style.gathers() ? failure.report().correlationId() : CallStyle.CORRELATION_ID, stage);
	}

	private void checkReport(CallReport report, String function, String routingKey, String correlationId,
			CallStage stage) {
		assertThat(report).isNotNull();
		assertThat(report.service()).isEqualTo(this.service);
		assertThat(report.function()).isEqualTo(function);
		assertThat(report.routingKey()).isEqualTo(routingKey);
		assertThat(report.correlationId()).isNotBlank().isEqualTo(correlationId);
		assertThat(report.stage()).isEqualTo(stage);
		assertThat(report.elapsed()).isBetween(Duration.ZERO, PATIENCE);
	}

	/** Which exception a test makes happen. */
	@Retention(RetentionPolicy.RUNTIME)
	@interface Shows {

		Class<? extends AmphoraException> value();

	}

	/** The scope of a function that is cancelled. */
	private static final class CancelledScope extends CallScope {

		@Override
		public CallContext context() {
			CallContext context = mock(CallContext.class);
			given(context.remaining()).willReturn(null);
			return context;
		}

		@Override
		public void addCall(Runnable cancel) {
			cancel.run();
		}

		@Override
		public void callStarted() {
		}

		@Override
		public void callEnded() {
		}

		@Override
		public void blocked() {
		}

		@Override
		public void unblocked() {
		}

	}

	/** An argument that no serializer can write. */
	public static final class Unwritable {

		public String getName() {
			throw new IllegalStateException("no name");
		}

	}

}
