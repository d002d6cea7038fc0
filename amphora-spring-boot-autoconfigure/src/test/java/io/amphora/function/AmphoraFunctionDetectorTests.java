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

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.Map;

import io.amphora.annotation.AmphoraFunction;
import io.amphora.server.function.Acknowledge;
import io.amphora.test.GeneratedTypes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.annotation.ReflectiveRuntimeHintsRegistrar;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.annotation.AliasFor;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for finding functions.
 */
@ExtendWith(OutputCaptureExtension.class)
class AmphoraFunctionDetectorTests {

	@Test
	void namesFunctionsAfterTheirMethods() throws Exception {
		try (Detection detection = new Detection(Arithmetic.class)) {
			assertThat(detection.names()).containsExactly("add", "send_message.email.text", "sub");
			assertThat(detection.call("add", 2, 3)).isEqualTo(5);
			assertThat(detection.call("sub", 2, 3)).isEqualTo(-1);
			assertThat(detection.call("send_message.email.text", "x")).isEqualTo("sent x");
		}
	}

	@Test
	void saysWhereAFunctionComesFrom() throws Exception {
		try (Detection detection = new Detection(Map.of(),
				(context) -> context.registerBean("math", Arithmetic.class))) {
			AnnotatedFunction function = detection.function("add");
			assertThat(function.service()).isEmpty();
			assertThat(function.beanName()).isEqualTo("math");
			assertThat(function.method()).isEqualTo(Arithmetic.class.getDeclaredMethod("add", int.class, int.class));
			assertThat(function.definition().name()).isEqualTo("add");
		}
	}

