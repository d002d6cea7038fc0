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

package io.amphora.observation;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.amphora.RemoteException;
import io.amphora.WrongResultException;
import io.amphora.client.fanout.FanoutReply;
import io.amphora.client.interceptor.ClientCall;
import io.amphora.client.interceptor.ClientCallOutcome;
import org.jspecify.annotations.Nullable;

/**
 * The functions that are known to exist because a server has run them. An application may
 * call functions by names from untrusted sources, and each tag value occupies memory
 * permanently. Thread-safe.
 */
final class KnownFunctions {

	private static final int LIMIT = 1000;

	private final Set<Name> names = ConcurrentHashMap.newKeySet();

	@Nullable String known(ClientCall call) {
		return this.names.contains(name(call)) ? call.function() : null;
	}

	@Nullable String learn(ClientCall call, ClientCallOutcome outcome) {
		Name name = name(call);
		if (!this.names.contains(name) && this.names.size() < LIMIT && hasRun(call, outcome)) {
			this.names.add(name);
		}
		return known(call);
	}

	private static boolean hasRun(ClientCall call, ClientCallOutcome outcome) {
		return switch (call.style()) {
			case SEND -> false;
			case GATHER -> outcome.value() instanceof List<?> replies
					&& replies.stream().anyMatch((reply) -> reply instanceof FanoutReply<?> one && hasRun(one.error()));
			case CALL, DEFER -> hasRun(outcome.failure());
		};
	}

	private static boolean hasRun(@Nullable Throwable failure) {
		return failure == null || failure instanceof RemoteException || failure instanceof WrongResultException;
	}

	private static Name name(ClientCall call) {
		return new Name(call.service(), call.function());
	}

	private record Name(String service, String function) {
	}

}
