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

package io.amphora.autoconfigure.test;

import java.io.IOException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

import io.amphora.annotation.AmphoraContract;
import io.amphora.annotation.AmphoraFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.core.type.classreading.MetadataReaderFactory;
import org.springframework.core.type.classreading.SimpleMetadataReaderFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link AmphoraTypeExcludeFilter}.
 */
class AmphoraTypeExcludeFilterTests {

	private final AmphoraTypeExcludeFilter filter = new AmphoraTypeExcludeFilter(Sliced.class);

	@ParameterizedTest
	@ValueSource(classes = { AnnotatedFunction.class, ContractFunction.class, ComposedFunction.class })
	void includesComponentsWithFunctions(Class<?> component) throws IOException {
		assertThat(excludes(component)).isFalse();
	}

	@ParameterizedTest
	@ValueSource(classes = { Sliced.class, String.class })
	void excludesOthers(Class<?> component) throws IOException {
		assertThat(excludes(component)).isTrue();
	}

	private boolean excludes(Class<?> component) throws IOException {
		MetadataReaderFactory factory = new SimpleMetadataReaderFactory();
		return this.filter.match(factory.getMetadataReader(component.getName()), factory);
	}

	@AmphoraTest
	static class Sliced {

	}

	static class AnnotatedFunction {

		@AmphoraFunction
		void run() {
		}

	}

	@AmphoraContract("shop")
	interface Contract {

		void run();

	}

	static class ContractFunction implements Contract {

		@Override
		public void run() {
		}

	}

	@AmphoraContract("shop")
	@Retention(RetentionPolicy.RUNTIME)
	@interface ShopContract {

	}

	@ShopContract
	interface ComposedContract {

		void run();

	}

	static class ComposedFunction implements ComposedContract {

		@Override
		public void run() {
		}

	}

}
