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
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import io.amphora.client.interceptor.ClientCall;
import io.amphora.client.interceptor.ClientCallOutcome;
import io.amphora.transport.thread.Unexpected;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * One call as seen by its interceptors. The thread of the caller fills the collections
 * before it hands the request to other threads. The first thread that ends the call
 * notifies the listeners.
 */
final class InterceptedClientCall implements ClientCall {

	private static final Log logger = LogFactory.getLog(InterceptedClientCall.class);

	private final RequestData data;

	private final Style style;

	private final List<? extends @Nullable Object> args;

	private final Map<String, ? extends @Nullable Object> kwargs;

	private final Map<String, Object> headers = new LinkedHashMap<>();

	private final List<Consumer<ClientCallOutcome>> listeners = new ArrayList<>();

	private final List<Consumer<Runnable>> wrappers = new ArrayList<>();

	private final AtomicBoolean ended = new AtomicBoolean();

	InterceptedClientCall(RequestData data, Style style, List<? extends @Nullable Object> args,
			Map<String, ? extends @Nullable Object> kwargs) {
		this.data = data;
		this.style = style;
		this.args = args;
		this.kwargs = kwargs;
	}

	@Override
	public Style style() {
		return this.style;
	}

	@Override
	public String service() {
		return this.data.origin().service();
	}

	@Override
	public String function() {
		return this.data.function();
	}

	@Override
	public String exchange() {
		return this.data.origin().route().exchange();
	}

	@Override
	public String routingKey() {
		return this.data.routingKey();
	}

	@Override
	public String correlationId() {
		return this.data.correlationId();
	}

	@Override
	public List<@Nullable Object> args() {
		return Collections.unmodifiableList(this.args);
	}

	@Override
	public Map<String, @Nullable Object> kwargs() {
		return Collections.unmodifiableMap(this.kwargs);
	}

	@Override
	public Duration timeout() {
		return this.data.timeout();
	}

	@Override
	public Map<String, Object> headers() {
		return this.headers;
	}

	@Override
	public void onOutcome(Consumer<ClientCallOutcome> listener) {
		this.listeners.add(listener);
	}

	@Override
	public void completeWithin(Consumer<Runnable> around) {
		this.wrappers.add(around);
	}

	/**
	 * Complete a future inside the actions of the interceptors, or outside them if they
	 * fail.
	 */
	void complete(Runnable completion) {
		Runnable once = new Once(completion);
		Runnable action = once;
		for (int i = this.wrappers.size() - 1; i >= 0; i--) {
			Consumer<Runnable> around = this.wrappers.get(i);
			Runnable inner = action;
			action = () -> around.accept(inner);
		}
		try {
			action.run();
		}
		catch (Throwable ex) {
			Unexpected.log(logger, "An interceptor failed to complete a call of function '" + function() + "'", ex);
		}
		finally {
			once.run();
		}
	}

	void ended(ClientCallOutcome outcome) {
		if (this.ended.compareAndSet(false, true)) {
			for (int i = this.listeners.size() - 1; i >= 0; i--) {
				notifyListener(this.listeners.get(i), outcome);
			}
		}
	}

	private void notifyListener(Consumer<ClientCallOutcome> listener, ClientCallOutcome outcome) {
		try {
			listener.accept(outcome);
		}
		catch (Throwable ex) {
			Unexpected.log(logger, "An interceptor failed after " + outcome.report().describe(), ex);
		}
	}

	/** Runs an action the first time only. */
	private static final class Once implements Runnable {

		private final AtomicBoolean ran = new AtomicBoolean();

		private final Runnable action;

		Once(Runnable action) {
			this.action = action;
		}

		@Override
		public void run() {
			if (this.ran.compareAndSet(false, true)) {
				this.action.run();
			}
		}

	}

}
