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

package io.amphora.serializer.json;

import java.util.function.Function;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.amphora.serializer.RpcSerializer;

/**
 * The serializers that must do the same.
 */
public enum JsonLibrary {

	JACKSON_3((limits) -> new Jackson3RpcSerializer(tools.jackson.databind.json.JsonMapper.shared(), limits)),

	JACKSON_3_CONTRARY((limits) -> new Jackson3RpcSerializer(ContraryMappers.jackson3(), limits)),

	JACKSON_2(Jackson2RpcSerializer::new),

	JACKSON_2_FOUND_MODULES(
			(limits) -> new Jackson2RpcSerializer(JsonMapper.builder().findAndAddModules().build(), limits)),

	JACKSON_2_CONTRARY((limits) -> new Jackson2RpcSerializer(ContraryMappers.jackson2(), limits));

	private final Function<SerializerLimits, RpcSerializer> factory;

	JsonLibrary(Function<SerializerLimits, RpcSerializer> factory) {
		this.factory = factory;
	}

	public RpcSerializer serializer() {
		return serializer(SerializerLimits.defaults());
	}

	RpcSerializer serializer(SerializerLimits limits) {
		return this.factory.apply(limits);
	}

}
