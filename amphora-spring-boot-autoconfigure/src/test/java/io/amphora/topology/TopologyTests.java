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

package io.amphora.topology;

import com.rabbitmq.client.Channel;
import org.junit.jupiter.api.Test;
import org.mockito.InOrder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link Topology}.
 */
class TopologyTests {

	private final Topology existing = Topology.existing("q");

	@Test
	void combinationDeclaresBothInOrder() throws Exception {
		Channel channel = mock(Channel.class);
		this.existing.and(Topology.existing("r")).declare(channel);
		InOrder order = inOrder(channel);
		order.verify(channel).queueDeclarePassive("q");
		order.verify(channel).queueDeclarePassive("r");
	}

	@Test
	void combinationCreatesWhatOneOfItsPartsCreates() {
		assertThat(this.existing.and(Topology.existing("r")).creates()).isFalse();
		assertThat(this.existing.and(Topology.NONE).creates()).isTrue();
		assertThat(Topology.NONE.and(this.existing).creates()).isTrue();
	}

}
