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

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * How cost grows.
 *
 * @param samples by servers and clients
 * @param functions by functions
 * @param queues a line of a table
 * @param pending a line of a table
 */
record ScaleReport(List<ScaleSample> samples, List<FunctionsSample> functions, String queues, String pending) {

	String text() {
		StringBuilder text = new StringBuilder("""
				Servers and clients are all in one process, each with two connections of its own as in an application of
				its own; 256 calls in flight, spread over the clients.

				""").append(ScaleSample.HEAD);
		this.samples.forEach((sample) -> text.append(sample.row()));
		text.append("\nFunctions in one server, with one client:\n\n").append(FunctionsSample.HEAD);
		this.functions.forEach((sample) -> text.append(sample.row()));
		text.append("\nRequest queues that are created and removed one after the other while the client runs:\n\n")
			.append("| queues | created | removed |\n|---|---|---|\n")
			.append(this.queues);
		text.append("\nCalls that are pending in one client at the same time, and the time to receive all replies:\n\n")
			.append("| calls | until all are with the broker | live heap per call | until all replies are received |\n")
			.append("|---|---|---|---|\n")
			.append(this.pending);
		return text.toString();
	}

	String chart() {
		return new LineChart("clients", List.of(panel("threads", ScaleSample::threads),
				panel("channels", ScaleSample::channels), panel("live heap, MB", (sample) -> sample.heap() / 1e6)))
			.svg();
	}

	private Panel panel(String title, ToDoubleFunction<ScaleSample> figure) {
		return new Panel(title,
				this.samples.stream()
					.map(ScaleSample::servers)
					.distinct()
					.map((servers) -> series(servers, figure))
					.toList());
	}

	private Series series(int servers, ToDoubleFunction<ScaleSample> figure) {
		return new Series((servers == 1) ? "1 server" : servers + " servers",
				this.samples.stream()
					.filter((sample) -> sample.servers() == servers)
					.map((sample) -> new Point(sample.clients(), figure.applyAsDouble(sample)))
					.toList());
	}

}
