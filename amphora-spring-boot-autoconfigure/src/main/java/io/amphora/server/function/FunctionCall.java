package io.amphora.server.function;

import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;

import io.amphora.CallContext;
import io.amphora.WrongRequestException;
import io.amphora.serializer.RpcValue;
import org.jspecify.annotations.Nullable;

/**
 * The context and the untyped arguments of a call.
 *
 * @param context the context of the call
 * @param args the arguments by position
 * @param kwargs the arguments by name
 */
public record FunctionCall(CallContext context, List<RpcValue> args, Map<String, RpcValue> kwargs) {

	/**
	 * Read an argument by position.
	 * @param <T> the type of the argument
	 * @param index the position, from 0
	 * @param type the type of the argument
	 * @return the argument, {@code null} if the caller passed null
	 * @throws WrongRequestException if the argument is missing or cannot be converted to
	 * the type
	 */
	@SuppressWarnings("unchecked")
	public <T> @Nullable T argument(int index, Class<T> type) {
		RpcValue value = (index < this.args.size()) ? this.args.get(index) : null;
		return (T) read(value, "#" + index, type);
	}

	/**
	 * Read an argument by name.
	 * @param <T> the type of the argument
	 * @param name the name
	 * @param type the type of the argument
	 * @return the argument, {@code null} if the caller passed null
	 * @throws WrongRequestException if the argument is missing or cannot be converted to
	 * the type
	 */
	@SuppressWarnings("unchecked")
	public <T> @Nullable T argument(String name, Class<T> type) {
		return (T) read(this.kwargs.get(name), "'" + name + "'", type);
	}

	private @Nullable Object read(@Nullable RpcValue value, String which, Type type) {
		if (value == null) {
			throw new WrongRequestException("Missing argument %s of type %s for function '%s'".formatted(which,
					type.getTypeName(), this.context.function()));
		}
		try {
			return value.as(type);
		}
		catch (IllegalArgumentException ex) {
			throw new WrongRequestException("Argument %s of function '%s' cannot be converted to %s: %s"
				.formatted(which, this.context.function(), type.getTypeName(), ex.getMessage()), null, ex);
		}
	}

}
