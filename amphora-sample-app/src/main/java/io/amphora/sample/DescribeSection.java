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

package io.amphora.sample;

import io.amphora.client.AmphoraClient;
import io.amphora.introspection.FunctionDescription;
import io.amphora.introspection.ServiceDescription;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Requests the description of a server.
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
