package io.amphora.serializer.json;

import org.jspecify.annotations.Nullable;

/**
 * Thrown if a value cannot be written. Like that of any {@link JsonProblem}, the message
 * does not quote the value.
 */
final class JsonUnwritable extends JsonProblem {

	private final transient JsonPath path;

	private final @Nullable String reason;

	JsonUnwritable(JsonPath path, @Nullable String reason, Throwable cause) {
		super("cannot be written as JSON" + (path.isEmpty() ? "" : ", wrong at " + path)
				+ ((reason != null) ? " (" + reason + ")" : ""), cause);
		this.path = path;
		this.reason = reason;
	}

	/** Return the same problem for the enclosing value. */
	JsonUnwritable in(String place) {
		return new JsonUnwritable(this.path.in(place), this.reason, (getCause() != null) ? getCause() : this);
	}

}
