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

import io.amphora.benchmark.batching.Batching;
import io.amphora.benchmark.load.Body;
import io.amphora.benchmark.reference.GrpcPeer;
import io.amphora.benchmark.reference.HttpPeer;
import io.amphora.benchmark.reference.JsonAsyncTemplatePeer;
import io.amphora.benchmark.reference.JsonTemplatePeer;

/**
 * Who is measured, and with what.
 */
final class Contenders {

	static final Body KILOBYTES_256 = Body.of(256 * 1024);

	static final Body MEGABYTES_4 = Body.of(4 * 1024 * 1024);

	static final List<Body> LARGE = List.of(Body.of(4 * 1024), KILOBYTES_256, MEGABYTES_4);

	static final int LARGE_IN_FLIGHT = 32;

	private static final Set<String> LARGE_TOO = Set.of("amphora", "bare", "amphora-transient", "bare-transient",
			"template-confirms", "async-template", "amphora-direct", "bare-direct", "template-confirms-json",
			"async-template-json", "grpc", "http");

	private static final Set<String> VERY_LARGE_TOO = Set.of("amphora", "bare", "amphora-direct",
			"template-confirms-json");

	private static final Set<String> DISTURBED_TOO = Set.of("amphora", "bare");

	private static final List<Contender> ALL = List.of(
			new Contender("amphora", "Amphora", false, AmphoraMode.DEFAULT::open),
			new Contender("bare", "bare client, same guarantees", false, BareMode.PERSISTENT::open),
			new Contender("amphora-batching", "Amphora, batching", false, AmphoraMode.DEFAULT.with(Batching.ON)::open),
			new Contender("amphora-single", "Amphora, no batching", false,
					AmphoraMode.DEFAULT.with(Batching.OFF)::open),
			new Contender("amphora-blocking", "Amphora, blocking", true, AmphoraMode.DEFAULT::open),
			new Contender("bare-blocking", "bare client, same guarantees, blocking", true, BareMode.PERSISTENT::open),
			new Contender("amphora-transient", "Amphora, transient", false, AmphoraMode.TRANSIENT::open),
			new Contender("amphora-single-transient", "Amphora, no batching, transient", false,
					AmphoraMode.TRANSIENT.with(Batching.OFF)::open),
			new Contender("bare-transient", "bare client, same guarantees, transient", false, BareMode.TRANSIENT::open),
			new Contender("amphora-quorum", "Amphora, quorum queues", false, AmphoraMode.QUORUM::open),
			new Contender("amphora-single-quorum", "Amphora, no batching, quorum queues", false,
					AmphoraMode.QUORUM.with(Batching.OFF)::open),
			new Contender("bare-quorum", "bare client, same guarantees, quorum queues", false, BareMode.QUORUM::open),
			new Contender("amphora-direct", "Amphora, direct replies", false, AmphoraMode.DIRECT::open),
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
				.forEach((contender) -> cells.add(new Cell(contender, inFlight, Body.SMALL)));
		}
		for (Body body : LARGE) {
			Set<String> keys = (body == MEGABYTES_4) ? VERY_LARGE_TOO : LARGE_TOO;
			ALL.stream()
				.filter((contender) -> keys.contains(contender.key()))
				.forEach((contender) -> cells.add(new Cell(contender, LARGE_IN_FLIGHT, body)));
		}
		// the bare client shows what cannot be avoided
		ALL.stream()
			.filter((contender) -> DISTURBED_TOO.contains(contender.key()))
			.forEach((contender) -> cells.add(new Cell(contender, LARGE_IN_FLIGHT, Body.SMALL, KILOBYTES_256)));
		cells.removeIf((cell) -> !only.matcher(cell.contender().key()).matches());
		return cells;
	}

	/** Only what bars compare, and small calls of the bare client beside large ones. */
	static List<Cell> barredCells(Pattern only) {
		return cells(only).stream()
			.filter((cell) -> cell.beside() != null || Bars.ALL.stream().anyMatch((bar) -> bar.needs(cell)))
			.toList();
	}

}
