package io.amphora.serializer;

import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.ObjectWriter;
import org.jspecify.annotations.Nullable;

/**
 * Writes with Jackson 3.
 *
 * @param generator writes the format
 * @param writer writes the values
 */
record Jackson3Sink(JsonGenerator generator, ObjectWriter writer) implements JsonSink {

	@Override
	public void startObject() {
		this.generator.writeStartObject();
	}

	@Override
	public void endObject() {
		this.generator.writeEndObject();
	}

	@Override
	public void startArray() {
		this.generator.writeStartArray();
	}

	@Override
	public void endArray() {
		this.generator.writeEndArray();
	}

	@Override
	public void name(String name) {
		this.generator.writeName(name);
	}

	@Override
	public void value(@Nullable Object value) {
		if (value == null) {
			this.generator.writeNull();
			return;
		}
		try {
			this.writer.writeValue(this.generator, value);
		}
		catch (RuntimeException ex) {
			throw Jackson3Problems.ofWritten(ex);
		}
	}

}
