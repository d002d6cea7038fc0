package io.amphora.serializer.json;

import java.lang.reflect.Type;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import io.amphora.serializer.BatchItem;
import io.amphora.serializer.JsonShape;
import org.jspecify.annotations.Nullable;

/**
 * Strategy for the operations that the wire format needs from a JSON library.
 * Implementations are thread-safe and throw only {@link JsonProblem}.
 *
 * @param <N> the library's tree node
 */
interface JsonEngine<N> {

	N parseObject(byte[] body);

	List<BatchItem> items(byte[] body);

	byte[] write(JsonContent content);

	JsonKind kind(N node);

	String text(N node);

	@Nullable N member(N object, String name);

	Collection<Map.Entry<String, N>> members(N object);

	Iterable<N> elements(N array);

	@Nullable Object read(N node, Type type);

	JsonShape shape(Type type, boolean sent);

}
