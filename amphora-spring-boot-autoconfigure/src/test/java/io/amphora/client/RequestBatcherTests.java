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

import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import com.rabbitmq.client.AMQP.BasicProperties;
import io.amphora.CallStage;
import io.amphora.StoppedException;
import io.amphora.WrongRequestException;
import io.amphora.serializer.BatchFormat;
import io.amphora.serializer.BatchItem;
import io.amphora.serializer.json.Jackson2RpcSerializer;
import io.amphora.topology.QueueType;
import io.amphora.topology.RequestRoute;
import io.amphora.topology.ServiceTopology;
import io.amphora.topology.WireHeaders;
import io.amphora.transport.BatchLimits;
import io.amphora.transport.BrokerTransport;
import io.amphora.transport.Delivery;
import io.amphora.transport.OutgoingMessage;
import io.amphora.transport.Publisher;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.amqp.core.MessageDeliveryMode;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.BDDMockito.willAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.withSettings;

/**
 * Tests for {@link RequestBatcher}, {@link RequestBatch} and {@link ReplyBatchSplitter}.
 */
class RequestBatcherTests {

	private static final Duration TIMEOUT = Duration.ofMinutes(1);

	private final ServiceTopology topology = new ServiceTopology("math", QueueType.BROKER_DEFAULT);

	private final Jackson2RpcSerializer serializer = new Jackson2RpcSerializer();

	private final BatchFormat format = this.serializer.batchFormat();

	private final RequestFactory requests = new RequestFactory(this.topology, RequestRoute.toOne(this.topology),
			this.serializer, new RequestFactory.Sender("u1", this.topology.responseQueue("u1"), null, false,
					MessageDeliveryMode.PERSISTENT));

	private final PendingCalls pendingCalls = new PendingCalls(this.requests.lateReplies());

	private final Publisher publisher = mock(Publisher.class, withSettings().stubOnly());

	private final BrokerTransport transport = mock(BrokerTransport.class, withSettings().stubOnly());

	private final List<OutgoingMessage> published = new ArrayList<>();

	private final RequestBatcher batcher = new RequestBatcher(this.requests, this.format,
			BatchLimits.defaults().nonAdaptive(), this.transport, this.publisher, this.pendingCalls::size);

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private final ExecutorService confirmer = Executors.newSingleThreadExecutor();

	@AfterEach
	void shutDown() {
		this.threads.shutdownNow();
		this.confirmer.shutdownNow();
	}

	@BeforeEach
	void collect() throws Exception {
		given(this.transport.schedule(any(), any())).willAnswer((call) -> new CompletableFuture<Void>());
		this.pendingCalls.batchSplitter(this.batcher.replySplitter());
		willAnswer((call) -> this.published.addAll(call.getArgument(0))).given(this.publisher).enqueueReserved(any());
		willAnswer((call) -> this.published.add(call.getArgument(0))).given(this.publisher).publish(any());
	}

	@Test
	void callThatIsAskedForAloneCountsAsHeldIfNothingHasRun() throws Exception {
		List<PendingCall> calls = sendTogether();
		askForAlone(calls.get(0), "WrongRequest");
		assertThat(calls.get(0).stage()).isEqualTo(CallStage.HELD);
		assertThat(this.published).last().isSameAs(calls.get(0));
		calls.get(0).sent();
		assertThat(calls.get(0).resent()).isFalse();
	}

	@Test
	void callThatIsAskedForAloneAfterABatchCameTooOftenMayHaveRun() throws Exception {
		List<PendingCall> calls = sendTogether();
		askForAlone(calls.get(0), "AnswerLost");
		assertThat(calls.get(0).stage()).isEqualTo(CallStage.SENT);
		assertThat(this.published).last().isSameAs(calls.get(0));
		calls.get(0).sent();
		assertThat(calls.get(0).resent()).isTrue();
	}

