package io.amphora.docs;

// tag::bean[]
import java.time.Duration;
import java.util.List;

import io.amphora.client.AmphoraFanoutClient;
import io.amphora.client.fanout.FanoutReply;

import org.springframework.stereotype.Component;

@Component
class CacheSizes {

	private final AmphoraFanoutClient cache;

	CacheSizes(AmphoraFanoutClient cache) {
		this.cache = cache;
	}

	List<FanoutReply<Integer>> sizes() {
		return this.cache.gather("size", Integer.class).timeout(Duration.ofSeconds(1)).call();
	}

}
// end::bean[]
