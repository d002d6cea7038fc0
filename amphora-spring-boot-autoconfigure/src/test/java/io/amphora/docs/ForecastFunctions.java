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

package io.amphora.docs;

// tag::bean[]
import java.time.Duration;

import io.amphora.annotation.AmphoraFunction;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Service;

@Service
class ForecastFunctions {

	private final ReactiveWarehouse warehouse;

	ForecastFunctions(ReactiveWarehouse warehouse) {
		this.warehouse = warehouse;
	}

	@AmphoraFunction
	Mono<String> forecast(String article) {
		return this.warehouse.reserve(article, 0)
			.delayElement(Duration.ofMillis(10))
			.map((left) -> (left > 0) ? "available" : "sold out");
	}

}
// end::bean[]