	@Test
	void callThatIsAskedForAloneAfterItsBatchWasSentAgainMayHaveRun() throws Exception {
		List<PendingCall> calls = sendTogether();
		batch().sent();
		askForAlone(calls.get(0), "WrongRequest");
		assertThat(calls.get(0).stage()).isEqualTo(CallStage.SENT);
		calls.get(0).sent();
		assertThat(calls.get(0).resent()).isTrue();
	}

	@Test
	void headersOfACallCountTowardsTheSizeOfItsBatch() throws Exception {
		willAnswer((call) -> this.published.add(call.getArgument(0))).given(this.publisher).publishReserved(any());
		send();
		InterceptedClientCall intercepted = mock(InterceptedClientCall.class);
		given(intercepted.headers()).willReturn(Map.of("token", "x".repeat(100_000)));
		PendingCall call = new PendingCall(call(CallOptions.withTimeout(TIMEOUT)).data().with(intercepted), false,
				false);
		this.batcher.send(call);
		assertThat(this.published).last().isSameAs(call);
	}

	@Test
	void replyThatCannotBeReadSaysNothingAboutBatches() {
		RequestBatcher mock = mock(RequestBatcher.class);
		Delivery reply = delivery(this.serializer.contentType(), "1", new byte[0]);
		given(reply.unreadable()).willReturn("its body is too large");
		new ReplyBatchSplitter("shop", this.format, mock).replied(call(CallOptions.withTimeout(TIMEOUT)), reply);
		then(mock).shouldHaveNoInteractions();
	}

	@Test
	@ExtendWith(OutputCaptureExtension.class)
	void batchOfRepliesThatCannotBeReadIsDropped(CapturedOutput output) {
		Delivery whole = delivery(this.format.contentType(), "1", "no batch".getBytes(StandardCharsets.UTF_8));
		this.pendingCalls.handle(whole);
		then(whole).should().acknowledge();
		assertThat(output.getOut()).contains("Dropping a batch of replies of service '"
				+ this.requests.topology().service() + "' that cannot be read: ");
	}

	@Test
	void singleReplyAsksForItsCallAlone() throws Exception {
		PendingCall call = sendTogether().get(0);
		Delivery reply = delivery(this.serializer.contentType(), call.data().correlationId(), failure("WrongRequest"));
		BasicProperties alone = reply.properties().builder().headers(Map.of(WireHeaders.ALONE, true)).build();
		given(reply.properties()).willReturn(alone);
		this.pendingCalls.handle(reply);
		assertThat(this.published).last().isSameAs(call);
		assertThat(call.reply()).isNotDone();
		this.pendingCalls.handle(reply);
		assertThat(call.reply()).as("the reply to the request that went alone").isDone();
	}

	@Test
	void replyThatAsksForItsCallAloneIsNotReadOnTheReadingThread() throws Exception {
		PendingCall call = sendTogether().get(0);
		call.markBlocking();
		Delivery reply = delivery(this.serializer.contentType(), call.data().correlationId(), failure("WrongRequest"));
		assertThat(this.pendingCalls.handlesOnReadingThread(reply)).isTrue();
		BasicProperties alone = reply.properties().builder().headers(Map.of(WireHeaders.ALONE, true)).build();
		given(reply.properties()).willReturn(alone);
		assertThat(this.pendingCalls.handlesOnReadingThread(reply)).isFalse();
	}

	@Test
	void repliesInABatchWithOneThatAsksForItsCallAloneAreReplies() throws Exception {
		List<PendingCall> calls = sendTogether();
		BatchItem alone = new BatchItem(calls.get(0).data().correlationId(), null, Map.of(), true,
				failure("WrongRequest"));
		BatchItem reply = new BatchItem(calls.get(1).data().correlationId(), null, Map.of(), false,
				"{\"result\":5}".getBytes(StandardCharsets.UTF_8));
		Delivery batch = mock(Delivery.class, (call) -> call.getMethod().getName().equals("part")
				? part(call.getArgument(0), call.getArgument(1)) : null);
		given(batch.properties()).willReturn(new BasicProperties.Builder().contentType(this.format.contentType())
			.headers(Map.of(WireHeaders.ALONE, true))
			.build());
		given(batch.body()).willReturn(this.format.join(List.of(alone, reply)));
		this.pendingCalls.handle(batch);
		assertThat(this.published).last().isSameAs(calls.get(0));
		assertThat(calls.get(1).reply()).isDone();
	}

