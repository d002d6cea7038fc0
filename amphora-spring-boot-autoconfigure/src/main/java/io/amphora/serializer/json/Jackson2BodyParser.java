package io.amphora.serializer.json;

import java.io.IOException;
import java.math.BigDecimal;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.util.JsonParserDelegate;

/**
 * Reads a body and keeps the sign of a negative zero, which a {@code BigDecimal} would
 * lose.
 */
final class Jackson2BodyParser extends JsonParserDelegate {

	Jackson2BodyParser(JsonParser body) {
		super(body);
	}

	@Override
	public BigDecimal getDecimalValue() throws IOException {
		BigDecimal value = super.getDecimalValue();
		return (value.signum() == 0 && getText().charAt(0) == '-') ? JsonNumbers.NEGATIVE_ZERO : value;
	}

}
