package io.amphora.serializer;

import java.io.IOException;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectWriter;
import org.jspecify.annotations.Nullable;

/**
 * Writes with Jackson 2.
 *
 * @param generator writes the format
 * @param writer writes the values
 */
record Jackson2Sink(JsonGenerator generator, ObjectWriter writer) implements JsonSink {

	@Override
	public void startObject() throws IOException {
		this.generator.writeStartObject();
	}

	@Override
	public void endObject() throws IOException {
		this.generator.writeEndObject();
	}

	@Override
	public void startArray() throws IOException {
		this.generator.writeStartArray();
	}

	@Override
	public void endArray() throws IOException {
		this.generator.writeEndArray();
	}

	@Override
	public void name(String name) throws IOException {
		this.generator.writeFieldName(name);
	}

	@Override
	public void value(@Nullable Object value) throws IOException {
		if (value == null) {
			this.generator.writeNull();
			return;
		}
		try {
			this.writer.writeValue(this.generator, value);
		}
		catch (IOException | RuntimeException ex) {
			throw Jackson2Problems.ofWritten(ex);
		}
	}

}
