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

package io.amphora.serializer;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * A message that cancels requests. It has the form of a call, so that any serializer can
 * write and read it.
 *
 * @param ids the message ids of the requests
 * @since 0.1.0
 */
public record CancelRequest(Set<String> ids) {

	/** The name of the function. */
	public static final String FUNCTION = "amphora.cancel";

	/** Maximum number of ids in a message. */
	public static final int MAX_IDS = 1000;

	/** Maximum size of a message in bytes. Ids have 22 characters, if not chosen. */
	public static final int MAX_BODY = 512 * 1024;

	/** Maximum length of a message id in AMQP. */
	private static final int MAX_LENGTH = 255;

	/**
	 * Return the call to send.
	 * @return the call, whose only argument is the list of the ids
	 */
	public RpcCall toCall() {
		return new RpcCall(FUNCTION, List.of(List.copyOf(this.ids)), Map.of());
	}

	/**
	 * Read a received call.
	 * @param call the call
	 * @return the request, or {@code null} for another function, which a later version
	 * may send
	 * @throws IllegalArgumentException if the argument is not a list of ids; the message
	 * gives the reason
	 */
	public static @Nullable CancelRequest of(ReceivedCall call) {
		if (!call.function().equals(FUNCTION)) {
			return null;
		}
		Object argument = call.args().isEmpty() ? null : call.args().get(0).as(Object.class);
		if (!(argument instanceof List<?> list) || list.size() > MAX_IDS) {
			throw new IllegalArgumentException("its argument is not a list of at most %d ids".formatted(MAX_IDS));
		}
		Set<String> ids = new LinkedHashSet<>();
		for (Object id : list) {
			if (!(id instanceof String text) || text.isEmpty() || text.length() > MAX_LENGTH) {
				throw new IllegalArgumentException("an id is not a text of 1 to %d characters".formatted(MAX_LENGTH));
			}
			ids.add(text);
		}
		return new CancelRequest(ids);
	}

}