	@Test
	void callsOfARefusedBatchCountAsHeldIfNothingHasRun() throws Exception {
		List<PendingCall> calls = sendTogether();
		refuse("WrongRequest");
		assertThat(calls).extracting(ClientRequest::stage).containsOnly(CallStage.HELD);
		assertThat(this.published).endsWith(calls.get(0), calls.get(1));
	}

	@Test
	void callsOfARefusedBatchMayHaveRunIfItWasDeliveredBefore() throws Exception {
		List<PendingCall> calls = sendTogether();
		refuse("AnswerLost");
		assertThat(calls).extracting(ClientRequest::stage).containsOnly(CallStage.SENT);
		assertThat(this.published).endsWith(calls.get(0), calls.get(1));
	}

	@Test
	void callsOfARefusedBatchMayHaveRunIfItWasSentBefore() throws Exception {
		List<PendingCall> calls = sendTogether();
		batch().sent();
		refuse("WrongRequest");
		assertThat(calls).extracting(ClientRequest::stage).containsOnly(CallStage.SENT);
		assertThat(this.published).endsWith(calls.get(0), calls.get(1));
	}

	@Test
	void callsMayHaveRunIfTheirBatchFailsWhileItIsWritten() throws Exception {
		List<PendingCall> calls = sendTogether();
		batch().failed(new WrongRequestException("cannot be sent", null, new IllegalStateException("metrics")));
		assertThat(calls).extracting(ClientRequest::stage).containsOnly(CallStage.SENT);
		assertThat(this.published).endsWith(calls.get(0), calls.get(1));
		calls.get(0).sent();
		assertThat(calls.get(0).resent()).isTrue();
	}

	@Test
	void callsCountAsHeldIfTheirBatchCannotBeCreated() throws Exception {
		List<PendingCall> calls = sendTogether();
		batch().notSent();
		batch().failed(new WrongRequestException("cannot be sent"));
		assertThat(calls).extracting(ClientRequest::stage).containsOnly(CallStage.HELD);
		assertThat(this.published).endsWith(calls.get(0), calls.get(1));
	}

	@Test
	void callsCountAsHeldIfTheBrokerRefusesTheirBatch() throws Exception {
		List<PendingCall> calls = sendTogether();
		batch().refused(new WrongRequestException("too large"));
		assertThat(calls).extracting(ClientRequest::stage).containsOnly(CallStage.HELD);
		assertThat(this.published).endsWith(calls.get(0), calls.get(1));
	}

	@Test
	void cancelledCallsLeaveNoLanesBehind() throws Exception {
		for (int i = 0; i < 100; i++) {
			PendingCall call = call(CallOptions.withTimeout(TIMEOUT).routingKey("key " + i));
			this.batcher.send(call);
			call.reply().cancel(false);
		}
		assertThat(this.batcher.lanes()).isZero();
	}

	@Test
	void callsThatHaveEndedAreNotKeptByTheirBatch() throws Exception {
		WeakReference<PendingCall> ended = end(sendTogether().get(0));
		// mocks keep their last arguments
		send();
		send();
		await().until(() -> {
			System.gc();
			return ended.refersTo(null);
		});
		assertThat(batch().wanted()).isTrue();
		assertThat(batch().count()).isEqualTo(2);
		assertThat(batch().routingKey()).isEqualTo("math");
	}

