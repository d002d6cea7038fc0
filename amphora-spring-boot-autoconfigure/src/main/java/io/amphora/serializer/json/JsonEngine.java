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

import java.lang.reflect.Type;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import io.amphora.serializer.BatchItem;
import io.amphora.serializer.JsonShape;
import org.jspecify.annotations.Nullable;

/**
 * Strategy for the operations that the wire format needs from a JSON library.
 * Implementations are thread-safe and throw only {@link JsonProblem}.
 *
 * @param <N> the library's tree node
 */
interface JsonEngine<N> {

	N parseObject(byte[] body);

	List<BatchItem> items(byte[] body);

	byte[] write(JsonContent content);

	JsonKind kind(N node);

	String text(N node);

	@Nullable N member(N object, String name);

	Collection<Map.Entry<String, N>> members(N object);

	Iterable<N> elements(N array);

	@Nullable Object read(N node, Type type);

	JsonShape shape(Type type, boolean sent);

}
