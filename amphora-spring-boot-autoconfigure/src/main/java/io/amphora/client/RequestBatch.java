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
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.rabbitmq.client.AMQP.BasicProperties;
import io.amphora.AmphoraException;
import io.amphora.WrongRequestException;
import io.amphora.serializer.BatchFormat;
import io.amphora.serializer.BatchItem;
import io.amphora.transport.OutgoingMessage;
import org.jspecify.annotations.Nullable;

/**
 * A message with the requests of several calls. Events of the message apply to each of
 * the calls, except for calls that have ended and calls that are now sent separately.
 */
final class RequestBatch implements OutgoingMessage {

	private final String id;

	private final RequestFactory factory;

	private final BatchFormat format;

	/**
	 * {@code null} in place of calls that have ended, because a slow call would otherwise
	 * keep the replies to all others.
	 */
	private final AtomicReferenceArray<@Nullable PendingCall> calls;

	private final String routingKey;

	private final BiConsumer<PendingCall, Boolean> separately;

	private final int[] sizes;

	/** Owned by the sender. */
	private boolean sent;

	/** Written by the sender, read by any thread. */
	private volatile boolean resent;

	RequestBatch(RequestFactory factory, BatchFormat format, List<PendingCall> calls,
			BiConsumer<PendingCall, Boolean> separately) {
		this.id = factory.nextId();
		this.factory = factory;
		this.format = format;
		this.calls = new AtomicReferenceArray<>(calls.toArray(PendingCall[]::new));
		this.routingKey = calls.get(0).routingKey();
		this.separately = separately;
		this.sizes = calls.stream().mapToInt(ClientRequest::size).toArray();
	}

	/** Run an action when all calls have ended. Called once. */
	void whenEnded(Runnable action) {
		AtomicInteger open = new AtomicInteger(count());
		for (int i = 0; i < count(); i++) {
			int index = i;
			Objects.requireNonNull(this.calls.get(i)).reply().whenComplete((reply, failure) -> {
				this.calls.set(index, null);
				if (open.decrementAndGet() == 0) {
					action.run();
				}
			});
		}
	}

	/**
	 * Send the requests of the calls separately.
	 * @param mayHaveRun whether the functions may have run; implied if the batch was sent
	 * more than once
	 */
	void resendSeparately(boolean mayHaveRun) {
		boolean perhaps = mayHaveRun || this.resent;
		forEach((call) -> this.separately.accept(call, perhaps));
	}

	void forEach(Consumer<PendingCall> action) {
		parts().forEach(action);
	}

	private Stream<PendingCall> parts() {
		return notEnded().filter(RequestBatch::hasPart);
	}

	private Stream<PendingCall> notEnded() {
		return IntStream.range(0, count()).mapToObj(this.calls::get).filter(Objects::nonNull);
	}

	private static boolean hasPart(PendingCall call) {
		return call.wanted() && !call.excludedFromBatches();
	}

	@Override
	public String exchange() {
		return this.factory.route().exchange();
	}

	@Override
	public String routingKey() {
		return this.routingKey;
	}

	@Override
	public String messageId() {
		return this.id;
	}

	@Override
	public BasicProperties properties() {
		Duration longest = parts().map(ClientRequest::remaining).max(Comparator.naturalOrder()).orElse(Duration.ZERO);
		return this.factory.batchProperties(this.format, this.id, longest, this.resent);
	}

	@Override
	public byte[] body() {
		return this.format.join(parts().map(RequestBatch::item).toList());
	}

	private static BatchItem item(PendingCall call) {
		return new BatchItem(call.data().id(), call.remaining(), texts(call.data().headers(false)), false, call.body());
	}

	private static Map<String, String> texts(@Nullable Map<String, Object> headers) {
		if (headers == null) {
			return Map.of();
		}
		Map<String, String> texts = new HashMap<>();
		headers.forEach((name, value) -> texts.put(name, (String) value));
		return texts;
	}

	@Override
	public int count() {
		return this.calls.length();
	}

	@Override
	public int size() {
		return IntStream.of(this.sizes).sum();
	}

	@Override
	public int unwantedCount() {
		return (int) withoutPart().count();
	}

	@Override
	public int unwantedSize() {
		return withoutPart().map((index) -> this.sizes[index]).sum();
	}

	private IntStream withoutPart() {
		return IntStream.range(0, count()).filter((index) -> {
			PendingCall call = this.calls.get(index);
			return call == null || !hasPart(call);
		});
	}

	@Override
	public boolean wanted() {
		return notEnded().anyMatch(RequestBatch::hasPart);
	}

	@Override
	public void held(Runnable unwanted) {
		notEnded().forEach((call) -> call.held(unwanted));
	}

	@Override
	public boolean sent() {
		this.resent = this.sent;
		this.sent = true;
		forEach(ClientRequest::sent);
		return wanted();
	}

	@Override
	public void notSent() {
		if (!this.resent) {
			this.sent = false;
			forEach(ClientRequest::notSent);
		}
	}

	@Override
	public void confirmed() {
		forEach(ClientRequest::confirmed);
	}

	@Override
	public void returned(String reason) {
		forEach((call) -> call.returned(reason));
	}

	/** The broker may accept the requests separately. */
	@Override
	public void refused(WrongRequestException cause) {
		resendSeparately(false);
	}

	/**
	 * The requests may be sendable separately. If the failure occurred while the batch
	 * was written, the broker may have it.
	 */
	@Override
	public void failed(AmphoraException cause) {
		if (cause instanceof WrongRequestException) {
			resendSeparately(this.sent);
		}
		else {
			forEach((call) -> call.failed(cause));
		}
	}

}
