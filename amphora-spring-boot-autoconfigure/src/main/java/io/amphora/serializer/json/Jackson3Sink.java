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

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * Implementation of {@link JsonEngine.Sink} based on Jackson 3.
 *
 * @param generator the generator of the tokens around the values
 * @param writers the writers of the values
 */
record Jackson3Sink(JsonGenerator generator, Jackson3Writers writers) implements JsonEngine.Sink {

	@Override
	public void startObject() {
		this.generator.writeStartObject();
	}

	@Override
	public void endObject() {
		this.generator.writeEndObject();
	}

	@Override
	public void startArray() {
		this.generator.writeStartArray();
	}

	@Override
	public void endArray() {
		this.generator.writeEndArray();
	}

	@Override
	public void name(String name) {
		this.generator.writeName(name);
	}

	@Override
	public void value(@Nullable Object value, Type type) {
		if (value == null) {
			this.generator.writeNull();
			return;
		}
		try {
			this.writers.writer(type, value).writeValue(this.generator, value);
		}
		catch (RuntimeException ex) {
			throw Jackson3Problems.ofWritten(ex);
		}
	}

}