	@Test
	void putsFunctionsIntoTheirService() {
		try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext(Arithmetic.class,
				ManyServices.class)) {
			assertThat(new AmphoraFunctionDetector(context.getBeanFactory()).detect("main"))
				.extracting((function) -> function.service() + "/" + function.name())
				.containsExactlyInAnyOrder("main/add", "main/sub", "main/send_message.email.text", "other/add");
		}
	}

	@Test
	void resolvesPlaceholders() {
		try (Detection detection = new Detection(Map.of("a", "one", "b", "two"),
				(context) -> context.register(Placeholders.class))) {
			assertThat(detection.functions).extracting((function) -> function.service() + "/" + function.name())
				.containsExactlyInAnyOrder("two/get.one", "fallback/other");
		}
	}

	@Test
	void findsAnnotationsOnInterfaces() throws Exception {
		try (Detection detection = new Detection(Greeter.class)) {
			assertThat(detection.names()).containsExactly("greet", "part");
			assertThat(detection.call("greet", "Ada")).isEqualTo("Hello Ada");
			assertThat(detection.call("part")).isEqualTo("Bye");
		}
	}

	@Test
	void findsInheritedAndOverriddenMethodsOnce() throws Exception {
		try (Detection detection = new Detection(Child.class)) {
			assertThat(detection.names()).containsExactly("inherited", "overridden");
			assertThat(detection.call("inherited")).isEqualTo("parent");
			assertThat(detection.call("overridden")).isEqualTo("child");
		}
	}

	@Test
	void leavesOutBridgesAndReadsTypesOfTheSubclass() throws Exception {
		try (Detection detection = new Detection(LengthOf.class)) {
			assertThat(detection.names()).containsExactly("apply");
			assertThat(detection.function("apply").method().isBridge()).isFalse();
			assertThat(detection.call("apply", "four")).isEqualTo(4);
		}
	}

	@Test
	void findsMetaAnnotations() {
		try (Detection detection = new Detection(Composed.class)) {
			assertThat(detection.functions).extracting((function) -> function.service() + "/" + function.name())
				.containsExactly("mail/send");
		}
	}

	@Test
	void detectsWhenRequestsAreAcknowledged() {
		try (Detection detection = new Detection(Till.class)) {
			assertThat(detection.function("charge").definition().acknowledge()).isEqualTo(Acknowledge.ON_RECEIPT);
			assertThat(detection.function("charge").definition().cancellable()).isFalse();
			assertThat(detection.function("price").definition().acknowledge()).isEqualTo(Acknowledge.AFTER_REPLY);
		}
	}

	@Test
	void distinguishesFanoutFunctions() throws Exception {
		try (Detection detection = new Detection(Fanout.class)) {
			assertThat(detection.functions).filteredOn(AnnotatedFunction::fanout)
				.extracting(AnnotatedFunction::name)
				.containsExactlyInAnyOrder("one", "two");
			assertThat(detection.functions).filteredOn((function) -> !function.fanout())
				.extracting(AnnotatedFunction::name)
				.containsExactly("one");
		}
	}

	@Test
	void warnsOnceOfUnknownParameterNames(CapturedOutput output) {
		Class<?> type = GeneratedTypes.classWithoutParameterNames(AmphoraFunction.class);
		try (Detection detection = new Detection(Map.of(), (context) -> {
			context.registerBean("unnamed", type);
			context.register(Arithmetic.class);
		})) {
			assertThat(detection.names()).contains("run", "add");
		}
		assertThat(output).containsOnlyOnce("Callers cannot pass arguments by name")
			.contains("Compile with '-parameters', in Kotlin with '-java-parameters': Method " + type.getName()
					+ ".run(int, int) of bean 'unnamed'")
			.doesNotContain(Arithmetic.class.getName());
	}

	@Test
	void isSilentIfParameterNamesAreKnown(CapturedOutput output) {
		new Detection(Arithmetic.class).close();
		assertThat(output).doesNotContain("Callers cannot pass arguments by name");
	}

	@Test
	void canBeCalledInANativeImage() throws Exception {
		RuntimeHints hints = new RuntimeHints();
		new ReflectiveRuntimeHintsRegistrar().registerRuntimeHints(hints, Arithmetic.class);
		assertThat(RuntimeHintsPredicates.reflection()
			.onMethodInvocation(Arithmetic.class.getDeclaredMethod("add", int.class, int.class))).accepts(hints);
	}

	static class Arithmetic {

		@AmphoraFunction
		int add(int x, int y) {
			return x + y;
		}

		@AmphoraFunction("sub")
		protected int subtract(int x, int y) {
			return x - y;
		}

		@AmphoraFunction(name = "send_message.email.text")
		public String send(String text) {
			return "sent " + text;
		}

		public int notAFunction() {
			return 0;
		}

	}

	static class ManyServices {

		@AmphoraFunction(service = "other")
		int add(int x, int y) {
			return x + y;
		}

	}

	static class Placeholders {

		@AmphoraFunction(name = "get.${a}", service = "${b}")
		void get() {
		}

		@AmphoraFunction(service = "${c:fallback}")
		void other() {
		}

	}

	interface Greeting {

		@AmphoraFunction
		String greet(String name);

		@AmphoraFunction
		default String part() {
			return "Bye";
		}

	}

	static class Greeter implements Greeting {

		@Override
		public String greet(String name) {
			return "Hello " + name;
		}

	}

	static class Parent {

		@AmphoraFunction
		String inherited() {
			return "parent";
		}

		@AmphoraFunction
		String overridden() {
			return "parent";
		}

	}

	static class Child extends Parent {

		@Override
		String overridden() {
			return "child";
		}

	}

	interface Transformation<T, R> {

		@AmphoraFunction
		R apply(T value);

	}

	static class LengthOf implements Transformation<String, Integer> {

		@Override
		public Integer apply(String value) {
			return value.length();
		}

	}

	@Retention(RetentionPolicy.RUNTIME)
	@AmphoraFunction(service = "mail")
	@interface MailFunction {

		@AliasFor(annotation = AmphoraFunction.class, attribute = "name")
		String value();

	}

	static class Fanout {

		@AmphoraFunction
		void one() {
		}

		@AmphoraFunction(name = "one", fanout = true)
		void everyOne() {
		}

		@AmphoraFunction(fanout = true)
		void two() {
		}

	}

	static class Till {

		@AmphoraFunction(acknowledge = Acknowledge.ON_RECEIPT)
		void charge() {
		}

		@AmphoraFunction
		void price() {
		}

	}

	static class Composed {

		@MailFunction("send")
		void sendMail() {
		}

	}

}
