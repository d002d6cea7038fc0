package io.amphora.serializer.json;

import java.io.IOException;

import com.fasterxml.jackson.core.ObjectCodec;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TreeTraversingParser;

/**
 * Reads a tree and rejects numbers that would silently become infinite.
 */
final class Jackson2NodeParser extends TreeTraversingParser {

	Jackson2NodeParser(JsonNode node, ObjectCodec codec) {
		super(node, codec);
	}

	@Override
	public double getDoubleValue() throws IOException {
		return JsonNumbers.finite(super.getDoubleValue());
	}

	@Override
	public float getFloatValue() throws IOException {
		return JsonNumbers.finite(super.getFloatValue());
	}

}
