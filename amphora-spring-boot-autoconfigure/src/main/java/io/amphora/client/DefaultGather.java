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

import java.lang.reflect.Type;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.amphora.client.fanout.EarlyEnd;
import io.amphora.client.fanout.FanoutReply;
import io.amphora.client.fanout.Gather;
import io.amphora.transport.thread.Durations;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Collects the options of a call and delegates to a {@link CallExecutor}.
 *
 * @param <T> the type of the results
 */
final class DefaultGather<T> implements Gather<T> {

	private final CallExecutor executor;

	private final String function;

	private final CallOptions callOptions;

	private final GatherOptions gatherOptions;

	DefaultGather(CallExecutor executor, String function, CallOptions callOptions, GatherOptions gatherOptions) {
		Assert.hasText(function, "'function' must not be empty");
		this.executor = executor;
		this.function = function;
		this.callOptions = callOptions;
		this.gatherOptions = gatherOptions;
	}

	static <T> Gather<T> of(CallExecutor executor, String function, CallOptions options, Type resultType) {
		DefaultRemoteFunction.requireType(resultType);
		return new DefaultGather<>(executor, function, options, GatherOptions.untilDeadline(resultType));
	}

	static <T> Gather<T> of(CallExecutor executor, String function, CallOptions options, Type resultType,
			EarlyEnd earlyEnd) {
		return new DefaultGather<>(executor, function, options, GatherOptions.untilEarlyEnd(resultType, earlyEnd));
	}

	@Override
	public Gather<T> timeout(Duration timeout) {
		return with(this.callOptions.timeout(Durations.requirePositive(timeout, "timeout")), this.gatherOptions);
	}

	@Override
	public Gather<T> expecting(int servers) {
		Assert.isTrue(servers > 0, "'servers' must be at least 1");
		return with(this.callOptions, this.gatherOptions.expecting(servers));
	}

	@Override
	public Gather<T> quorum(int servers) {
		Assert.isTrue(servers > 0, "'servers' must be at least 1");
		return with(this.callOptions, this.gatherOptions.quorum(servers));
	}

	@Override
	public Gather<T> kwarg(String name, @Nullable Object value) {
		return with(this.callOptions.kwargs(Collections.singletonMap(name, value)), this.gatherOptions);
	}

	@Override
	public Gather<T> argumentTypes(Type... types) {
		return with(this.callOptions.argumentTypes(List.of(types)), this.gatherOptions);
	}

	private Gather<T> with(CallOptions newCallOptions, GatherOptions newGatherOptions) {
		return new DefaultGather<>(this.executor, this.function, newCallOptions, newGatherOptions);
	}

	@Override
	public List<FanoutReply<T>> call(@Nullable Object... args) {
		List<@Nullable Object> list = DefaultRemoteFunction.list(args);
		requireOwnThread("gather", list);
		PendingGather<T> gather = start((reply) -> {
		}, list);
		return BlockingCalls.call(gather, gather.gathered());
	}

	@Override
	public CompletableFuture<List<FanoutReply<T>>> defer(@Nullable Object... args) {
		return forEachAsync((reply) -> {
		}, args);
	}

	@Override
	public CompletableFuture<List<FanoutReply<T>>> forEachAsync(Consumer<? super FanoutReply<T>> consumer,
			@Nullable Object... args) {
		List<@Nullable Object> list = DefaultRemoteFunction.list(args);
		try {
			return start(consumer, list).gathered();
		}
		catch (RuntimeException | Error ex) {
			return CompletableFuture.failedFuture(ex);
		}
	}

	@Override
	public Stream<FanoutReply<T>> stream(@Nullable Object... args) {
		List<@Nullable Object> list = DefaultRemoteFunction.list(args);
		requireOwnThread("stream", list);
		ReplyStream<T> replies = new ReplyStream<>();
		return replies.of(start(replies, list));
	}

	private void requireOwnThread(String operation, List<@Nullable Object> args) {
		this.executor.requireOwnThread(operation, this.function, this.callOptions, args);
	}

	private PendingGather<T> start(Consumer<? super FanoutReply<T>> consumer, List<@Nullable Object> args) {
		return this.executor.gather(this.function, this.callOptions, args, this.gatherOptions, consumer);
	}

}
