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

package io.amphora.autoconfigure.observation;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.micrometer.tracing.exporter.FinishedSpan;
import io.micrometer.tracing.exporter.SpanReporter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The spans that have ended. Tracers report them later, and on threads of their own.
 */
class Spans implements SpanReporter {

	private final List<FinishedSpan> ended = new CopyOnWriteArrayList<>();

	@Override
	public void report(FinishedSpan span) {
		this.ended.add(span);
	}

	@Override
	public void close() {
	}

	FinishedSpan named(String name) {
		return named(name, 1).get(0);
	}

	FinishedSpan named(String name, FinishedSpan parent) {
		FinishedSpan span = named(name);
		assertThat(span.getParentId()).isEqualTo(parent.getSpanId());
		return span;
	}

	List<FinishedSpan> named(String name, int count) {
		return await().until(() -> this.ended.stream().filter((span) -> name.equals(span.getName())).toList(),
				(found) -> found.size() == count);
	}

	List<FinishedSpan> childrenOf(FinishedSpan parent, int count) {
		return await().until(
				() -> this.ended.stream().filter((span) -> parent.getSpanId().equals(span.getParentId())).toList(),
				(found) -> found.size() == count);
	}

	List<String> traceIds() {
		return this.ended.stream().map(FinishedSpan::getTraceId).distinct().toList();
	}

}
