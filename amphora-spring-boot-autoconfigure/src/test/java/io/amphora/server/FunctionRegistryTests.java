package io.amphora.server;

import io.amphora.WrongRequestException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link FunctionRegistry} and {@link FunctionDefinition}.
 */
class FunctionRegistryTests {

	private final FunctionRegistry functions = new FunctionRegistry("math");

	private final FunctionDefinition add = new FunctionDefinition("add", (call) -> 5);

	@Test
	void findsFunctionsByName() {
		this.functions.add(this.add);
		assertThat(this.functions.get("add")).isSameAs(this.add);
		assertThat(this.functions.all()).containsExactly(this.add);
	}

	@Test
	void refusesASecondFunctionOfTheSameName() {
		this.functions.add(this.add);
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.functions.add(new FunctionDefinition("add", (call) -> 6)))
			.withMessage("Service 'math' has a function 'add' already: remove it first, or choose another name");
		assertThat(this.functions.get("add")).isSameAs(this.add);
	}

	@Test
	void unknownFunctionIsAWrongRequest() {
		assertThatExceptionOfType(WrongRequestException.class).isThrownBy(() -> this.functions.get("sub"))
			.withMessage("Service 'math' has no function 'sub'");
	}

	@Test
	void removesFunctions() {
		this.functions.add(this.add);
		assertThat(this.functions.remove("add")).isTrue();
		assertThat(this.functions.remove("add")).isFalse();
		assertThat(this.functions.all()).isEmpty();
	}

	@Test
	void functionNeedsAName() {
		assertThatIllegalArgumentException().isThrownBy(() -> new FunctionDefinition(" ", (call) -> 5))
			.withMessageContaining("needs a name");
	}

}
