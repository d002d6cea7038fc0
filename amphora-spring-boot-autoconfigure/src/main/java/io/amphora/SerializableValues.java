package io.amphora;

import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;

import org.jspecify.annotations.Nullable;

/**
 * Values that go along with an exception through Java serialization. What cannot be
 * serialized, or holds something that cannot, is replaced by its text.
 */
final class SerializableValues {

	private SerializableValues() {
	}

	static @Nullable Object of(@Nullable Object value) {
		return (value == null || isSerializable(value)) ? value : String.valueOf(value);
	}

	static @Nullable Throwable of(@Nullable Throwable cause) {
		if (cause == null || isSerializable(cause)) {
			return cause;
		}
		Throwable next = cause.getCause();
		Exception substitute = new Exception(cause.toString(), (next != null && isSerializable(next)) ? next : null);
		substitute.setStackTrace(cause.getStackTrace());
		return substitute;
	}

	private static boolean isSerializable(Object value) {
		try (ObjectOutputStream output = new ObjectOutputStream(OutputStream.nullOutputStream())) {
			output.writeObject(value);
			return true;
		}
		catch (IOException | RuntimeException ex) {
			return false;
		}
	}

}
