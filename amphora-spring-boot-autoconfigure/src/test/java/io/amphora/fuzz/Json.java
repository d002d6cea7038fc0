package io.amphora.fuzz;

import java.util.function.Supplier;

import io.amphora.serializer.RpcSerializer;
import io.amphora.serializer.json.Jackson2RpcSerializer;
import io.amphora.serializer.json.Jackson3RpcSerializer;
import tools.jackson.databind.json.JsonMapper;

/**
 * The libraries that read what comes from outside.
 */
enum Json {

	JACKSON_2(Jackson2RpcSerializer::new), JACKSON_3(() -> new Jackson3RpcSerializer(JsonMapper.shared()));

	private final Supplier<RpcSerializer> factory;

	Json(Supplier<RpcSerializer> factory) {
		this.factory = factory;
	}

	RpcSerializer serializer() {
		return this.factory.get();
	}

}
