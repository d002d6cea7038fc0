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

package io.amphora.function;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;

import org.junit.jupiter.api.Test;

import org.springframework.core.ResolvableType;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TransportableTypes}.
 */
class TransportableTypesTests {

	@Test
	void containerMayContainItself() {
		assertThat(TransportableTypes.isReadable(Nested.class)).isTrue();
		assertThat(TransportableTypes.isWritable(Nested.class)).isTrue();
		assertThat(TransportableTypes.isWritable(Nested[].class)).isTrue();
		assertThat(TransportableTypes.isReadable(Tree.class)).isTrue();
		assertThat(TransportableTypes.isWritable(Tree.class)).isTrue();
	}

	@Test
	void containerThatContainsItselfMayContainAnUnsupportedType() {
		assertThat(TransportableTypes
			.isWritable(ResolvableType.forClassWithGenerics(Tree.class, Tree.class, InputStream.class).getType()))
			.isFalse();
	}

	@SuppressWarnings("serial")
	private static final class Nested<T extends Nested<T>> extends ArrayList<T> {

	}

	@SuppressWarnings("serial")
	private static final class Tree<K extends Tree<K, V>, V> extends HashMap<K, V> {

	}

}
