package io.amphora.serializer;

import java.io.IOException;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Where a body is written to, token by token: the mapper writes the values only, so that
 * none of its settings can change the format around them.
 */
interface JsonSink {

	void startObject() throws IOException;

	void endObject() throws IOException;

	void startArray() throws IOException;

	void endArray() throws IOException;

	void name(String name) throws IOException;

	void value(@Nullable Object value) throws IOException;

	default void values(List<? extends @Nullable Object> values) throws IOException {
		startArray();
		for (Object value : values) {
			value(value);
		}
		endArray();
	}

	default void members(Map<String, ? extends @Nullable Object> members) throws IOException {
		startObject();
		for (Map.Entry<String, ? extends @Nullable Object> member : members.entrySet()) {
			name(member.getKey());
			value(member.getValue());
		}
		endObject();
	}

}
