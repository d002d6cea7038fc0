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

package io.amphora.reactive;

import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.amphora.CallScope;
import io.amphora.client.RemoteFunction;
import io.amphora.observation.CallScopeThreadLocalAccessor;
import io.amphora.transport.thread.BrokerThread;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.mockito.Answers;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;

import org.springframework.core.ParameterizedTypeReference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.CALLS_REAL_METHODS;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link ReactiveFunction}.
 */
class ReactiveFunctionTests {

	private final List<CompletableFuture<@Nullable Object>> calls = new ArrayList<>();

	private final List<@Nullable CallScope> scopes = new ArrayList<>();

	private final ReactiveFunction function = new ReactiveFunction((type, args) -> {
		this.scopes.add(CallScope.current());
		this.calls.add(new CompletableFuture<>());
		return this.calls.get(this.calls.size() - 1);
	}, (args) -> CompletableFuture.completedFuture(null));

	private final CallScope scope = mock(CallScope.class, CALLS_REAL_METHODS);

	@Test
	void eachSubscriptionIsACall() {
		Mono<Integer> sum = this.function.call(int.class, 2, 3);
		assertThat(this.calls).isEmpty();
		List<Integer> results = new ArrayList<>();
		sum.subscribe(results::add);
		sum.subscribe(results::add);
		this.calls.get(1).complete(6);
		this.calls.get(0).complete(5);
		assertThat(results).containsExactly(6, 5);
	}

	@Test
	void callWithoutAResultIsEmpty() {
		CompletableFuture<List<String>> result = this.function.call(new ParameterizedTypeReference<List<String>>() {
		}).toFuture();
		this.calls.get(0).complete(null);
		assertThat(result).isCompletedWithValue(null);
		assertThat(this.function.send(1).toFuture()).isCompletedWithValue(null);
	}

	@Test
	void cancellingASubscriptionCancelsItsCall() {
		Mono<Integer> sum = this.function.call(int.class);
		Disposable first = sum.subscribe();
		sum.subscribe();
		first.dispose();
		assertThat(this.calls.get(0)).isCancelled();
		assertThat(this.calls.get(1)).isNotDone();
	}

	@Test
	void failuresAreSignals() {
		Mono<Object> failing = new ReactiveFunction((type, args) -> {
			throw new IllegalArgumentException("no type");
		}, (args) -> CompletableFuture.completedFuture(null)).call((Type) int.class);
		assertThatIllegalArgumentException().isThrownBy(failing::block).withMessage("no type");
	}

	@Test
	void callsHaveTheContextOfTheSubscriber() throws Exception {
		this.function.call(int.class)
			.contextWrite((context) -> context.put(CallScopeThreadLocalAccessor.KEY, this.scope))
			.subscribe();
		assertThat(this.scopes.get(0).context()).isSameAs(this.scope.context());
		assertThat(this.scopes).doesNotContainNull();
		assertThat(CallScope.current()).isNull();
		this.scope.run(this.function.call(int.class)::subscribe);
		assertThat(this.scopes.get(1)).isSameAs(this.scope);
	}

	@Test
	void scopeIsCarriedWithoutContextPropagation() throws Exception {
		assertThat(ReactorContext.CALL_SCOPE).isEqualTo(CallScopeThreadLocalAccessor.KEY);
		Context context = this.scope.run(ReactorContext::captureScope);
		assertThat(ReactorContext.<Boolean>withinScope(context, () -> CallScope.current() != null)).isTrue();
		assertThat(CallScope.current()).isNull();
		assertThat(
				ReactorContext.<Boolean>withinScope(ReactorContext.captureScope(), () -> CallScope.current() != null))
			.isFalse();
	}

	@Test
	void threadsThatDeliverRepliesMustNotBlock() {
		Mono<Integer> sum = this.function.call(int.class);
		BrokerThread.run(() -> assertThatExceptionOfType(IllegalStateException.class).isThrownBy(sum::block));
	}

	@Test
	void viewOfAFunctionDoesNotBlock() {
		RemoteFunction remote = mock(RemoteFunction.class, Answers.CALLS_REAL_METHODS);
		RemoteFunction nonBlocking = mock(RemoteFunction.class);
		given(remote.nonBlocking(true)).willReturn(nonBlocking);
		given(nonBlocking.defer((Type) int.class, 2, 3)).willReturn(CompletableFuture.completedFuture(5));
		assertThat(remote.reactive().call(int.class, 2, 3).block()).isEqualTo(5);
		then(remote).should().nonBlocking(true);
	}

}
