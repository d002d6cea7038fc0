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

package io.amphora.client.fanout;

import java.lang.reflect.Type;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.amphora.NoResultException;
import io.amphora.UnroutableRequestException;
import io.amphora.client.AmphoraClientBuilder;
import io.amphora.client.RemoteFunction;
import org.jspecify.annotations.Nullable;

import org.springframework.lang.CheckReturnValue;

/**
 * A function of all fanout servers whose replies are gathered until the deadline, or
 * until there are enough of them. Immutable, like {@link RemoteFunction}.
 * <p>
 * Without {@link #expecting(int)} and {@link #quorum(int)}, the gather completes as soon
 * as it has replies from all servers that replied to an earlier call of the function
 * within the last ten minutes. If these servers are unknown, or if not all of them reply,
 * it completes when no further reply arrives within the
 * {@linkplain AmphoraClientBuilder#gatherQuietPeriod(Duration) quiet period}. Before the
 * first reply, it ends only at the deadline.
 *
 * @param <T> the type of the results
 * @since 0.1.0
 */
public interface Gather<T> {

	/**
	 * Set the deadline. If the reply queue is lost before it, and replies may be lost
	 * with it, the gather completes with the replies received so far if there are any and
	 * they satisfy its quorum; otherwise it fails with an
	 * {@link io.amphora.ReplyLostException}.
	 * @param timeout the maximum time to gather replies
	 * @return the function with that deadline
	 */
	@CheckReturnValue
	Gather<T> timeout(Duration timeout);

	/**
	 * Complete as soon as the given number of servers have replied, either with a result
	 * or with an error. At the deadline, the gather completes with fewer replies.
	 * @param servers the expected number of replies
	 * @return the function with that expected number of replies
	 */
	@CheckReturnValue
	Gather<T> expecting(int servers);

	/**
	 * Complete as soon as the given number of servers have replied with a result. At the
	 * deadline, the gather fails if there are fewer.
	 * @param servers the required number of results
	 * @return the function with that quorum
	 */
	@CheckReturnValue
	Gather<T> quorum(int servers);

	/**
	 * Add an argument by name.
	 * @param name the name of the parameter
	 * @param value the argument
	 * @return the function with that argument
	 */
	@CheckReturnValue
	Gather<T> kwarg(String name, @Nullable Object value);

	/**
	 * Set the types of the arguments by position, see
	 * {@link RemoteFunction#argumentTypes(Type...)}.
	 * @param types the types; there may be fewer of them than arguments
	 * @return the function with those types
	 */
	@CheckReturnValue
	Gather<T> argumentTypes(Type... types);

	/**
	 * Call the function and wait for the replies.
	 * @param args the arguments by position
	 * @return the replies in the order in which they arrived
	 * @throws UnroutableRequestException if no server is connected
	 * @throws NoResultException if the quorum is not reached by the deadline
	 */
	List<FanoutReply<T>> call(@Nullable Object... args);

	/**
	 * Call the function without waiting for the replies.
	 * @param args the arguments by position
	 * @return a future that completes with the replies, or exceptionally as {@link #call}
	 * does
	 */
	CompletableFuture<List<FanoutReply<T>>> defer(@Nullable Object... args);

	/**
	 * Call the function and consume each reply as it arrives.
	 * @param consumer receives the replies, one at a time, on a thread that should not be
	 * blocked
	 * @param args the arguments by position
	 * @return a future that completes with all replies after the last one was consumed,
	 * or at the deadline even if a reply is still being consumed; or exceptionally as
	 * {@link #call} does
	 */
	CompletableFuture<List<FanoutReply<T>>> forEachAsync(Consumer<? super FanoutReply<T>> consumer,
			@Nullable Object... args);

	/**
	 * Call the function and return the replies as a stream whose reader blocks until the
	 * next one arrives. Closing the stream cancels the call.
	 * @param args the arguments by position
	 * @return a stream that ends at the deadline or with the last reply, and that fails
	 * as {@link #call} does
	 */
	Stream<FanoutReply<T>> stream(@Nullable Object... args);

}
