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

package io.amphora.sample;

import java.time.Duration;

import io.amphora.annotation.AmphoraFunction;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Service;

/**
 * A function that occupies no thread while it waits.
 */
@Service
class ReactiveFunctions {

	private static final Duration DELAY = Duration.ofMillis(10);

	@AmphoraFunction("negate_later")
	Mono<Integer> negateLater(int x) {
		return Mono.delay(DELAY).map((tick) -> -x);
	}

}
