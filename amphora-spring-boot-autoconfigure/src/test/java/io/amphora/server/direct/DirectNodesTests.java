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

package io.amphora.server.direct;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DirectNodes}.
 */
class DirectNodesTests {

	private final DirectNodes nodes = new DirectNodes();

	@Test
	void repliesToUnknownNodesAreSuspendedAfterALoss() {
		this.nodes.confirmed("known");
		this.nodes.failed();
		assertThat(this.nodes.allow("known")).isTrue();
		assertThat(this.nodes.allow("unknown")).isFalse();
		this.nodes.confirmed("unknown");
		assertThat(this.nodes.allow("other")).isTrue();
	}

	@Test
	void nodeIsLearnedThoughCallersHaveNamedManyOthers() {
		for (int i = 0; i < DirectNodes.MOST; i++) {
			this.nodes.confirmed("other " + i);
		}
		this.nodes.confirmed("real");
		assertThat(this.nodes.isKnown("real")).isTrue();
		assertThat(this.nodes.isKnown("other 0")).isFalse();
	}

	@Test
	void nodeInUseIsNotForgotten() {
		this.nodes.confirmed("real");
		for (int i = 0; i < 2 * DirectNodes.MOST; i++) {
			this.nodes.confirmed("other " + i);
			assertThat(this.nodes.isKnown("real")).isTrue();
		}
	}

}
