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

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

import io.amphora.CallContext;
import io.amphora.WrongRequestException;
import io.amphora.server.function.FunctionCall;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.util.ReflectionUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for turning the arguments of a call into those of a method.
 */
class ArgumentBinderTests {

	@Test
	void bindsByPosition() {
		assertThat(bind("sum", List.of(2, 3), Map.of())).containsExactly(2, 3L);
	}

	@Test
	void bindsByName() {
		assertThat(bind("sum", List.of(), Map.of("y", 3, "x", 2))).containsExactly(2, 3L);
	}

	@Test
	void bindsByPositionAndByName() {
		assertThat(bind("sum", List.of(2), Map.of("y", 3))).containsExactly(2, 3L);
	}

	@Test
	void bindsNothing() {
		assertThat(bind("nothing", List.of(), Map.of())).isEmpty();
	}

	@Test
	void bindsRecords() {
		assertThat(bind("draw", List.of(Map.of("x", 1, "y", 2)), Map.of())).containsExactly(new Point(1, 2));
	}

	@Test
	void bindsCollections() {
		assertThat(bind("polygon", List.of(List.of(Map.of("x", 1, "y", 2))), Map.of()))
			.containsExactly(List.of(new Point(1, 2)));
		assertThat(bind("regions", List.of(Map.of("a", List.of(Map.of("x", 1, "y", 2)))), Map.of()))
			.containsExactly(Map.of("a", Set.of(new Point(1, 2))));
	}

	@Test
	void bindsArrays() {
		assertThat(bind("bytes", List.of(new byte[] { 1, 2 }), Map.of())).containsExactly(new byte[] { 1, 2 });
	}

	@Test
	void resolvesTypeVariablesOfTheSuperclass() {
		Point point = new Point(1, 2);
		assertThat(bind("one", List.of(point), Map.of())).containsExactly(point);
		assertThat(bind("many", List.of(List.of(point)), Map.of())).containsExactly(List.of(point));
		assertThat(bind("nested", List.of(Map.of("a", List.of(point))), Map.of()))
			.containsExactly(Map.of("a", List.of(point)));
		assertThat(bind("maybe", List.of(point), Map.of())).containsExactly(Optional.of(point));
		assertThat((Point[]) bind("array", List.of(List.of(point)), Map.of())[0]).containsExactly(point);
		assertThat((Point[]) bind("rest", List.of(point, point), Map.of())[0]).containsExactly(point, point);
		assertThat((Point[]) bind("rest", List.of(), Map.of())[0]).isEmpty();
	}

	@Test
	void bindsArraysOfGenerics() {
		Point point = new Point(1, 2);
		assertThat((List<?>[]) bind("lists", List.of(List.of(point), List.of()), Map.of())[0])
			.containsExactly(List.of(point), List.of());
		assertThat((List<?>[]) bind("lists", List.of(), Map.of("x", List.of(List.of(point))))[0])
			.containsExactly(List.of(point));
		assertThatWrong("lists", List.of(), Map.of("x", "s3cret"))
			.withMessageContaining("cannot be converted to java.util.List<" + Point.class.getName() + ">[]: ");
	}

	@Test
	void bindsTypeVariablesOfTheMethodToTheirBound() {
		assertThat(bind("generic", List.of(1, List.of(2), List.of()), Map.of())).containsExactly(1, List.of(2),
				List.of());
	}

	@Test
	void passesNullToReferences() {
		assertThat(bind("draw", Arrays.asList((Object) null), Map.of())).containsExactly((Object) null);
		assertThat(bind("draw", List.of(), nullNamed("point"))).containsExactly((Object) null);
	}

	@Test
	void refusesNullForParametersThatAreNotNullable() {
		assertThatWrong(Checked.class, "draw", Arrays.asList((Object) null), Map.of())
			.withMessage("Argument 'point' of function 'draw' is null, and its parameter is not nullable");
		assertThatWrong(Checked.class, "draw", List.of(), nullNamed("point"))
			.withMessage("Argument 'point' of function 'draw' is null, and its parameter is not nullable");
		assertThatWrong(Checked.class, "print", Arrays.asList((Object) null), Map.of())
			.withMessageContaining("Argument 'separator' of function 'print' is null");
	}

