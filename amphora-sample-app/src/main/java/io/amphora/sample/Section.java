package io.amphora.sample;

import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

import io.amphora.AmphoraException;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;

/**
 * A part of the demonstration that runs once the application has started: a heading, and
 * what its calls give.
 */
abstract class Section implements ApplicationRunner {

	private final String heading;

	Section(String heading) {
		this.heading = heading;
	}

	@Override
	public final void run(ApplicationArguments arguments) throws Exception {
		System.out.println();
		System.out.println("== " + this.heading);
		show();
	}

	abstract void show() throws Exception;

	/** A call as one writes it down. */
	static String call(String function, Object... args) {
		return Arrays.stream(args).map(String::valueOf).collect(Collectors.joining(", ", function + "(", ")"));
	}

	static void print(String call, Callable<?> result) throws Exception {
		try {
			System.out.println(call + " = " + result.call());
		}
		catch (AmphoraException ex) {
			System.out.println(call + " -> " + ex.getMessage());
		}
	}

	static void print(String text) {
		System.out.println(text);
	}

}
