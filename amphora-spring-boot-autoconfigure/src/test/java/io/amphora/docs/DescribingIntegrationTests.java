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

package io.amphora.docs;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.amphora.client.AmphoraClient;
import io.amphora.introspection.FunctionDescription;
import io.amphora.introspection.ServiceDescription;
import io.amphora.server.AmphoraServer;
import io.amphora.server.function.FunctionDefinition;
import io.amphora.server.function.FunctionHandler;
import io.amphora.server.function.FunctionSignature;
import io.amphora.server.function.FunctionSignature.Parameter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The code of {@code docs/introspection.md}.
 */
class DescribingIntegrationTests {

	@AutoClose
	private static final SnippetBroker broker = new SnippetBroker();

	private AmphoraServer server;

	private AmphoraClient client;

	@BeforeEach
	void build() {
		this.server = AmphoraServer.builder("simplemath", broker.connectionFactory()).uuid("one").build();
		AmphoraServer server = this.server;
		// tag::signature[]
		FunctionSignature signature = new FunctionSignature(
				List.of(Parameter.of("x", int.class), Parameter.of("y", int.class)), int.class);
		FunctionHandler add = (call) -> call.argument(0, int.class) + call.argument(1, int.class);
		server.addFunction(new FunctionDefinition("add", add).signature(signature));
		// end::signature[]
		server.addFunction("guess", (call) -> 42);
		server.serve().join();
		this.client = AmphoraClient.builder("simplemath", broker.connectionFactory())
			.timeout(Duration.ofSeconds(20))
			.build();
	}

	@AfterEach
	void close() {
		this.client.close();
		this.server.close();
	}

	@Test
	void serverDescribesItsFunctions() {
		AmphoraClient client = this.client;
		List<String> printed = new ArrayList<>();
		// tag::describe[]
		ServiceDescription description = client.describe();
		for (FunctionDescription function : description.functions()) {
			printed.add(function.toString()); // add(int x, int y): int
		}
		// end::describe[]
		assertThat(printed).containsExactly("add(int x, int y): int", "guess(?)");
	}

	@Test
	void allServersDescribeThemselves() {
		AmphoraClient client = this.client;
		List<String> printed = new ArrayList<>();
		// tag::describe-all[]
		for (ServiceDescription server : client.describeAll(Duration.ofSeconds(5))) {
			printed.add(server.instance() + " has handled " + server.statistics().get("handled"));
		}
		// end::describe-all[]
		assertThat(printed).containsExactly("one has handled 0");
	}

}
