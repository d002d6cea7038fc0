package io.amphora.sample;

import io.amphora.contract.ImportAmphoraContracts;

import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Calls through an interface.
 */
@Component
@Order(3)
class ContractSection extends Section {

	private final SimpleMath math;

	ContractSection(SimpleMath math) {
		super("Call through an interface");
		this.math = math;
	}

	@Override
	void show() throws Exception {
		print("math.add(2, 3)", () -> this.math.add(2, 3));
		print("math.subtract(10, 3)", () -> this.math.subtract(10, 3));
		print("math.square(12)", () -> this.math.square(12));
	}

	/** Makes the interface a bean. */
	@Configuration(proxyBeanMethods = false)
	@ImportAmphoraContracts(SimpleMath.class)
	static class Contracts {

	}

}
