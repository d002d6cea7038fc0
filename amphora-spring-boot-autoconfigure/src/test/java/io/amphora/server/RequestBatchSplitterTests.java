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

package io.amphora.server;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.impl.LongStringHelper;
import io.amphora.WrongRequestException;
import io.amphora.serializer.BatchFormat;
import io.amphora.serializer.json.Jackson3RpcSerializer;
import io.amphora.server.execution.HandlerPool;
import io.amphora.server.execution.OpenBatches;
import io.amphora.transport.Deliveries;
import io.amphora.transport.Delivery;
import io.amphora.transport.OutgoingMessage;
import io.amphora.transport.Publisher;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mockito.ArgumentCaptor;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.BDDMockito.willThrow;
import static org.mockito.Mockito.atLeastOnce;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;

/**
 * Tests for {@link RequestBatchSplitter}.
 */
class RequestBatchSplitterTests {

	private final BatchFormat format = new Jackson3RpcSerializer(new JsonMapper()).batchFormat();

	private final BatchRefusals refusals = mock(BatchRefusals.class);

	private final RequestProcessor processor = processor();

	private final Publisher publisher = mock(Publisher.class);

	private final OpenBatches batches = mock(OpenBatches.class);

	private final DeliveryCounter deliveryCounter = mock(DeliveryCounter.class);

	private final RequestBatchSplitter requests = new RequestBatchSplitter(this.format, "application/json",
			this.processor, new HandlerPool("shop", Runnable::run, 1), this.publisher, this.deliveryCounter,
			this.batches);

	private RequestProcessor processor() {
		RequestProcessor processor = mock(RequestProcessor.class);
		given(processor.service()).willReturn("shop");
		given(processor.batchRefusals()).willReturn(this.refusals);
		return processor;
	}

	@Test
	@ExtendWith(OutputCaptureExtension.class)
	void batchWithoutRoomIsRefused(CapturedOutput output) {
		Delivery whole = batch(3);
		this.requests.handle(whole);
		ArgumentCaptor<WrongRequestException> refusal = ArgumentCaptor.captor();
		then(this.processor).should().refuse(any(), refusal.capture());
		assertThat(refusal.getValue()).hasMessage(
				"The requests of other batches take too much memory: send the requests of this batch separately");
		then(this.processor).should().batchRefusals();
		then(this.processor).should().service();
		then(this.processor).shouldHaveNoMoreInteractions();
		assertThat(output.getOut()).contains("A batch of 3 requests of service 'shop' was refused");
	}

	@Test
	void batchThatCannotBeCountedIsRefused() {
		given(this.deliveryCounter.uncounted(any())).willReturn(true);
		willThrow(InternalError.class).given(this.deliveryCounter).count(any(), any(), any(), any());
		Delivery whole = batch(3);
		this.requests.handle(whole);
		then(this.processor).should().refuse(eq(whole), any());
	}

	@Test
	void batchThatTheHandlersCannotQueueIsRequeued() {
		HandlerPool handlers = mock(HandlerPool.class);
		willThrow(new OutOfMemoryError("on purpose")).given(handlers).split(any(), any());
		Delivery whole = batch(3);
		new RequestBatchSplitter(this.format, "application/json", this.processor, handlers, this.publisher,
				this.deliveryCounter, this.batches)
			.handle(whole);
		then(this.processor).should().requeueUnprocessed(eq(whole), any(OutOfMemoryError.class));
	}

	@Test
	void batchIsRefusedIfItsPartsCannotBeHandled() {
		given(this.batches.admit(any(), any())).willReturn(true);
		willThrow(InternalError.class).given(this.processor).handleBatch(any());
		Delivery whole = batch(3);
		this.requests.handle(whole);
		then(this.processor).should().refuse(eq(whole), any());
		then(this.batches).should().settled(whole);
	}

