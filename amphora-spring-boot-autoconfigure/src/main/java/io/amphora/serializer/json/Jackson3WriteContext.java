package io.amphora.serializer.json;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.TreeNode;
import tools.jackson.databind.ObjectWriter;

/**
 * Lets the user's serializers write to a generator that was not created by a mapper.
 */
final class Jackson3WriteContext extends ObjectWriteContext.Base {

	private final ObjectWriter writer;

	Jackson3WriteContext(ObjectWriter writer) {
		this.writer = writer;
	}

	@Override
	public void writeValue(JsonGenerator generator, Object value) {
		this.writer.writeValue(generator, value);
	}

	@Override
	public void writeTree(JsonGenerator generator, TreeNode value) {
		this.writer.writeValue(generator, value);
	}

}
