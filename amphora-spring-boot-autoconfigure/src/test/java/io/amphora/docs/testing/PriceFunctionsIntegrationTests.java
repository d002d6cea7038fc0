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

// tag::slice[]
import io.amphora.annotation.AmphoraFunction;
import io.amphora.autoconfigure.test.AmphoraTest;
import io.amphora.client.AmphoraClient;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

@AmphoraTest(properties = "amphora.server.service-name=shop")
class PriceFunctionsIntegrationTests {

	@Autowired
	AmphoraClient shop;

	@Test
	void scarceItemsAreExpensive() {
		assertThat(this.shop.call("price", int.class, "lamp")).isEqualTo(12);
	}

	@TestConfiguration
	static class Stock {

		@AmphoraFunction(service = "stock")
		int count(String article) {
			return 3;
		}

	}

}
// end::slice[]
