package io.amphora.sample;

import io.amphora.client.AmphoraClient;
import io.amphora.introspection.FunctionDescription;
import io.amphora.introspection.ServiceDescription;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * What a server says of itself.
 */
@Component
@Order(7)
class DescribeSection extends Section {

	private final AmphoraClient simplemath;

	DescribeSection(AmphoraClient simplemath) {
		super("Ask a server what it offers");
		this.simplemath = simplemath;
	}

	@Override
	void show() {
		ServiceDescription server = this.simplemath.describe();
		print("service " + server.service() + " of application " + server.application() + " is " + server.state());
		print("its version is " + server.version());
		server.functions().stream().map(FunctionDescription::toString).forEach(Section::print);
		print("requests handled so far: " + server.statistics().get("handled"));
	}

}
