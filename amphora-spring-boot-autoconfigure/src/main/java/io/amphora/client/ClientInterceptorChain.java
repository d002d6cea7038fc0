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

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

import io.amphora.client.interceptor.ClientCall;
import io.amphora.client.interceptor.ClientInterceptor;
import io.amphora.transport.thread.CustomizedList;
import org.jspecify.annotations.Nullable;

/**
 * The interceptors of one client, determined by its first call. Thread-safe.
 */
final class ClientInterceptorChain {

	private final CustomizedList<ClientInterceptor> interceptors;

	/**
	 * Create the interceptors.
	 * @param changes the customizers of the list of interceptors
	 */
	ClientInterceptorChain(List<Consumer<List<ClientInterceptor>>> changes) {
		this.interceptors = new CustomizedList<>(changes);
	}

	RequestData intercept(RequestData data, ClientCall.Style style, List<? extends @Nullable Object> args,
			Map<String, ? extends @Nullable Object> kwargs) {
		List<ClientInterceptor> all = this.interceptors.get();
		return all.isEmpty() ? data : runInterceptors(all, new InterceptedClientCall(data, style, args, kwargs), data);
	}

	private static RequestData runInterceptors(List<ClientInterceptor> all, InterceptedClientCall call,
			RequestData data) {
		RequestData intercepted = data.with(call);
		try {
			all.forEach((interceptor) -> interceptor.intercept(call));
			return intercepted;
		}
		catch (RuntimeException | Error ex) {
			new OneWayRequest(intercepted).ended(null, ex, null);
			throw ex;
		}
	}

	/**
	 * Return the future for the caller, which completes after the interceptors were
	 * notified, both on a thread that they may block.
	 */
	static <T extends @Nullable Object> CompletableFuture<T> notifyInterceptors(ClientRequest call,
			CompletableFuture<T> end, Executor callbacks) {
		CompletableFuture<T> notified = new CallFuture<>();
		end.whenComplete((value, failure) -> callbacks.execute(() -> {
			call.ended(value, failure, null);
			call.complete((failure != null) ? () -> notified.completeExceptionally(ClientRequest.forFuture(failure))
					: () -> notified.complete(value));
		}));
		notified.whenComplete((value, failure) -> call.cancel(end));
		return notified;
	}

}
