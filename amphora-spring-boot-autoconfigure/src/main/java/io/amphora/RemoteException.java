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
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * Thrown by a client if the remote function threw an exception. A function may also throw
 * it to choose the type and the arguments that its caller receives. Java serialization
 * replaces arguments that are not serializable by their text.
 *
 * @since 0.1.0
 */
public class RemoteException extends AmphoraException {

	private final String errorType;

	private transient List<@Nullable Object> args;

	/**
	 * Create an exception for a function to throw.
	 * @param errorType the type that the caller sees
	 * @param args the arguments that the caller sees, which must be convertible to JSON
	 */
	public RemoteException(String errorType, @Nullable Object... args) {
		this(errorType, Arrays.asList(args), null);
	}

	/**
	 * Create the exception that a client throws.
	 * @param errorType the simple class name of the remote exception
	 * @param args the arguments of the remote exception
	 * @param report how far the call got
	 */
	public RemoteException(String errorType, List<? extends @Nullable Object> args, @Nullable CallReport report) {
		super(describe(errorType, args, report), report, null);
		this.errorType = errorType;
		this.args = Collections.unmodifiableList(new ArrayList<>(args));
	}

	/** The type alone would not show which call failed. */
	private static String describe(String errorType, List<? extends @Nullable Object> args,
			@Nullable CallReport report) {
		String type = PrintableText.name(errorType);
		String text = args.stream().map(String::valueOf).collect(Collectors.joining(", "));
		if (!text.isEmpty()) {
			return type + ": " + text;
		}
		return (report != null)
				? "Function '%s' of service '%s' failed with %s".formatted(report.function(), report.service(), type)
				: type;
	}

	/**
	 * Return the simple class name of the remote exception. It comes from the server and
	 * may be any text; the message contains its beginning without control characters.
	 * @return the type
	 */
	public String errorType() {
		return this.errorType;
	}

	/**
	 * Return the arguments of the remote exception, usually only its message.
	 * @return the arguments, unmodifiable
	 */
	public List<@Nullable Object> args() {
		return this.args;
	}

	private void writeObject(ObjectOutputStream output) throws IOException {
		output.defaultWriteObject();
		SerializableValues.writeAll(output, this.args);
	}

	private void readObject(ObjectInputStream input) throws IOException, ClassNotFoundException {
		input.defaultReadObject();
		this.args = Collections.<@Nullable Object>unmodifiableList(
				Arrays.<@Nullable Object>asList((@Nullable Object[]) input.readObject()));
	}

}
