package io.amphora.serializer.json;

import java.util.function.Function;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.amphora.serializer.RpcSerializer;

/**
 * The serializers that must do the same.
 */
enum JsonLibrary {

	JACKSON_3((limits) -> new Jackson3RpcSerializer(tools.jackson.databind.json.JsonMapper.shared(), limits)),

	JACKSON_3_CONTRARY((limits) -> new Jackson3RpcSerializer(ContraryMappers.jackson3(), limits)),

	JACKSON_2(Jackson2RpcSerializer::new),

	JACKSON_2_FOUND_MODULES(
			(limits) -> new Jackson2RpcSerializer(JsonMapper.builder().findAndAddModules().build(), limits)),

	JACKSON_2_CONTRARY((limits) -> new Jackson2RpcSerializer(ContraryMappers.jackson2(), limits));

	private final Function<SerializerLimits, RpcSerializer> factory;

	JsonLibrary(Function<SerializerLimits, RpcSerializer> factory) {
		this.factory = factory;
	}

	RpcSerializer serializer() {
		return serializer(SerializerLimits.defaults());
	}

	RpcSerializer serializer(SerializerLimits limits) {
		return this.factory.apply(limits);
	}

}
