package io.amphora.docs;

// tag::bean[]
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.amphora.annotation.AmphoraFunction;

import org.springframework.stereotype.Service;

@Service
class CacheFunctions {

	private final Map<String, String> entries = new ConcurrentHashMap<>(Map.of("key", "value"));

	@AmphoraFunction(fanout = true)
	int size() {
		return this.entries.size();
	}

}
// end::bean[]
