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

package io.amphora.explorer;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

import com.rabbitmq.client.AMQP.BasicProperties;
import io.amphora.PrintableText;
import io.amphora.client.interceptor.ClientCall;
import io.amphora.client.interceptor.ClientInterceptor;
import io.amphora.topology.WireHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Records which server has replied to a call of the explorer. Does not change the calls,
 * and does nothing for those of the application. Thread-safe.
 *
 * @since 0.1.0
 */
public final class ReplyingServer implements ClientInterceptor {

	/** Where to record the server, while a thread makes a call of the explorer. */
	private static final ThreadLocal<AtomicReference<@Nullable String>> RECORD = new ThreadLocal<>();

	@Override
	public void intercept(ClientCall call) {
		AtomicReference<@Nullable String> instance = RECORD.get();
		if (instance != null) {
			call.onOutcome((outcome) -> instance.set(instance(outcome.replyProperties())));
		}
	}

	private static @Nullable String instance(@Nullable BasicProperties reply) {
		Object instance = (reply != null && reply.getHeaders() != null) ? reply.getHeaders().get(WireHeaders.INSTANCE)
				: null;
		return (instance != null) ? PrintableText.name(instance.toString()) : null;
	}

	/**
	 * Make a call.
	 * @param instance receives the instance of the server, or {@code null} if there is no
	 * reply or the server does not name itself
	 * @param call makes the call on the current thread
	 */
	static <T extends @Nullable Object> T record(AtomicReference<@Nullable String> instance, Supplier<T> call) {
		RECORD.set(instance);
		try {
			return call.get();
		}
		finally {
			RECORD.remove();
		}
	}

}
