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

package io.amphora.docs.testing;

import java.time.Duration;

import io.amphora.NoResultException;
import io.amphora.RemoteException;
import io.amphora.autoconfigure.test.AmphoraTest;
import io.amphora.client.AmphoraClient;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.test.context.bean.override.mockito.MockitoBean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.BDDMockito.given;

@AmphoraTest(properties = "amphora.server.service-name=shop")
class PriceFunctionsMockIntegrationTests {

	@Autowired
	AmphoraClient shop;

	// tag::mock[]
	@MockitoBean
	Stock stock;

	@Test
	void plentifulItemsAreCheap() {
		given(this.stock.count("lamp")).willReturn(100);
		assertThat(this.shop.call("price", int.class, "lamp")).isEqualTo(9);
	}
	// end::mock[]

	// tag::timeout[]
	@Test
	void uncountedItemsHaveNoPrice() {
		given(this.stock.count("lamp")).willThrow(new NoResultException("The stock does not reply"));
		assertThatExceptionOfType(RemoteException.class).isThrownBy(() -> this.shop.call("price", int.class, "lamp"))
			.withMessageContaining("NoResultException");
	}
	// end::timeout[]

	@Test
	void hasTheTaskExecutorOfTheApplication(@Autowired AsyncTaskExecutor executor) {
		assertThat(executor.submit(() -> "run")).succeedsWithin(Duration.ofSeconds(30)).isEqualTo("run");
	}

}
