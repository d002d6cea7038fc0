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
import java.util.Objects;
import java.util.stream.Stream;

import io.amphora.WrongRequestException.Violation;
import io.amphora.transport.RefusalLimits;
import org.jspecify.annotations.Nullable;

/**
 * The reason why a server has not run a function, read from the arguments of its reply. A
 * peer may send any arguments, up to the size of a message.
 *
 * @param reason the reason
 * @param violations the violations of constraints, empty if the server does not list them
 */
record RefusedRequest(String reason, List<Violation> violations) {

	static RefusedRequest of(List<? extends @Nullable Object> args) {
		String reason = args.isEmpty() ? "it gave no reason" : RefusalLimits.reason(String.valueOf(args.get(0)));
		return new RefusedRequest(reason, (args.size() > 1) ? violations(args.get(1)) : List.of());
	}

	/** Lazy, because a peer may list any number of violations. */
	private static List<Violation> violations(@Nullable Object listed) {
		Stream<?> elements = (listed instanceof List<?> list) ? list.stream() : Stream.empty();
		return RefusalLimits.violations(elements.map(RefusedRequest::violation).filter(Objects::nonNull));
	}

	private static @Nullable Violation violation(@Nullable Object element) {
		return (element instanceof Map<?, ?> members && members.get("path") instanceof String path
				&& members.get("message") instanceof String message) ? new Violation(path, message) : null;
	}

}
