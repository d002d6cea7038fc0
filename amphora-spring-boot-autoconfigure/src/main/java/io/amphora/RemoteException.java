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
 * The remote function raised an exception. A client throws it; a function may throw it as
 * well, to choose the type and the arguments that its caller gets. Arguments that Java
 * cannot serialize are replaced by their texts when the exception is.
 */
public class RemoteException extends AmphoraException {

	private final String errorType;

	private transient List<@Nullable Object> args;

	/**
	 * Create an exception for a function to throw.
	 * @param errorType the type that the caller sees
	 * @param args the arguments that the caller sees, JSON-able values
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
		super(describe(errorType, args), report, null);
		this.errorType = errorType;
		this.args = Collections.unmodifiableList(new ArrayList<>(args));
	}

	private static String describe(String errorType, List<? extends @Nullable Object> args) {
		String text = args.stream().map(String::valueOf).collect(Collectors.joining(", "));
		return text.isEmpty() ? errorType : errorType + ": " + text;
	}

	/**
	 * The simple class name of the remote exception.
	 * @return the type
	 */
	public String errorType() {
		return this.errorType;
	}

	/**
	 * The arguments of the remote exception, in most cases its message only.
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
