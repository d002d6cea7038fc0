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

package io.amphora.server;

import java.util.List;

import io.amphora.server.direct.DirectAddresses;
import io.amphora.topology.QueueType;
import io.amphora.topology.ServiceTopology;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ReplyRoutes}.
 */
class ReplyRoutesTests {

	private static final String DIRECT = "amq.rabbitmq.reply-to.g1h2AA1yZXBseUA5MjQ4ODg0AABhpgAAAANrCun7.A2WHuvY=";

	private static final String OTHER_NODE = "amq.rabbitmq.reply-to.g1h2AAdyZXBseUAxAAAAAQAAAAAAAAAB.key";

	/** Of the same node as {@link #DIRECT}, but with a large process number. */
	private static final String LARGE_NUMBER = "amq.rabbitmq.reply-to.g1h2AA1yZXBseUA5MjQ4ODg0AAGGoAAAAANrCun7.key";

	/** Another process of the same node. */
	private static final String OTHER_PROCESS = "amq.rabbitmq.reply-to.g1h2AA1yZXBseUA5MjQ4ODg0AABhpwAAAANrCun7.key";

	private static final String FORGED = "amq.rabbitmq.reply-to.x.y";

	@Test
	void responseQueuesOfTheServiceAreFoundByTheirNames() {
		assertThat(exchange(ReplyTargets.SERVICE, "rpc_math_response_u1")).isEmpty();
		assertThat(exchange(ReplyTargets.ANY, "rpc_math_response_u1")).isEmpty();
		assertThat(exchange(ReplyTargets.RESPONSE_EXCHANGE, "rpc_math_response_u1")).isEqualTo("rpc_math_response");
	}

	@Test
	void otherQueuesAreFoundThroughTheResponseExchangeOnly() {
		for (String other : new String[] { "payroll", "rpc_math_request", "rpc_other_response_u1", "rpc_math_response",
				"3f0e8a52-5a6e-4b43-8f0c-2d7b6a9c1e10", "", "amq.rabbitmq.reply-to" }) {
			assertThat(exchange(ReplyTargets.SERVICE, other)).isEqualTo("rpc_math_response");
			assertThat(exchange(ReplyTargets.RESPONSE_EXCHANGE, other)).isEqualTo("rpc_math_response");
			assertThat(exchange(ReplyTargets.ANY, other)).isEmpty();
		}
	}

	@Test
	void repliesThatAreReturnedAreSentToTheNextExchange() {
		ReplyRoutes routes = routes(ReplyTargets.SERVICE);
		assertThat(routes.exchanges("rpc_math_response_u1", false)).containsExactly("", "rpc_math_response");
		assertThat(routes.exchanges("rpc_math_response_u1", true)).containsExactly("rpc_math_response", "");
		assertThat(routes.exchanges("payroll", true)).containsExactly("rpc_math_response");
		assertThat(routes.exchanges(DIRECT, true)).containsExactly("", "rpc_math_response");
		assertThat(routes.exchanges(FORGED, true)).isEmpty();
	}

	@Test
	void queuesOfServicesWithALongerNameAreNotTakenForResponseQueues() {
		for (String other : new String[] { "rpc_math_response_b_request", "rpc_math_response_b_fanout_request_u1",
				"rpc_math_response_b_response_u1", "rpc_math_response_b_introspection_u1" }) {
			assertThat(exchange(ReplyTargets.SERVICE, other)).isEqualTo("rpc_math_response");
		}
	}

	@Test
	void directRepliesGoToAddressesOfTheBrokerOnly() {
		assertThat(exchange(ReplyTargets.SERVICE, DIRECT)).isEmpty();
		assertThat(exchange(ReplyTargets.ANY, DIRECT)).isEmpty();
		assertThat(exchange(ReplyTargets.RESPONSE_EXCHANGE, DIRECT)).isNull();
		for (ReplyTargets targets : ReplyTargets.values()) {
			assertThat(exchange(targets, FORGED)).isNull();
		}
	}

	@Test
	void onlyReplyToAnUnusualAddressMayCloseTheConnection() {
		ReplyRoutes routes = routes(ReplyTargets.SERVICE);
		assertThat(routes.mayCloseConnection(DIRECT)).isTrue();
		routes.confirmed(DIRECT);
		assertThat(routes.mayCloseConnection(DIRECT)).isFalse();
		assertThat(routes.mayCloseConnection(OTHER_NODE)).isTrue();
		assertThat(routes.mayCloseConnection(OTHER_PROCESS)).isFalse();
		assertThat(routes.mayCloseConnection(LARGE_NUMBER)).isTrue();
		assertThat(routes.mayCloseConnection("rpc_math_response_u1")).isFalse();
		assertThat(routes.mayCloseConnection(FORGED)).isFalse();
	}

	@Test
	void lostConnectionPausesRepliesToNodesThatAreNotKnown() {
		ReplyRoutes routes = routes(ReplyTargets.SERVICE);
		routes.confirmed(DIRECT);
		routes.closedConnection(DIRECT);
		assertThat(exchange(routes, OTHER_NODE)).isEmpty();
		routes.closedConnection(OTHER_NODE);
		assertThat(exchange(routes, OTHER_NODE)).isNull();
		assertThat(exchange(routes, DIRECT)).isEmpty();
		assertThat(exchange(routes, "rpc_math_response_u1")).isEmpty();
	}

	@Test
	void lostConnectionPausesRepliesToForgedProcessesOfAKnownNode() {
		ReplyRoutes routes = routes(ReplyTargets.SERVICE);
		routes.confirmed(DIRECT);
		routes.closedConnection(LARGE_NUMBER);
		assertThat(exchange(routes, LARGE_NUMBER)).isNull();
		assertThat(exchange(routes, DIRECT)).isEmpty();
		assertThat(exchange(routes, OTHER_PROCESS)).isEmpty();
		assertThat(exchange(routes, "rpc_math_response_u1")).isEmpty();
	}

	/** Return the first exchange, or {@code null} if no reply may be sent. */
	private static @Nullable String exchange(ReplyTargets targets, String replyTo) {
		return exchange(routes(targets), replyTo);
	}

	private static @Nullable String exchange(ReplyRoutes routes, String replyTo) {
		List<String> exchanges = routes.exchanges(replyTo, false);
		return exchanges.isEmpty() ? null : exchanges.get(0);
	}

	private static ReplyRoutes routes(ReplyTargets targets) {
		return new ReplyRoutes(targets, new ServiceTopology("math", QueueType.BROKER_DEFAULT), new DirectAddresses(),
				new RequestedReply.RefusedReplies(64));
	}

}