	@Test
	void callThatIsCancelledGivesUpItsRoomThoughOthersOfItsBatchDoNot() throws Exception {
		List<PendingCall> calls = sendTogether();
		AtomicInteger reported = new AtomicInteger();
		batch().held(reported::incrementAndGet);
		assertThat(batch().unwantedCount()).isZero();
		assertThat(batch().unwantedSize()).isZero();
		end(calls.get(1));
		assertThat(reported).hasPositiveValue();
		assertThat(batch().unwantedCount()).isEqualTo(1);
		assertThat(batch().unwantedSize()).isEqualTo(calls.get(1).size());
		assertThat(batch().wanted()).isTrue();
	}

	private WeakReference<PendingCall> end(PendingCall call) {
		call.reply().cancel(false);
		this.pendingCalls.remove(call);
		return new WeakReference<>(call);
	}

	/**
	 * Calls that end while they come to a lane, beside calls that are confirmed
	 * meanwhile.
	 */
	@Test
	void callsThatHaveEndedDoNotBlockOthers() {
		willAnswer((call) -> {
			List<OutgoingMessage> messages = call.getArgument(0);
			messages.forEach(OutgoingMessage::sent);
			messages.forEach((message) -> this.confirmer.execute(message::confirmed));
			return null;
		}).given(this.publisher).enqueueReserved(any());
		CompletableFuture<?>[] senders = Stream.of(true, true, false, false)
			.map((ended) -> CompletableFuture.runAsync(() -> sendMany(ended), this.threads))
			.toArray(CompletableFuture[]::new);
		assertThat(CompletableFuture.allOf(senders)).succeedsWithin(TIMEOUT);
		await().until(() -> this.batcher.lanes() == 0);
	}

	private void sendMany(boolean ended) {
		for (int i = 0; i < 3_000; i++) {
			PendingCall call = call(CallOptions.withTimeout(TIMEOUT));
			if (ended) {
				call.fail(new StoppedException("timed out just now", null));
			}
			this.batcher.send(call);
		}
	}

	/** One call goes ahead, and the batch goes once that has arrived. */
	private List<PendingCall> sendTogether() throws Exception {
		PendingCall first = send();
		List<PendingCall> together = List.of(send(), send());
		first.published();
		batch().sent();
		return together;
	}

	private RequestBatch batch() {
		return (RequestBatch) this.published.get(1);
	}

	private PendingCall send() throws Exception {
		PendingCall call = call(CallOptions.withTimeout(TIMEOUT));
		this.pendingCalls.add(call);
		this.batcher.send(call);
		return call;
	}

	private PendingCall call(CallOptions options) {
		return new PendingCall(this.requests.requestData("add", options, List.of(2, 3), TIMEOUT), false, false);
	}

	private void askForAlone(PendingCall call, String type) {
		byte[] body = this.format
			.join(List.of(new BatchItem(call.data().correlationId(), null, Map.of(), true, failure(type))));
		this.pendingCalls.handle(delivery(this.format.contentType(), null, body));
	}

	private void refuse(String type) {
		this.pendingCalls.handle(delivery(this.serializer.contentType(), batch().messageId(), failure(type)));
	}

	private static byte[] failure(String type) {
		return "{\"exception\":{\"type\":\"%s\",\"args\":[]}}".formatted(type).getBytes(StandardCharsets.UTF_8);
	}

	private static Delivery part(BasicProperties properties, byte[] body) {
		Delivery part = mock(Delivery.class);
		given(part.isPart()).willReturn(true);
		given(part.properties()).willReturn(properties);
		given(part.body()).willReturn(body);
		return part;
	}

	private static Delivery delivery(String contentType, String correlationId, byte[] body) {
		Delivery delivery = mock(Delivery.class);
		given(delivery.properties())
			.willReturn(new BasicProperties.Builder().contentType(contentType).correlationId(correlationId).build());
		given(delivery.body()).willReturn(body);
		return delivery;
	}

}
