package io.amphora.serializer.json;

import java.math.BigDecimal;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ValueNode;

/**
 * Rejects decimals with an exponent such as {@code 1e1000000000}. They are short in a
 * message, but converting one to an integer or writing it without the exponent exhausts
 * the memory.
 */
final class Jackson3Nodes extends JsonNodeFactory {

	private final transient SerializerLimits limits;

	Jackson3Nodes(SerializerLimits limits) {
		this.limits = limits;
	}

	@Override
	public ValueNode numberNode(BigDecimal value) {
		if (JsonNumbers.isNegativeZero(value)) {
			return numberNode(-0.0);
		}
		this.limits.checkScale(value.scale());
		return super.numberNode(value);
	}

}