	@Test
	void passesNullToParametersThatMayBeNull() {
		assertThat(bind(Checked.class, "nullable", Arrays.asList((Object) null), Map.of()))
			.containsExactly((Object) null);
		assertThat(bind(Checked.class, "generic", Arrays.asList((Object) null), Map.of()))
			.containsExactly((Object) null);
		assertThat(bind(Checked.class, "optional", Arrays.asList((Object) null), Map.of()))
			.containsExactly(Optional.empty());
		assertThat(bind(Checked.class, "optionalInt", Arrays.asList((Object) null), Map.of()))
			.containsExactly(OptionalInt.empty());
		assertThat((String[]) bind(Checked.class, "print", Arrays.asList("-", null), Map.of())[1])
			.containsExactly((String) null);
		assertThat((String[]) bind(Checked.class, "print", List.of("-"), nullNamed("parts"))[1]).isEmpty();
	}

	@Test
	void refusesNullForPrimitives() {
		assertThatWrong("sum", Arrays.asList(1, null), Map.of())
			.withMessage("Argument 'y' of function 'sum' is null, and long cannot be");
		assertThatWrong("ints", Arrays.asList(1, null), Map.of())
			.withMessage("Argument 'xs' (#2) of function 'ints' is null, and int cannot be");
	}

	@Test
	void bindsOptionals() {
		assertThat(bind("optional", List.of(2), Map.of())).containsExactly(Optional.of(2L));
		assertThat(bind("optional", List.of(), Map.of("x", 2))).containsExactly(Optional.of(2L));
		assertThat(bind("optional", Arrays.asList((Object) null), Map.of())).containsExactly(Optional.empty());
		assertThat(bind("optional", List.of(), nullNamed("x"))).containsExactly(Optional.empty());
		assertThat(bind("optional", List.of(), Map.of())).containsExactly(Optional.empty());
		assertThatWrong("optional", List.of("s3cret"), Map.of())
			.withMessageStartingWith("Argument 'x' of function 'optional' cannot be converted to java.lang.Long: ");
	}

	@Test
	void bindsOptionalsOfUnknownType() {
		assertThat(bind("raw", List.of("x"), Map.of())).containsExactly(Optional.of("x"));
		assertThat(bind("wild", List.of("x"), Map.of())).containsExactly(Optional.of("x"));
	}

	@Test
	void bindsOptionalPrimitives() {
		assertThat(bind("optionalInt", List.of(2), Map.of())).containsExactly(OptionalInt.of(2));
		assertThat(bind("optionalInt", Arrays.asList((Object) null), Map.of())).containsExactly(OptionalInt.empty());
		assertThat(bind("optionalInt", List.of(), Map.of())).containsExactly(OptionalInt.empty());
	}

	@Test
	void acceptsAMissingArgumentThatMayBeNull() {
		assertThat(bind("nullable", List.of(), Map.of())).containsExactly(null, null);
		assertThat(bind("nullable", List.of("a"), Map.of())).containsExactly("a", null);
		assertThat(bind("nullable", List.of(), Map.of("b", "x"))).containsExactly(null, "x");
	}

	@Test
	void recognizesAnyAnnotationNamedNullable() {
		assertThat(bind("legacy", List.of(), Map.of())).containsExactly((Object) null);
	}

	@Test
	void refusesAMissingRequiredArgument() {
		assertThatWrong("sum", List.of(1), Map.of())
			.withMessage("Missing argument 'y' of type long for function 'sum'");
		assertThatWrong("sum", List.of(), Map.of("y", 1))
			.withMessage("Missing argument 'x' of type int for function 'sum'");
		assertThatWrong("draw", List.of(), Map.of())
			.withMessageEndingWith("of type " + Point.class.getName() + " for function 'draw'");
	}

