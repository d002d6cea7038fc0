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

package io.amphora.fuzz;

import java.util.function.Supplier;

import io.amphora.serializer.RpcSerializer;
import io.amphora.serializer.json.Jackson2RpcSerializer;
import io.amphora.serializer.json.Jackson3RpcSerializer;
import tools.jackson.databind.json.JsonMapper;

/**
 * The libraries that read what comes from outside.
 */
enum Json {

	JACKSON_2(Jackson2RpcSerializer::new), JACKSON_3(() -> new Jackson3RpcSerializer(JsonMapper.shared()));

	private final Supplier<RpcSerializer> factory;

	Json(Supplier<RpcSerializer> factory) {
		this.factory = factory;
	}

	RpcSerializer serializer() {
		return this.factory.get();
	}

}
