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

package io.amphora.autoconfigure.client;

import java.util.ArrayList;
import java.util.List;

import io.amphora.client.AmphoraClient;
import io.amphora.client.AmphoraFanoutClient;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;

/**
 * Tests for {@link FactoryContractClients}.
 */
class FactoryContractClientsTests {

	private final AmphoraClientFactory factory = mock(AmphoraClientFactory.class);

	private final FactoryContractClients clients = new FactoryContractClients(this.factory);

	@Test
	void keepsOneClientForEachService() {
		given(this.factory.create("shop")).willAnswer((call) -> mock(AmphoraClient.class));
		given(this.factory.create("math")).willAnswer((call) -> mock(AmphoraClient.class));
		given(this.factory.createFanout("shop")).willAnswer((call) -> mock(AmphoraFanoutClient.class));
		AmphoraClient shop = this.clients.client("shop");
		assertThat(this.clients.client("shop")).isSameAs(shop);
		assertThat(this.clients.client("math")).isNotSameAs(shop);
		assertThat(this.clients.fanoutClient("shop")).isSameAs(this.clients.fanoutClient("shop"));
		then(shop).should(never()).close();
	}

	@Test
	void keepsTheFirstOfTwoClientsThatAreCreatedAtTheSameTime() {
		List<AmphoraClient> created = new ArrayList<>();
		given(this.factory.create("shop")).willAnswer((call) -> {
			AmphoraClient client = mock(AmphoraClient.class);
			created.add(client);
			if (created.size() == 1) {
				this.clients.client("shop");
			}
			return client;
		});
		AmphoraClient kept = this.clients.client("shop");
		assertThat(created).hasSize(2);
		assertThat(kept).isSameAs(created.get(1)).isSameAs(this.clients.client("shop"));
		then(created.get(0)).should().close();
		then(kept).should(never()).close();
	}

	@Test
	void createsAClientAfterAFailure() {
		AmphoraClient client = mock(AmphoraClient.class);
		given(this.factory.create("shop")).willThrow(new IllegalStateException("on purpose")).willReturn(client);
		assertThatThrownBy(() -> this.clients.client("shop")).isInstanceOf(IllegalStateException.class);
		assertThat(this.clients.client("shop")).isSameAs(client);
	}

}
