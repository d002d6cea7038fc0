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

package io.amphora.calls;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.amphora.AmphoraException;
import io.amphora.client.AmphoraFanoutClient;
import io.amphora.client.RemoteFunction;
import io.amphora.client.fanout.FanoutReply;
import io.amphora.client.fanout.Gather;

import static io.amphora.test.TestService.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The ways to call a function. Where they take a correlation id and a routing key, they
 * have got one. All want a whole number.
 */
enum CallStyle {

	CALL {
		@Override
		Object make(AmphoraFanoutClient client, String function, Duration timeout, Object... args) {
			return function(client, function, timeout).call(Integer.class, args);
		}
	},

	DEFER {
		@Override
		Object make(AmphoraFanoutClient client, String function, Duration timeout, Object... args) {
			return function(client, function, timeout).defer(Integer.class, args);
		}
	},

	WAIT_PUBLISH {
		@Override
		Object make(AmphoraFanoutClient client, String function, Duration timeout, Object... args) {
			return function(client, function, timeout).waitPublish(true).defer(Integer.class, args);
		}
	},

	SEND {
		@Override
		Object make(AmphoraFanoutClient client, String function, Duration timeout, Object... args) {
			return function(client, function, timeout).send(args);
		}
	},

	GATHER {
		@Override
		Object make(AmphoraFanoutClient client, String function, Duration timeout, Object... args) {
			return gather(client, function, timeout).call(args);
		}
	},

	GATHER_DEFER {
		@Override
		Object make(AmphoraFanoutClient client, String function, Duration timeout, Object... args) {
			return gather(client, function, timeout).defer(args);
		}
	},

	STREAM {
		@Override
		Object make(AmphoraFanoutClient client, String function, Duration timeout, Object... args) {
			try (Stream<FanoutReply<Integer>> replies = gather(client, function, timeout).stream(args)) {
				return replies.toList();
			}
		}
	},

	/** Has the timeout of the client. */
	CLAIM {
		@Override
		Object make(AmphoraFanoutClient client, String function, Duration timeout, Object... args) {
			return client.claimAsync(CORRELATION_ID, Integer.class);
		}
	};

	static final String CORRELATION_ID = "order-17";

	static final String ROUTING_KEY = "somewhere";

	/** Make the call: it throws, or gives a future that fails. */
	abstract Object make(AmphoraFanoutClient client, String function, Duration timeout, Object... args);

	/** Make the call and wait for the exception that ends it. */
	AmphoraException failure(AmphoraFanoutClient client, String function, Duration timeout, Object... args) {
		Throwable thrown = thrownBy(() -> {
			Object outcome = make(client, function, timeout, args);
			// somebody who was interrupted waits for the future nevertheless
			Thread.interrupted();
			return ((CompletableFuture<?>) outcome).get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
		});
		Thread.interrupted();
		assertThat(thrown).as("%s of %s", this, function).isInstanceOf(AmphoraException.class);
		return (AmphoraException) thrown;
	}

	private static Throwable thrownBy(Callable<?> call) {
		try {
			return new AssertionError("The call returned " + call.call());
		}
		catch (ExecutionException ex) {
			return ex.getCause();
		}
		catch (Exception ex) {
			return ex;
		}
	}

	private static RemoteFunction function(AmphoraFanoutClient client, String function, Duration timeout) {
		return client.function(function).timeout(timeout).correlationId(CORRELATION_ID).routingKey(ROUTING_KEY);
	}

	private static Gather<Integer> gather(AmphoraFanoutClient client, String function, Duration timeout) {
		return client.gather(function, Integer.class).timeout(timeout).quorum(1);
	}

	boolean gathers() {
		return this == GATHER || this == GATHER_DEFER || this == STREAM;
	}

}
