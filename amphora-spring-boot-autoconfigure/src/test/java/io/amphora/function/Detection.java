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

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;

/**
 * An application context and the functions found in it.
 */
final class Detection implements AutoCloseable {

	final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

	final List<AnnotatedFunction> functions = new ArrayList<>();

	Detection(Class<?>... components) {
		this(Map.of(), (context) -> context.register(components));
	}

	Detection(Map<String, Object> properties, Consumer<AnnotationConfigApplicationContext> setUp) {
		this.context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("test", properties));
		setUp.accept(this.context);
		this.context.refresh();
		this.functions.addAll(new AmphoraFunctionDetector(this.context.getBeanFactory()).detect(""));
	}

	List<String> names() {
		return this.functions.stream().map(AnnotatedFunction::name).sorted().toList();
	}

	List<String> namesWithServices() {
		return this.functions.stream().map((function) -> function.service() + "/" + function.name()).sorted().toList();
	}

	AnnotatedFunction function(String name) {
		return this.functions.stream().filter((function) -> function.name().equals(name)).findAny().orElseThrow();
	}

	@Nullable Object call(String name, @Nullable Object... args) throws Exception {
		return function(name).definition().handler().handle(Calls.call(args));
	}

	@Override
	public void close() {
		this.context.close();
	}

}
