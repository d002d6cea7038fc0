package io.amphora.serializer;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes and reads JSON bodies with Jackson 3. It works on a private copy of the mapper
 * that it is given: modules, mixins and naming strategies of the mapper count, while what
 * the wire format fixes does not depend on it:
 * <ul>
 * <li>dates and durations are ISO-8601 strings, enums are names, {@code byte[]} is
 * Base64;</li>
 * <li>unknown properties are ignored;</li>
 * <li>a value is never coerced: a string is no number, {@code 2.0} no {@code int}, and
 * {@code null} no primitive; an integer is a decimal, though;</li>
 * <li>default typing is off: a body cannot choose a class.</li>
 * </ul>
 * <p>
 * Read as {@code Object}, integers become {@code Integer}, {@code Long} or
 * {@code BigInteger}, whichever is the first to hold them, and decimals
 * {@code BigDecimal}, which is exact; objects become maps and arrays lists. So do the
 * arguments of a failure. {@code null} becomes what the mapper makes of it:
 * {@code Optional.empty()}, for instance.
 * <p>
 * Thread-safe. For each type that is asked of {@link RpcValue#as} it keeps a reader, for
 * as long as it lives.
 */
public final class Jackson3RpcSerializer extends JsonRpcSerializer<JsonNode> {

	/**
	 * Create a serializer with the default limits.
	 * @param mapper the mapper, which is copied
	 */
	public Jackson3RpcSerializer(JsonMapper mapper) {
		this(mapper, SerializerLimits.defaults());
	}

	/**
	 * Create a serializer.
	 * @param mapper the mapper, which is copied
	 * @param limits how large a body may be
	 */
	public Jackson3RpcSerializer(JsonMapper mapper, SerializerLimits limits) {
		super(new Jackson3Engine(mapper, limits), limits);
	}

}
