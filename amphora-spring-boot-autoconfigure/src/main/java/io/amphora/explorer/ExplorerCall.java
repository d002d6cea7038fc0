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

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import io.amphora.WrongRequestException;
import io.amphora.serializer.ReceivedCall;
import org.jspecify.annotations.Nullable;

/**
 * A call with the values from the form.
 *
 * @param service the service
 * @param fanout whether to call all fanout servers
 * @param timeout how long to wait
 * @param call the function and its arguments
 */
record ExplorerCall(String service, boolean fanout, Duration timeout, ReceivedCall call) {

	private static final Duration LONGEST = Duration.ofMinutes(1);

	ExplorerCall {
		if (timeout.toMillis() < 1 || timeout.compareTo(LONGEST) > 0) {
			throw new WrongRequestException("The timeout must be from 1 to %d ms".formatted(LONGEST.toMillis()));
		}
		if (call.function().isBlank()) {
			throw new WrongRequestException("The call names no function");
		}
	}

	@Nullable Object[] args() {
		return this.call.args().stream().map((value) -> value.as(Object.class)).toArray();
	}

	Map<String, @Nullable Object> kwargs() {
		Map<String, @Nullable Object> kwargs = new LinkedHashMap<>();
		this.call.kwargs().forEach((name, value) -> kwargs.put(name, value.as(Object.class)));
		return kwargs;
	}

}
