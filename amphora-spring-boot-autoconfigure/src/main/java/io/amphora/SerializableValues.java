/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.amphora;

import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Writes values with an exception by Java serialization. A value that is not
 * serializable, or contains one that is not, is replaced by its text.
 * <p>
 * Each value is serialized once to check it. A value may be an exception that writes
 * values itself, so the results are kept until the outermost exception is written.
 * Otherwise the time would double with each cause.
 */
final class SerializableValues {

	/** Whether the values that the current thread writes are serializable. */
	private static final ThreadLocal<@Nullable Map<Object, Boolean>> results = new ThreadLocal<>();

	private SerializableValues() {
	}

	static void writeCause(ObjectOutputStream output, @Nullable Throwable cause) throws IOException {
		write(output, () -> cause(cause));
	}

	static void writeAll(ObjectOutputStream output, List<? extends @Nullable Object> values) throws IOException {
		write(output, () -> values.stream().map(SerializableValues::value).toArray());
	}

	private static void write(ObjectOutputStream output, Supplier<? extends @Nullable Object> value)
			throws IOException {
		boolean outermost = results.get() == null;
		if (outermost) {
			results.set(new IdentityHashMap<>());
		}
		try {
			output.writeObject(value.get());
		}
		finally {
			if (outermost) {
				results.remove();
			}
		}
	}

	private static @Nullable Object value(@Nullable Object value) {
		return (value == null || isSerializable(value)) ? value : String.valueOf(value);
	}

	private static @Nullable Throwable cause(@Nullable Throwable cause) {
		if (cause == null || isSerializable(cause)) {
			return cause;
		}
		Throwable next = cause.getCause();
		Exception substitute = new Exception(cause.toString(), (next != null && isSerializable(next)) ? next : null);
		substitute.setStackTrace(cause.getStackTrace());
		return substitute;
	}

	private static boolean isSerializable(Object value) {
		Map<Object, Boolean> known = results.get();
		if (known == null) {
			return canBeWritten(value);
		}
		// an exception may be among its own causes, and then it is written once
		Boolean result = known.putIfAbsent(value, true);
		if (result == null) {
			result = canBeWritten(value);
			known.put(value, result);
		}
		return result;
	}

	private static boolean canBeWritten(Object value) {
		try (ObjectOutputStream output = new ObjectOutputStream(OutputStream.nullOutputStream())) {
			output.writeObject(value);
			return true;
		}
		catch (IOException | RuntimeException | StackOverflowError ex) {
			return false;
		}
	}

}
