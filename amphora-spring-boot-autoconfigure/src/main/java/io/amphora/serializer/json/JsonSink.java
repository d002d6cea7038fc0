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

import java.io.IOException;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

import org.jspecify.annotations.Nullable;

/**
 * Receives the tokens of a body. The mapper writes only the values, so that its settings
 * cannot change the format around them.
 */
interface JsonSink {

	void startObject() throws IOException;

	void endObject() throws IOException;

	void startArray() throws IOException;

	void endArray() throws IOException;

	void name(String name) throws IOException;

	/**
	 * Write a value.
	 * @param value the value
	 * @param type its declared type, or {@code Object} if there is none
	 * @throws JsonUnwritable if the value cannot be written
	 */
	void value(@Nullable Object value, Type type) throws IOException;

	default void values(List<? extends @Nullable Object> values, IntFunction<Type> types) throws IOException {
		startArray();
		int index = 0;
		for (Object value : values) {
			try {
				value(value, types.apply(index));
			}
			catch (JsonUnwritable ex) {
				throw ex.in(JsonNames.ARGS + "[" + index + "]");
			}
			index++;
		}
		endArray();
	}

	default void members(Map<String, ? extends @Nullable Object> members) throws IOException {
		startObject();
		for (Map.Entry<String, ? extends @Nullable Object> member : members.entrySet()) {
			name(member.getKey());
			try {
				value(member.getValue(), Object.class);
			}
			catch (JsonUnwritable ex) {
				throw ex.in(JsonNames.KWARGS + "." + member.getKey());
			}
		}
		endObject();
	}

}
