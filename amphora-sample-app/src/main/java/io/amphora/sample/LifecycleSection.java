package io.amphora.sample;

import java.util.concurrent.CompletableFuture;

import io.amphora.client.AmphoraClient;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * What a stopped client holds, and requests that every server ignores.
 */
@Component
@Order(6)
class LifecycleSection extends Section {

	private final AmphoraClient simplemath;

	LifecycleSection(AmphoraClient simplemath) {
		super("Hold calls while the client is stopped; ignore requests");
		this.simplemath = simplemath;
	}

	@Override
	void show() throws Exception {
		this.simplemath.stop();
		CompletableFuture<Integer> held = this.simplemath.defer("add", Integer.class, 2, 3);
		print("held: " + this.simplemath.statistics().held());
		this.simplemath.serve();
		print("after serve(), add(2, 3)", held::get);
		print("not_here()", () -> this.simplemath.call("not_here", String.class));
	}

}
