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

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

import com.rabbitmq.client.AMQP.BasicProperties;
import io.amphora.AmphoraException;
import io.amphora.CallReport;
import io.amphora.CallStage;
import io.amphora.client.fanout.FanoutReply;
import io.amphora.topology.WireHeaders;
import io.amphora.transport.Delivery;
import io.amphora.transport.thread.DrainLoop;
import org.jspecify.annotations.Nullable;

/**
 * A fanout call that is waiting for several replies. Only one reply of each server
 * counts: if a request or a reply is sent again, a server replies twice. Replies are
 * processed one at a time, on threads that deliver them; the monitor guards the list
 * against the timer.
 *
 * @param <T> the type of the results
 */
final class PendingGather<T> extends RequestWithReply {

	private final GatherOptions options;

	private final ReplyReader results;

	private final Consumer<? super FanoutReply<T>> consumer;

	/** Replies that arrived while another thread processes one. */
	private final Queue<Runnable> turns = new ConcurrentLinkedQueue<>();

	private final DrainLoop loop = new DrainLoop("gathered replies", this::runTurns, Runnable::run);

	private final List<FanoutReply<T>> replies = new ArrayList<>();

	/** Owned by the thread that processes a reply. */
	private final Set<String> sources = new HashSet<>();

	private final CompletableFuture<List<FanoutReply<T>>> gathered = new CompletableFuture<>();

	private final CompletableFuture<List<FanoutReply<T>>> callerFuture;

	private final GatherCompletion completion;

	PendingGather(RequestData data, GatherOptions options, ReplyReader results,
			Consumer<? super FanoutReply<T>> consumer, Executor callbacks) {
		super(data);
		this.options = options;
		this.results = results;
		this.consumer = consumer;
		this.completion = options.completion(data, () -> this.gathered.complete(copy()));
		this.callerFuture = ClientInterceptorChain.notifyInterceptors(this, this.gathered, callbacks);
	}

	/** Return the future for the caller. */
	CompletableFuture<List<FanoutReply<T>>> gathered() {
		return this.callerFuture;
	}

	/**
	 * Run an action as soon as no further reply is expected, before the caller is
	 * notified: the dependents of a future run in reverse order. The completion is
	 * notified first, so that the next call knows the servers.
	 * @param action removes the call
	 */
	void onEnd(Runnable action) {
		this.gathered.whenComplete((sofar, failure) -> {
			this.completion.ended(failure != null);
			action.run();
		});
	}

	/**
	 * Process a reply after the earlier ones, on the current thread or on the one that
	 * processes another reply, whose consumer may take long.
	 * @param processing processes the reply
	 */
	void inTurn(Runnable processing) {
		this.turns.add(processing);
		this.loop.request(() -> true);
	}

	private boolean runTurns(boolean onCallerThread) {
		for (Runnable turn = this.turns.poll(); turn != null; turn = this.turns.poll()) {
			turn.run();
		}
		return true;
	}

	@Override
	boolean replied(Delivery delivery) {
		if (!wanted()) {
			this.completion.replied(delivery.properties());
			countLateReply();
			return true;
		}
		if (!isFirst(delivery.properties())) {
			countLateReply();
			return false;
		}
		reached(CallStage.REPLIED);
		this.completion.replied(delivery.properties());
		FanoutReply<T> reply = read(delivery);
		boolean enough = add(reply);
		consume(reply);
		if (enough || this.completion.complete()) {
			this.gathered.complete(copy());
		}
		return this.gathered.isDone();
	}

	private boolean isFirst(BasicProperties properties) {
		String source = source(properties);
		return source == null || this.sources.add(source);
	}

	/**
	 * Return a key that is the same for all replies of a server: the server's name or,
	 * from a peer without a name, the message id of a reply that is sent again.
	 */
	private @Nullable String source(BasicProperties properties) {
		Object instance = instanceHeader(properties);
		if (instance != null) {
			return "instance " + instance;
		}
		String id = properties.getMessageId();
		// a peer may reply with the message id of the request, which is the same for all
		// servers
		return (id != null && !id.equals(messageId())) ? "message " + id : null;
	}

	private void consume(FanoutReply<T> reply) {
		try {
			this.consumer.accept(reply);
		}
		catch (Throwable ex) {
			this.gathered.completeExceptionally(ex);
		}
	}

	private synchronized boolean add(FanoutReply<T> reply) {
		this.replies.add(reply);
		return this.options.isSufficient(this.replies);
	}

	private synchronized List<FanoutReply<T>> copy() {
		return List.copyOf(this.replies);
	}

	@SuppressWarnings("unchecked")
	private FanoutReply<T> read(Delivery delivery) {
		String instance = instance(delivery.properties());
		try {
			return new FanoutReply<>(instance, (T) this.results.read(this, delivery, this.options.resultType()), null);
		}
		catch (AmphoraException ex) {
			return new FanoutReply<>(instance, null, ex);
		}
	}

	private static String instance(BasicProperties properties) {
		Object instance = instanceHeader(properties);
		if (instance != null) {
			return instance.toString();
		}
		return (properties.getAppId() != null) ? properties.getAppId() : "unknown";
	}

	private static @Nullable Object instanceHeader(BasicProperties properties) {
		return (properties.getHeaders() != null) ? properties.getHeaders().get(WireHeaders.INSTANCE) : null;
	}

	@Override
	boolean expectsReplies() {
		return super.expectsReplies() || stage() == CallStage.REPLIED;
	}

	/**
	 * The gather completes with the replies received so far if they are sufficient,
	 * because no further ones can be relied on.
	 */
	@Override
	void repliesLost(String reason) {
		List<FanoutReply<T>> sofar = copy();
		this.completion.repliesUnknown();
		if (!sofar.isEmpty() && this.options.isAcceptable(sofar)) {
			this.gathered.complete(sofar);
		}
		else {
			super.repliesLost(reason);
		}
	}

	@Override
	public boolean wanted() {
		return !this.gathered.isDone() && !ending();
	}

	@Override
	void published() {
		this.completion.sent();
	}

	@Override
	boolean fail(AmphoraException failure) {
		return this.gathered.completeExceptionally(failure);
	}

	/**
	 * At the deadline, the gather fails only if there are too few results, or if the
	 * request was never sent.
	 */
	@Override
	void expire() {
		List<FanoutReply<T>> sofar = copy();
		if (stage() != CallStage.HELD && this.options.isAcceptable(sofar)) {
			this.gathered.complete(sofar);
		}
		else {
			super.expire();
		}
	}

	@Override
	String noResultWithin(CallReport report, @Nullable SendFailure unsent) {
		return "Only %d of %d replies within %d ms are results of %s. %s".formatted(
				copy().stream().filter(FanoutReply::successful).count(), this.options.quorum(),
				data().timeout().toMillis(), report.describe(), hint(unsent));
	}

}