	@Test
	void callWithARepeatedIdIsHandledOnce() {
		String call = "{\"id\":\"%s\",\"func\":\"f\"}";
		Delivery whole = batch(null,
				"[" + String.join(",", call.formatted(1), call.formatted(2), call.formatted(1)) + "]");
		assertThat(parts(whole)).extracting((part) -> part.properties().getMessageId()).containsExactly("1", "2");
	}

	@Test
	void partsAreHandledTogether() {
		assertThat(parts(batch(3))).hasSize(3);
	}

	@Test
	void headersOfCallsHaveTheSameTypeAsHeadersOfMessages() {
		Delivery whole = batch(null, "[{\"id\":\"1\",\"headers\":{\"tenant\":\"a\"},\"func\":\"f\"}]");
		assertThat(parts(whole).get(0).properties().getHeaders()).containsEntry("tenant",
				LongStringHelper.asLongString("a"));
	}

	@Test
	void callIsRequeuedUntilItsTimeoutElapses() {
		requeueAll(batch("10000", null, 0L));
		ArgumentCaptor<OutgoingMessage> requeued = ArgumentCaptor.captor();
		then(this.publisher).should(times(2)).publish(requeued.capture());
		assertThat(requeued.getAllValues()).extracting(OutgoingMessage::wanted).containsExactly(true, false);
	}

	@Test
	void callIsNotRequeuedIfItsClientSendsItAgain() {
		given(this.refusals.refuseInsteadOfRequeuing(any(), any())).willReturn(true);
		requeueAll(batch(2));
		then(this.publisher).shouldHaveNoInteractions();
	}

	private void requeueAll(Delivery whole) {
		parts(whole).forEach((part) -> part.reject(true));
	}

	private List<Delivery> parts(Delivery whole) {
		given(this.batches.admit(any(), any())).willReturn(true);
		this.requests.handle(whole);
		ArgumentCaptor<List<Delivery>> parts = ArgumentCaptor.captor();
		then(this.processor).should(atLeastOnce()).handleBatch(parts.capture());
		return parts.getValue();
	}

	@Test
	void callsOfABatchWithItsOriginalExpirationKeepTheirTimeouts() {
		assertThat(expirations("10000", 10_000L, 9000L, null)).containsExactly("10000", "9000", null);
		assertThat(expirations("10001", 10_000L, 9000L)).containsExactly("10000", "9000");
		assertThat(expirations(null, 10_000L)).containsExactly("10000");
		assertThat(expirations("10000", (Long) null)).containsExactly((String) null);
	}

	@Test
	void callsOfABatchThatWasPublishedAgainHaveTheirRemainingTime() {
		assertThat(expirations("7000", 10_000L, 9000L, null)).containsExactly("7000", "6000", null);
		assertThat(expirations("1", 10_000L, 9000L)).containsExactly("1", "0");
	}

	@Test
	void timeoutBeyondTheLongestExpirationDoesNotShortenOthers() {
		assertThat(expirations("4294967295", Long.MAX_VALUE, 9000L)).containsExactly("4294967295", "9000");
	}

	private List<@Nullable String> expirations(@Nullable String ofBatch, @Nullable Long... ofCalls) {
		List<@Nullable String> expirations = new ArrayList<>();
		parts(batch(ofBatch, ofCalls)).forEach((part) -> expirations.add(part.properties().getExpiration()));
		return expirations;
	}

	private Delivery batch(int count) {
		return batch(null, new @Nullable Long[count]);
	}

	private Delivery batch(@Nullable String expiration, @Nullable Long... expirations) {
		return batch(expiration,
				IntStream.range(0, expirations.length)
					.mapToObj((i) -> "{\"id\":\"%d\",\"expiration\":%s,\"func\":\"f\",\"args\":[],\"kwargs\":{}}"
						.formatted(i, expirations[i]))
					.collect(Collectors.joining(",", "[", "]")));
	}

	private Delivery batch(@Nullable String expiration, String body) {
		return Deliveries.of(
				new BasicProperties.Builder().contentType(this.format.contentType()).expiration(expiration).build(),
				body.getBytes(StandardCharsets.UTF_8));
	}

}