	@Test
	void bindsVariableArguments() {
		assertThat((int[]) bind("ints", List.of(1, 2, 3), Map.of())[0]).containsExactly(1, 2, 3);
		assertThat((int[]) bind("ints", List.of(), Map.of())[0]).isEmpty();
		assertThat((int[]) bind("ints", List.of(), Map.of("xs", List.of(1, 2)))[0]).containsExactly(1, 2);
		assertThat((int[]) bind("ints", List.of(), nullNamed("xs"))[0]).isEmpty();
	}

	@Test
	void bindsVariableArgumentsBehindOthers() {
		Object[] arguments = bind("join", Arrays.asList("-", "a", null, "b"), Map.of());
		assertThat(arguments[0]).isEqualTo("-");
		assertThat((String[]) arguments[1]).containsExactly("a", null, "b");
		assertThatWrong("join", List.of("-", "a", 51423), Map.of()).withMessageStartingWith(
				"Argument 'parts' (#3) of function 'join' cannot be converted to java.lang.String: ");
	}

	@Test
	void refusesVariableArgumentsByPositionAndByName() {
		assertThatWrong("ints", List.of(1), Map.of("xs", List.of(2)))
			.withMessage("Function 'ints' received argument 'xs' both by position and by name");
	}

	@Test
	void injectsTheContext() {
		assertThat(bind("context", List.of(1, 2), Map.of())).containsExactly(1, Calls.CONTEXT, 2);
		assertThat(bind("context", List.of(1), Map.of("y", 2))).containsExactly(1, Calls.CONTEXT, 2);
		assertThatWrong("context", List.of(1, 2), Map.of("context", 3))
			.withMessage("Function 'context' has no parameter 'context': its parameters are 'x', 'y'");
	}

	@Test
	void refusesTooManyArguments() {
		assertThatWrong("sum", List.of(1, 2, 3), Map.of())
			.withMessage("Function 'sum' accepts at most 2 positional arguments, but received 3");
		assertThatWrong("context", List.of(1, 2, 3), Map.of()).withMessageContaining("at most 2");
	}

	@Test
	void unknownNamesAreShownSafely() {
		assertThatWrong("nothing", List.of(), Map.of("z\n" + "y".repeat(1000), 3))
			.withMessage("Function 'nothing' has no parameter 'z?" + "y".repeat(98) + "...': it takes no arguments");
	}

	@Test
	void refusesUnknownNames() {
		assertThatWrong("sum", List.of(1, 2), Map.of("z", 3))
			.withMessage("Function 'sum' has no parameter 'z': its parameters are 'x', 'y'");
		assertThatWrong("nothing", List.of(), Map.of("z", 3))
			.withMessage("Function 'nothing' has no parameter 'z': it takes no arguments");
	}

	@Test
	void refusesArgumentsByPositionAndByName() {
		assertThatWrong("sum", List.of(1, 2), Map.of("y", 3))
			.withMessage("Function 'sum' received argument 'y' both by position and by name");
	}

	@Test
	void refusesOtherTypesWithoutShowingTheValue() {
		assertThatWrong("sum", List.of(1, "s3cret"), Map.of())
			.withMessageStartingWith("Argument 'y' of function 'sum' cannot be converted to long: ");
		assertThatWrong("draw", List.of(List.of("s3cret")), Map.of()).withMessageStartingWith(
				"Argument 'point' of function 'draw' cannot be converted to " + Point.class.getName());
		assertThatWrong("polygon", List.of(List.of("s3cret")), Map.of())
			.withMessageContaining("java.util.List<" + Point.class.getName() + ">");
	}

