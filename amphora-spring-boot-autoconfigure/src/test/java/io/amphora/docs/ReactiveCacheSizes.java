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

import java.time.Duration;

import io.amphora.client.AmphoraFanoutClient;
import io.amphora.client.fanout.FanoutReply;
import reactor.core.publisher.Flux;

import org.springframework.stereotype.Component;

/**
 * Streams the replies of all servers.
 */
@Component
class ReactiveCacheSizes {

	private final AmphoraFanoutClient cache;

	ReactiveCacheSizes(AmphoraFanoutClient cache) {
		this.cache = cache;
	}

	// tag::flux[]
	Flux<FanoutReply<Integer>> sizes() {
		return Flux.create((sink) -> this.cache.gather("size", Integer.class)
			.timeout(Duration.ofSeconds(1))
			.forEachAsync(sink::next)
			.whenComplete((replies, failure) -> {
				if (failure != null) {
					sink.error(failure);
				}
				else {
					sink.complete();
				}
			}));
	}
	// end::flux[]

}
