package io.amphora.serializer.json;

import tools.jackson.core.JsonParser;
import tools.jackson.core.util.JsonParserDelegate;

/**
 * Reads a tree and rejects numbers that would silently become infinite.
 */
final class Jackson3NodeParser extends JsonParserDelegate {

	Jackson3NodeParser(JsonParser tree) {
		super(tree);
	}

	@Override
	public double getDoubleValue() {
		return JsonNumbers.finite(super.getDoubleValue());
	}

	@Override
	public float getFloatValue() {
		return JsonNumbers.finite(super.getFloatValue());
	}

}