	@Test
	void countsArgumentsWithoutNames() {
		FunctionParameter parameter = new FunctionParameter(0, 0, null, FunctionParameter.Kind.REQUIRED, int.class,
				null, false);
		ArgumentBinder binder = new ArgumentBinder("f",
				new FunctionParameters(1, List.of(), List.of(), List.of(parameter), null));
		assertThat(binder.bind(Calls.call(1))).containsExactly(1);
		assertThatExceptionOfType(WrongRequestException.class).isThrownBy(() -> binder.bind(Calls.call()))
			.withMessage("Missing argument #1 of type int for function 'f'");
		FunctionCall named = Calls.call(List.of(), Map.of("x", 1));
		assertThatExceptionOfType(WrongRequestException.class).isThrownBy(() -> binder.bind(named))
			.withMessage("Function 'f' has no parameter 'x': it accepts positional arguments only,"
					+ " because its class was compiled without '-parameters'");
	}

	private static @Nullable Object[] bind(String name, List<? extends @Nullable Object> args,
			Map<String, ? extends @Nullable Object> kwargs) {
		return bind(Shapes.class, name, args, kwargs);
	}

	private static @Nullable Object[] bind(Class<?> type, String name, List<? extends @Nullable Object> args,
			Map<String, ? extends @Nullable Object> kwargs) {
		Method method = Arrays.stream(ReflectionUtils.getAllDeclaredMethods(type))
			.filter((candidate) -> candidate.getName().equals(name))
			.findAny()
			.orElseThrow();
		FunctionParameters parameters = FunctionParameters.of(new BeanMethod("shapes", type, method));
		return new ArgumentBinder(name, parameters).bind(Calls.call(args, kwargs));
	}

	private static ThrowableAssertAlternative<WrongRequestException> assertThatWrong(String name,
			List<? extends @Nullable Object> args, Map<String, ?> kwargs) {
		return assertThatWrong(Shapes.class, name, args, kwargs);
	}

	private static ThrowableAssertAlternative<WrongRequestException> assertThatWrong(Class<?> type, String name,
			List<? extends @Nullable Object> args, Map<String, ?> kwargs) {
		return assertThatExceptionOfType(WrongRequestException.class).isThrownBy(() -> bind(type, name, args, kwargs))
			.satisfies((ex) -> assertThat(ex.getMessage()).doesNotContain("s3cret", "51423"));
	}

	private static Map<String, @Nullable Object> nullNamed(String name) {
		Map<String, @Nullable Object> kwargs = new HashMap<>();
		kwargs.put(name, null);
		return kwargs;
	}

	record Point(int x, int y) {
	}

	abstract static class Generic<T> {

		void one(T x) {
		}

		void many(List<T> x) {
		}

		void nested(Map<String, List<T>> x) {
		}

		void maybe(Optional<T> x) {
		}

		void array(T[] x) {
		}

		@SuppressWarnings("unchecked")
		void lists(List<T>... x) {
		}

		@SuppressWarnings("unchecked")
		void rest(T... x) {
		}

	}

	@NullUnmarked
	static class Shapes extends Generic<Point> {

		void sum(int x, long y) {
		}

		void nothing() {
		}

		void draw(Point point) {
		}

		void polygon(List<Point> points) {
		}

		void regions(Map<String, Set<Point>> regions) {
		}

		void bytes(byte[] bytes) {
		}

		<N extends Number, C extends Collection<C>> void generic(N x, List<? extends N> y, C z) {
		}

		void optional(Optional<Long> x) {
		}

		@SuppressWarnings("rawtypes")
		void raw(Optional x) {
		}

		void wild(Optional<?> x) {
		}

		void optionalInt(OptionalInt x) {
		}

		void nullable(@Nullable String a, @Nullable String b) {
		}

		void legacy(@Legacy.Nullable String a) {
		}

		void ints(int... xs) {
		}

		void join(String separator, String... parts) {
		}

		void context(int x, CallContext context, int y) {
		}

	}

	/** Null is excluded by the package. */
	static class Checked {

		void draw(Point point) {
		}

		void print(String separator, String... parts) {
		}

		void nullable(@Nullable String x) {
		}

		<T extends @Nullable Object> void generic(T x) {
		}

		void optional(Optional<String> x) {
		}

		void optionalInt(OptionalInt x) {
		}

	}

}
