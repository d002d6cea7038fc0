package io.amphora.serializer.json;

import java.math.BigDecimal;

import tools.jackson.core.JsonParser;
import tools.jackson.core.util.JsonParserDelegate;

/**
 * Reads a body and keeps the sign of a negative zero, which a {@code BigDecimal} would
 * lose.
 */
final class Jackson3BodyParser extends JsonParserDelegate {

	Jackson3BodyParser(JsonParser body) {
		super(body);
	}

	@Override
	public BigDecimal getDecimalValue() {
		BigDecimal value = super.getDecimalValue();
		return (value.signum() == 0 && getString().charAt(0) == '-') ? JsonNumbers.NEGATIVE_ZERO : value;
	}

}
