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

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@code docs/coming-from-python.md}: its tables have everything that the
 * Python library documents in their first column, and names that exist in their second.
 */
class ComingFromPythonTests {

	private static final List<String> CONNECTION = List.of("amqp_host", "amqp_port", "amqp_user", "amqp_password",
			"amqp_vhost");

	private final Page page = Page.of(Repository.root().resolve("docs/coming-from-python.md"));

	private final ApiNames apiNames = new ApiNames();

	static Stream<String> pythonNames() {
		return Stream.of(server(), client(), calls(), queues(), exceptions()).flatMap((names) -> names);
	}

	private static Stream<String> server() {
		Stream<String> plain = Stream.of("AmqpRpcServer", "AmqpRpcServer(service_name)", "AmqpRpcServer(serializer)",
				"AmqpRpcServer.add_function", "AmqpRpcServer.add_function(func)", "AmqpRpcServer.add_function(name)",
				"@server.add_function", "AmqpRpcServer.receive_from_queue", "AmqpRpcServer.receive_from_queue(queue)",
				"AmqpRpcServer.receive_from_queue(max_calls)", "AmqpRpcServer.receive_from_queue(timeout)",
				"AmqpRpcServer.receive_from_queue(block)", "AmqpRpcServer.receive_from_queue(block_until_closed)",
				"gevent.Timeout", "ValueError", "AmqpRpcServer.serve", "AmqpRpcServer.serve(nowait)",
				"AmqpRpcServer.prepare_stop", "AmqpRpcServer.stop", "AmqpRpcServer.stop_publisher",
				"AmqpRpcServer.stop_consumer", "AmqpRpcFanoutServer", "AmqpRpcFanoutServer(service_name)",
				"AmqpRpcFanoutServer(serializer)");
		return Stream.concat(plain, CONNECTION.stream().map("AmqpRpcServer(%s)"::formatted));
	}

	private static Stream<String> client() {
		Stream<String> plain = Stream.of("AmqpRpcClient", "AmqpRpcClient(service_name)", "AmqpRpcClient(uuid)",
				"AmqpRpcClient(serializer)", "AmqpRpcClient(timeout)", "AmqpRpcClient(autostart)",
				"AmqpRpcClient.serve", "AmqpRpcClient.serve(nowait)", "AmqpRpcClient.stop",
				"AmqpRpcClient.stop_publisher", "AmqpRpcClient.stop_consumer", "AmqpRpcFanoutClient",
				"AmqpRpcFanoutClient(service_name)", "AmqpRpcFanoutClient(uuid)", "AmqpRpcFanoutClient(serializer)",
				"AmqpRpcFanoutClient(timeout)", "AmqpRpcFanoutClient(autostart)", "RpcJsonSerializer",
				"AbstractRpcSerializer");
		return Stream.concat(plain, CONNECTION.stream().map("AmqpRpcClient(%s)"::formatted));
	}

	private static Stream<String> calls() {
		return Stream.of("AmqpRpcClient.defer", "AmqpRpcClient.defer(function_name)",
				"AmqpRpcClient.defer(routing_key)", "AmqpRpcClient.defer(wait_publish)", "AmqpRpcClient.call",
				"AmqpRpcClient.call(function_name)", "AmqpRpcClient.call(timeout)", "AmqpRpcClient.call(routing_key)",
				"PrettyCaller", "gevent.event.AsyncResult", "AsyncResult.get");
	}

	private static Stream<String> queues() {
		return Stream.of("AmqpRpcClient.create_new_request_queue", "AmqpRpcClient.create_new_request_queue(queue)",
				"AmqpRpcClient.create_new_request_queue(routing_key)",
				"AmqpRpcClient.create_new_request_queue(x_expires)", "AmqpRpcClient.create_new_request_queue(nowait)",
				"AmqpRpcClient.remove_request_queue", "AmqpRpcClient.remove_request_queue(queue)",
				"AmqpRpcClient.remove_request_queue(nowait)", "AmqpRpcClient.tune_function",
				"AmqpRpcClient.tune_function(func_name)", "calculate(args, kwargs)", "routing_key", "queue");
	}

	private static Stream<String> exceptions() {
		return Stream.of("NoResult", "WrongRequest", "WrongResult", "RemoteException", "RemoteException.error_type",
				"RemoteException.args", "IgnoreRequest");
	}

	@ParameterizedTest
	@MethodSource("pythonNames")
	void everyPythonNameIsInTheFirstColumn(String name) {
		assertThat(this.page.tableRows()).flatExtracting((row) -> Page.codeSpans(row.get(0))).contains(name);
	}

	@Test
	void everyRowHasACounterpart() {
		assertThat(this.page.tableRows()).isNotEmpty()
			.allSatisfy((row) -> assertThat(Page.codeSpans(row.get(1))).as(row.get(0)).isNotEmpty());
	}

	@Test
	void everyCounterpartExists() {
		assertThat(this.page.tableRows()).flatExtracting((row) -> Page.codeSpans(row.get(1)))
			.allMatch((name) -> name.startsWith("amphora.") ? ConfigurationMetadata.isProperty(name)
					: this.apiNames.exists(name.replaceFirst("^@", "")));
	}

}
