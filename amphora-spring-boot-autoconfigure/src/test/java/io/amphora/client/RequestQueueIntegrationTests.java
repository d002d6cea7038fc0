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

package io.amphora.client;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CompletableFuture;

import io.amphora.TopologyException;
import io.amphora.UnroutableRequestException;
import io.amphora.client.queue.RequestQueue;
import io.amphora.client.routing.Tuning;
import io.amphora.server.AmphoraServer;
import io.amphora.server.receiver.ReceiveOptions;
import io.amphora.test.BrokerTest;
import io.amphora.test.TestBroker;
import io.amphora.test.TestService;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.amqp.rabbit.core.RabbitAdmin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for request queues that are made on the fly, and for the routing of calls.
 */
@BrokerTest
class RequestQueueIntegrationTests {

	private final AmphoraServer server;

	private final AmphoraClient client;

	private final RabbitAdmin admin;

	private final String queue;

	RequestQueueIntegrationTests(TestService service) {
		this.queue = service.broker().uniqueName("user12345");
		this.server = service.server();
		this.client = service.client((builder) -> builder.timeout(Duration.ofSeconds(20)));
		this.admin = new RabbitAdmin(service.broker().connectionFactory());
	}

	@BeforeEach
	void addFunction() {
		this.server.addFunction("show_message", (call) -> "shown: " + call.argument(0, String.class));
		this.server.serve();
	}

	@AfterEach
	void removeQueue() {
		this.client.removeRequestQueue(this.queue);
	}

	@Test
	void requestGoesToTheQueueOfItsRoutingKey() {
		this.client.createRequestQueue(this.queue);
		this.server.receiveFromQueue("rpc_" + this.queue + "_request", ReceiveOptions.unlimited().block(false));
		assertThat(this.client.function("show_message").routingKey(this.queue).call(String.class, "Hello!"))
			.isEqualTo("shown: Hello!");
	}

	@Test
	void queueMayBeBoundWithAnotherKey() {
		this.client.createRequestQueue(RequestQueue.named(this.queue).routingKey(this.queue + ".key"));
		this.server.receiveFromQueue("rpc_" + this.queue + "_request", ReceiveOptions.unlimited().block(false));
		assertThat(this.client.function("show_message").routingKey(this.queue + ".key").call(String.class, "Hello!"))
			.isEqualTo("shown: Hello!");
	}

	@Test
	void routingKeyThatNoQueueIsBoundWithFailsAtOnce() {
		assertThatExceptionOfType(UnroutableRequestException.class)
			.isThrownBy(() -> this.client.function("show_message").routingKey("nobody").call(String.class, "Hello!"))
			.withMessageContaining("nobody")
			.withMessageContaining("createRequestQueue");
	}

	@Test
	void queueThatIsRemovedAndCreatedAtOnceIsThereAtTheEnd() {
		for (int i = 0; i < 20; i++) {
			this.client.createRequestQueueAsync(RequestQueue.named(this.queue));
			this.client.removeRequestQueueAsync(this.queue);
			CompletableFuture<?> last = this.client.createRequestQueueAsync(RequestQueue.named(this.queue));
			assertThat(last).succeedsWithin(Duration.ofSeconds(20));
			assertThat(this.admin.getQueueInfo("rpc_" + this.queue + "_request")).isNotNull();
		}
	}

	@Test
	void queueOfAnotherServiceIsNeitherCreatedNorRemoved(TestBroker broker) {
		String other = broker.uniqueName("orders");
		try (AmphoraServer orders = AmphoraServer.builder(other, broker.connectionFactory()).build()) {
			orders.serve();
			Awaitility.await().until(orders::serving);
			assertThatExceptionOfType(TopologyException.class).isThrownBy(() -> this.client.createRequestQueue(other))
				.withMessageContaining("rpc_" + other + "_request")
				.withMessageContaining("Use another name");
			assertThatExceptionOfType(TopologyException.class).isThrownBy(() -> this.client.removeRequestQueue(other))
				.withMessageContaining("rpc_" + other + "_request");
			assertThatExceptionOfType(TopologyException.class).isThrownBy(() -> this.client
				.removeRequestQueue(RequestQueue.named("x").brokerName("rpc_" + other + "_request")));
			assertThat(this.admin.getQueueInfo("rpc_" + other + "_request")).isNotNull();
			assertThatExceptionOfType(UnroutableRequestException.class)
				.isThrownBy(() -> this.client.function("show_message").routingKey(other).call(String.class, "Hello!"));
		}
	}

