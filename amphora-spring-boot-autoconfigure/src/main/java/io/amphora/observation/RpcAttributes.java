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

import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import io.micrometer.common.docs.KeyName;
import org.jspecify.annotations.Nullable;

/**
 * Attributes of OpenTelemetry's semantic conventions for RPC.
 */
enum RpcAttributes implements KeyName {

	SYSTEM("rpc.system.name"),

	METHOD("rpc.method"),

	METHOD_ORIGINAL("rpc.method_original"),

	ERROR_TYPE("error.type"),

	SERVER_ADDRESS("server.address");

	/** Value for functions that are not known to exist. */
	static final String OTHER = "_OTHER";

	private static final String AMPHORA = "amphora";

	private final String key;

	RpcAttributes(String key) {
		this.key = key;
	}

	@Override
	public String asString() {
		return this.key;
	}

	static String spanName(String service, @Nullable String knownFunction) {
		return (knownFunction != null) ? method(service, knownFunction) : AMPHORA;
	}

	/** Tags of meters and spans, without an error type unless the call failed. */
	static KeyValues low(String service, @Nullable String knownFunction, @Nullable Throwable failure) {
		KeyValues values = KeyValues.of(SYSTEM.withValue(AMPHORA),
				METHOD.withValue((knownFunction != null) ? method(service, knownFunction) : OTHER));
		return (failure != null) ? values.and(ERROR_TYPE.withValue(type(failure))) : values;
	}

	static KeyValue original(String service, String function) {
		return METHOD_ORIGINAL.withValue(method(service, CallKeyValues.shortened(function)));
	}

	private static String method(String service, String function) {
		return service + "/" + function;
	}

	private static String type(Throwable failure) {
		Class<?> type = failure.getClass();
		return (type.isAnonymousClass() ? type.getSuperclass() : type).getName();
	}

}
