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

package io.amphora.faults;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.GetResponse;
import io.amphora.ReplyLostException;
import io.amphora.WrongRequestException;
import io.amphora.client.AmphoraClient;
import io.amphora.server.AmphoraServer;
import io.amphora.test.BareAmqp;
import io.amphora.test.BrokerTest;
import io.amphora.test.TestService;
import org.junit.jupiter.api.Test;

import static io.amphora.test.TestService.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what callers learn of requests that are refused after another server has had
 * them.
 */
@BrokerTest
class RedeliveredRequestIntegrationTests {

	private final String service;

	private final AmphoraServer server;

	private final AmphoraClient client;

	private final BareAmqp bare;

	RedeliveredRequestIntegrationTests(TestService service) throws Exception {
		this.service = service.name();
		this.server = service.server();
		this.client = service.client((builder) -> builder.gracePeriod(Duration.ZERO));
		this.bare = service.closeLater(new BareAmqp(service.broker()));
		this.server.addFunction("picky", (call) -> {
			throw new WrongRequestException("not like this");
		});
	}

	@Test
	void unknownFunctionMayHaveRunOnAnotherServer() throws Exception {
		assertMayHaveRun("unknown", "no function 'unknown'");
	}

	@Test
	void requestThatTheFunctionRefusesMayHaveRunOnAnotherServer() throws Exception {
		assertMayHaveRun("picky", "not like this");
	}

	private void assertMayHaveRun(String function, String reason) throws Exception {
		CompletableFuture<String> call = this.client.function(function).waitPublish(true).defer(String.class);
		GetResponse request = this.bare.channel().basicGet(queue(), false);
		this.bare.channel().basicReject(request.getEnvelope().getDeliveryTag(), true);
		this.server.serve();
		assertThat(call).failsWithin(PATIENCE)
			.withThrowableThat()
			.withCauseInstanceOf(ReplyLostException.class)
			.withMessageContaining("may have run")
			.withMessageContaining(reason);
	}

	@Test
	void unreadableRequestMayHaveRunIfItWasSentBefore() throws Exception {
		assertThat(this.server.serve()).succeedsWithin(PATIENCE);
		String replies = this.bare.ownQueue("rpc_" + this.service + "_response_bare");
		BasicProperties properties = new BasicProperties.Builder().replyTo(replies)
			.headers(Map.of("amphora-resent", true))
			.build();
		this.bare.publish("rpc_" + this.service + "_request", this.service, properties, "[]");
		assertThat(BareAmqp.body(this.bare.take(replies)).at("/exception/type").asText()).isEqualTo("AnswerLost");
	}

	private String queue() {
		return "rpc_" + this.service + "_request";
	}

}