	@Test
	void queueWithTheNameOfAnotherExchangeIsNotCalledARequestQueue() {
		Awaitility.await().until(this.server::serving);
		String name = "rpc_" + this.client.service() + "_introspection";
		RequestQueue queue = RequestQueue.named(this.queue).brokerName(name);
		assertThatExceptionOfType(TopologyException.class).isThrownBy(() -> this.client.createRequestQueue(queue))
			.withMessage("Queue '" + name + "' cannot be created: there is an exchange with this name, as for each"
					+ " service. Use another name.");
		assertThatExceptionOfType(TopologyException.class).isThrownBy(() -> this.client.removeRequestQueue(queue))
			.withMessageStartingWith("Queue '" + name + "' cannot be removed: there is an exchange with this name");
	}

	@Test
	void requestQueueOfTheServiceItselfIsNotRemoved() {
		Awaitility.await().until(this.server::serving);
		assertThatExceptionOfType(TopologyException.class)
			.isThrownBy(() -> this.client.removeRequestQueue(this.client.service()));
		assertThat(this.client.call("show_message", String.class, "Hello!")).isEqualTo("shown: Hello!");
	}

	@Test
	void queueMayHaveAnyNameOnTheBroker() {
		String name = "rpc_" + this.client.service() + "_queue_" + this.queue;
		RequestQueue named = RequestQueue.named(this.queue).brokerName(name);
		this.client.createRequestQueue(named);
		this.server.receiveFromQueue(name, ReceiveOptions.unlimited().block(false));
		assertThat(this.client.function("show_message").routingKey(this.queue).call(String.class, "Hello!"))
			.isEqualTo("shown: Hello!");
		this.client.removeRequestQueue(named);
		assertThat(this.admin.getQueueInfo(name)).isNull();
	}

	@Test
	void removedQueueIsGone() {
		this.client.createRequestQueue(this.queue);
		this.client.removeRequestQueue(this.queue);
		assertThat(this.admin.getQueueInfo("rpc_" + this.queue + "_request")).isNull();
	}

	@Test
	void tunerChoosesTheRoutingKeyByTheArguments() {
		this.client.createRequestQueue(this.queue);
		this.server.receiveFromQueue("rpc_" + this.queue + "_request", ReceiveOptions.unlimited().block(false));
		this.client.tuneFunction("show_message", (args, kwargs) -> new Tuning(String.valueOf(args.get(0))));
		assertThat(this.client.call("show_message", String.class, this.queue)).isEqualTo("shown: " + this.queue);
		assertThatExceptionOfType(UnroutableRequestException.class)
			.isThrownBy(() -> this.client.call("show_message", String.class, "somewhere else"));
	}

	@Test
	void routingKeyOfACallTakesPrecedenceOverATuner() {
		this.client.createRequestQueue(this.queue);
		this.server.receiveFromQueue("rpc_" + this.queue + "_request", ReceiveOptions.unlimited().block(false));
		this.client.tuneFunction("show_message", (args, kwargs) -> new Tuning("nobody"));
		assertThat(this.client.function("show_message").routingKey(this.queue).call(String.class, "Hello!"))
			.isEqualTo("shown: Hello!");
	}

	@Test
	void refusesAnExpiryThatBrokersRefuse() {
		RequestQueue named = RequestQueue.named(this.queue);
		assertThatIllegalArgumentException().isThrownBy(() -> named.expires(Duration.ofNanos(999_999)))
			.withMessage("'expires' must be from a millisecond to 3650 days");
		assertThatIllegalArgumentException().isThrownBy(() -> named.expires(ChronoUnit.FOREVER.getDuration()));
	}

}
