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
import java.util.List;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.TypeBindings;
import tools.jackson.databind.type.TypeFactory;
import tools.jackson.databind.type.TypeModifier;

import org.springframework.core.ResolvableType;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Jackson3Writers}.
 */
class Jackson3WritersTests {

	private final Jackson3Writers writers = create();

	private Jackson3Writers create() {
		TypeFactory types = TypeFactory.createDefaultInstance().withModifier(new Reentrant());
		return new Jackson3Writers(JsonMapper.builder().typeFactory(types).build());
	}

	@Test
	void moduleMayNeedAWriterItself() throws Exception {
		Type list = ResolvableType.forClassWithGenerics(List.class, Integer.class).getType();
		assertThat(this.writers.writer(list, List.of(1)).writeValueAsString(List.of(1))).isEqualTo("[1]");
		Type box = ResolvableType.forClassWithGenerics(Box.class, Integer.class).getType();
		assertThat(this.writers.writer(box, new Box<>(1)).writeValueAsString(new Box<>(1)))
			.isEqualTo("{\"content\":1}");
	}

	private final class Reentrant extends TypeModifier {

		private int depth;

		@Override
		public JavaType modifyType(JavaType type, Type source, TypeBindings context, TypeFactory factory) {
			if (this.depth == 0 && (type.hasRawClass(List.class) || type.hasRawClass(Box.class))) {
				this.depth++;
				Object value = type.hasRawClass(List.class) ? List.of() : new Box<>(1);
				Jackson3WritersTests.this.writers.writer(source, value);
				this.depth--;
			}
			return type;
		}

	}

	record Box<T>(T content) {
	}

}
