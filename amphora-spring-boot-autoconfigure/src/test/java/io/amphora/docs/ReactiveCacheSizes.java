package io.amphora.docs;

import java.time.Duration;

import io.amphora.client.AmphoraFanoutClient;
import io.amphora.client.fanout.FanoutReply;
import reactor.core.publisher.Flux;

import org.springframework.stereotype.Component;

/**
 * Streams the answers of all servers.
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
			.forEach(sink::next)
			.whenComplete((answers, failure) -> {
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
