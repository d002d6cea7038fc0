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

package io.amphora.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import io.amphora.benchmark.reference.GrpcPeer;
import io.amphora.benchmark.reference.HttpPeer;
import io.amphora.benchmark.reference.JsonAsyncTemplatePeer;
import io.amphora.benchmark.reference.JsonTemplatePeer;

/**
 * Who is measured, and with what.
 */
public final class Contenders {

	/**
	 * The body of most calls.
	 */
	public static final Body SMALL = Body.of(40);

	private static final List<Body> LARGE = List.of(Body.of(4 * 1024), Body.of(256 * 1024));

	private static final int LARGE_IN_FLIGHT = 32;

	private static final Set<String> LARGE_TOO = Set.of("amphora", "bare", "amphora-transient", "bare-transient",
			"template-confirms", "async-template", "bare-direct", "template-confirms-json", "async-template-json",
			"grpc", "http");

	private static final List<Contender> ALL = List.of(
			new Contender("amphora", "Amphora", false, AmphoraModes.DEFAULT::open),
			new Contender("bare", "bare client, same guarantees", false, BareMode.PERSISTENT::open),
			new Contender("amphora-batching", "Amphora, batching", false, AmphoraModes.BATCHING::open),
			new Contender("amphora-blocking", "Amphora, blocking", true, AmphoraModes.DEFAULT::open),
			new Contender("bare-blocking", "bare client, same guarantees, blocking", true, BareMode.PERSISTENT::open),
			new Contender("amphora-transient", "Amphora, transient", false, AmphoraModes.TRANSIENT::open),
			new Contender("bare-transient", "bare client, same guarantees, transient", false, BareMode.TRANSIENT::open),
			new Contender("amphora-quorum", "Amphora, quorum queues", false, AmphoraModes.QUORUM::open),
			new Contender("bare-quorum", "bare client, same guarantees, quorum queues", false, BareMode.QUORUM::open),
			new Contender("amphora-direct", "Amphora, direct replies", false, AmphoraModes.DIRECT::open),
			new Contender("bare-direct", "bare client, no guarantees", false, BareMode.DIRECT::open),
			new Contender("bare-direct-blocking", "bare client, no guarantees, blocking", true, BareMode.DIRECT::open),
			new Contender("template", "`RabbitTemplate`", true,
					(broker, sides) -> new RabbitTemplatePeer(broker, sides, false)),
			new Contender("template-confirms", "`RabbitTemplate` with confirms", true,
					(broker, sides) -> new RabbitTemplatePeer(broker, sides, true)),
			new Contender("async-template", "`AsyncRabbitTemplate`", false, AsyncTemplatePeer::new),
			new Contender("rpc-client", "`RpcClient` of the Java client", true, RpcClientPeer::new),
			new Contender("template-json", "`RabbitTemplate`, JSON", true,
					(broker, sides) -> new JsonTemplatePeer(broker, sides, false)),
			new Contender("template-confirms-json", "`RabbitTemplate` with confirms, JSON", true,
					(broker, sides) -> new JsonTemplatePeer(broker, sides, true)),
			new Contender("async-template-json", "`AsyncRabbitTemplate`, JSON", false, JsonAsyncTemplatePeer::new),
			new Contender("grpc", "Spring gRPC, unary, no broker", false, (broker, sides) -> new GrpcPeer(sides)),
			new Contender("http", "HTTP interface client and Spring MVC, no broker", true,
					(broker, sides) -> new HttpPeer(sides)));

	private Contenders() {
	}

	static List<Cell> cells(Pattern only) {
		List<Cell> cells = new ArrayList<>();
		for (int inFlight : List.of(1, 32, 256, 2000)) {
			ALL.stream()
				// nobody has 2000 threads wait
				.filter((contender) -> inFlight < 2000 || !contender.blocking())
				.forEach((contender) -> cells.add(new Cell(contender, inFlight, SMALL)));
		}
		for (Body body : LARGE) {
			ALL.stream()
				.filter((contender) -> LARGE_TOO.contains(contender.key()))
				.forEach((contender) -> cells.add(new Cell(contender, LARGE_IN_FLIGHT, body)));
		}
		cells.removeIf((cell) -> !only.matcher(cell.contender().key()).matches());
		return cells;
	}

}
