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
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.amphora.transport.thread.Durations;
import org.jspecify.annotations.Nullable;

import org.springframework.core.ParameterizedTypeReference;
import org.springframework.util.Assert;

/**
 * Collects the options of a call and delegates to a {@link CallExecutor}.
 */
final class DefaultRemoteFunction implements RemoteFunction {

	private final CallExecutor executor;

	private final String name;

	private final CallOptions options;

	DefaultRemoteFunction(CallExecutor executor, String name, CallOptions options) {
		Assert.hasText(name, "'name' must not be empty");
		this.executor = executor;
		this.name = name;
		this.options = options;
	}

	@Override
	public String name() {
		return this.name;
	}

	@Override
	public RemoteFunction function(String next) {
		Assert.hasText(next, "'name' must not be empty");
		return new DefaultRemoteFunction(this.executor, this.name + "." + next, this.options);
	}

	@Override
	public RemoteFunction timeout(Duration timeout) {
		return with(this.options.timeout(Durations.requirePositive(timeout, "timeout")));
	}

	@Override
	public RemoteFunction routingKey(String routingKey) {
		return with(this.options.routingKey(routingKey));
	}

	@Override
	public RemoteFunction correlationId(String correlationId) {
		Assert.hasText(correlationId, "'correlationId' must not be empty");
		return with(this.options.correlationId(correlationId));
	}

	@Override
	public RemoteFunction waitPublish(boolean waitPublish) {
		return with(this.options.waitPublish(waitPublish));
	}

	@Override
	public RemoteFunction nonBlocking(boolean nonBlocking) {
		return with(this.options.nonBlocking(nonBlocking));
	}

	@Override
	public RemoteFunction idempotent(boolean idempotent) {
		return with(this.options.idempotent(idempotent));
	}

	@Override
	public RemoteFunction kwarg(String key, @Nullable Object value) {
		return kwargs(Collections.singletonMap(key, value));
	}

	@Override
	public RemoteFunction kwargs(Map<String, ? extends @Nullable Object> kwargs) {
		return with(this.options.kwargs(kwargs));
	}

	@Override
	public RemoteFunction argumentTypes(Type... types) {
		return with(this.options.argumentTypes(List.of(types)));
	}

	private RemoteFunction with(CallOptions changed) {
		return new DefaultRemoteFunction(this.executor, this.name, changed);
	}

	@Override
	@SuppressWarnings("unchecked")
	public <T> @Nullable T call(Class<T> resultType, @Nullable Object... args) {
		return (T) call((Type) resultType, args);
	}

	@Override
	@SuppressWarnings("unchecked")
	public <T> @Nullable T call(ParameterizedTypeReference<T> resultType, @Nullable Object... args) {
		return (T) call(type(resultType), args);
	}

	@Override
	public @Nullable Object call(Type resultType, @Nullable Object... args) {
		requireType(resultType);
		return this.executor.call(this.name, this.options, list(args), resultType);
	}

	@Override
	@SuppressWarnings("unchecked")
	public <T> CompletableFuture<@Nullable T> defer(Class<T> resultType, @Nullable Object... args) {
		return (CompletableFuture<@Nullable T>) defer((Type) resultType, args);
	}

	@Override
	@SuppressWarnings("unchecked")
	public <T> CompletableFuture<@Nullable T> defer(ParameterizedTypeReference<T> resultType,
			@Nullable Object... args) {
		return (CompletableFuture<@Nullable T>) defer(type(resultType), args);
	}

	@Override
	public CompletableFuture<@Nullable Object> defer(Type resultType, @Nullable Object... args) {
		requireType(resultType);
		return this.executor.defer(this.name, this.options, list(args), resultType);
	}

	@Override
	public CompletableFuture<@Nullable Void> send(@Nullable Object... args) {
		return this.executor.send(this.name, this.options, list(args));
	}

	static Type type(ParameterizedTypeReference<?> resultType) {
		Assert.notNull(resultType, "'resultType' must not be null");
		return resultType.getType();
	}

	static void requireType(Type resultType) {
		Assert.notNull(resultType, "'resultType' must not be null: for a function without a result, give void.class");
	}

	/** A single {@code null} passed for variable arguments is a {@code null} array. */
	static List<@Nullable Object> list(@Nullable Object... args) {
		Assert.notNull(args, "'args' must not be null: give '(Object) null' to pass null as an argument");
		return Arrays.asList(args);
	}

}
