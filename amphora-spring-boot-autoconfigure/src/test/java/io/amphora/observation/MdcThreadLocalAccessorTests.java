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

package io.amphora.observation;

import java.util.HashMap;
import java.util.Map;

import io.micrometer.context.ContextSnapshot;
import io.micrometer.context.ContextSnapshotFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MdcThreadLocalAccessor}.
 */
class MdcThreadLocalAccessorTests {

	private final ContextSnapshotFactory snapshots = ContextSnapshotFactory.builder().build();

	@AfterEach
	void clear() {
		MDC.clear();
	}

	@Test
	void propagatesTheEntriesOfTheCallOnly() {
		MDC.put(MdcServerInterceptor.SERVICE, "shop");
		MDC.put(MdcServerInterceptor.FUNCTION, "order");
		MDC.put("own", "of the first thread");
		ContextSnapshot snapshot = this.snapshots.captureAll();
		MDC.setContextMap(Map.of("own", "of the second thread", MdcServerInterceptor.CORRELATION_ID, "17"));
		Map<String, String> seen = new HashMap<>();
		Runnable read = () -> seen.putAll(MDC.getCopyOfContextMap());
		snapshot.wrap(read).run();
		assertThat(seen).isEqualTo(Map.of(MdcServerInterceptor.SERVICE, "shop", MdcServerInterceptor.FUNCTION, "order",
				"own", "of the second thread"));
		assertThat(MDC.get(MdcServerInterceptor.SERVICE)).isNull();
		assertThat(MDC.get("own")).isEqualTo("of the second thread");
	}

	@Test
	void capturesNothingOutsideOfCalls() {
		MDC.put("own", "value");
		assertThat(new MdcThreadLocalAccessor().getValue()).isNull();
	}

}
