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
import java.util.function.ToDoubleFunction;

import io.amphora.benchmark.load.Body;

/**
 * All bars that follow from the comparison of contenders.
 */
final class Bars {

	private static final String SAME = ", of the bare client with the same guarantees";

	/** For sent and received bytes. */
	private static final double GARBAGE = 3.5;

	static final List<Bar> ALL = all();

	private Bars() {
	}

	private static List<Bar> all() {
		List<Bar> bars = new ArrayList<>();
		defaults(bars);
		singleMessages(bars, "", "without batching, ");
		singleMessages(bars, "-transient", "without batching, transient, ");
		singleMessages(bars, "-quorum", "without batching, quorum queues, ");
		large(bars, Contenders.KILOBYTES_256);
		large(bars, Contenders.MEGABYTES_4);
		bars.add(rate(0.85, "direct mode, 32 in flight, of the limit without guarantees", "amphora-direct", 32,
				"bare-direct"));
		bars.add(rate(0.85, "direct mode, 256 in flight, of the limit without guarantees", "amphora-direct", 256,
				"bare-direct"));
		bars.add(Bar.atLeast(1, "2000 in flight, of 256 in flight", CellKey.small("amphora", 2000),
				CellKey.small("amphora", 256)));
		bars.add(Bar.atMost(1.5, "p99 of small calls beside 256 KB, of those without",
				new CellKey("amphora", 32, Body.SMALL.size(), true), CellKey.small("amphora", 32), Sample::p99));
		return bars;
	}

	/** With the default settings. */
	private static void defaults(List<Bar> bars) {
		bars.add(rate(4, "256 in flight" + SAME, "amphora", 256, "bare"));
		bars.add(rate(4, "256 in flight, of `AsyncRabbitTemplate`", "amphora", 256, "async-template"));
		bars.add(rate(1.2, "32 in flight" + SAME, "amphora", 32, "bare"));
		bars.add(rate(1.2, "32 in flight, of `AsyncRabbitTemplate`", "amphora", 32, "async-template"));
		bars.add(rate(1.6, "blocking, 32 in flight, of `RabbitTemplate` with confirms", "amphora-blocking", 32,
				"template-confirms"));
	}

	/** Without batching, for functions that may block. */
	private static void singleMessages(List<Bar> bars, String suffix, String title) {
		String amphora = "amphora-single" + suffix;
		String bare = "bare" + suffix;
		for (int inFlight : List.of(32, 256)) {
			bars.add(rate(0.88, title + inFlight + " in flight" + SAME, amphora, inFlight, bare));
		}
		bars.add(Bar.atMost(1.15, title + "median latency of one call" + SAME, CellKey.small(amphora, 1),
				CellKey.small(bare, 1), Sample::p50));
	}

	private static void large(List<Bar> bars, Body body) {
		String size = body.sizeText();
		bars.add(Bar.atLeast(0.95, size + SAME, large("amphora", body), large("bare", body)));
		bars.add(Bar.atLeast(1, size + ", direct mode, of `RabbitTemplate` with confirms and JSON",
				large("amphora-direct", body), large("template-confirms-json", body)));
		bars.add(garbage(size + ", garbage of the client by its sent and received bytes", body,
				(sample) -> sample.usage().clientBytes()));
		bars.add(garbage(size + ", garbage of the server by its sent and received bytes", body,
				(sample) -> sample.usage().serverBytes()));
	}

	private static Bar garbage(String title, Body body, ToDoubleFunction<Sample> bytes) {
		// request and reply have the same size but for a few bytes
		return Bar.atMost(GARBAGE, title, large("amphora", body), null,
				(sample) -> bytes.applyAsDouble(sample) / Math.max(1, sample.calls()) / (2.0 * body.size()));
	}

	private static Bar rate(double limit, String title, String contender, int inFlight, String other) {
		return Bar.atLeast(limit, title, CellKey.small(contender, inFlight), CellKey.small(other, inFlight));
	}

	private static CellKey large(String contender, Body body) {
		return new CellKey(contender, Contenders.LARGE_IN_FLIGHT, body.size(), false);
	}

}
