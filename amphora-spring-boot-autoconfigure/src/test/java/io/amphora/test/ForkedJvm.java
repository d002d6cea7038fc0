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

package io.amphora.test;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A Java program with the class path of the tests, in a process of its own that may be
 * killed. What it prints goes to a listener, line by line.
 */
public final class ForkedJvm implements AutoCloseable {

	private static final Duration LIMIT = Duration.ofSeconds(30);

	private final Runnable ending = this::close;

	private final Process process;

	private final Thread reader;

	/**
	 * Start the program.
	 * @param program the class with the main method
	 * @param lines gets what the program prints, on a thread of its own
	 * @param arguments the program's arguments
	 */
	public ForkedJvm(Class<?> program, Consumer<String> lines, String... arguments) {
		this(program, List.of(), lines, arguments);
	}

	/**
	 * Start the program.
	 * @param program the class with the main method
	 * @param options further options of the virtual machine
	 * @param lines gets what the program prints, on a thread of its own
	 * @param arguments the program's arguments
	 */
	public ForkedJvm(Class<?> program, List<String> options, Consumer<String> lines, String... arguments) {
		try {
			List<String> line = commandLine(program, arguments);
			line.addAll(1, options);
			this.process = new ProcessBuilder(line).redirectError(ProcessBuilder.Redirect.INHERIT).start();
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Cannot start " + program, ex);
		}
		LeftOvers.endAtExit(this.ending);
		this.reader = Sockets.inBackground(program.getSimpleName(), () -> read(lines));
	}

	static List<String> commandLine(Class<?> program, String... arguments) {
		List<String> line = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m", "-cp", System.getProperty("java.class.path"),
				program.getName()));
		line.addAll(List.of(arguments));
		return line;
	}

	private void read(Consumer<String> lines) {
		try (BufferedReader output = this.process.inputReader(StandardCharsets.UTF_8)) {
			output.lines().forEach(lines);
		}
		catch (IOException | UncheckedIOException ex) {
			// the process was killed within a line
		}
	}

	/**
	 * Whether the program has ended and everything that it has printed was read.
	 * @return {@code true} if it has
	 */
	public boolean hasEnded() {
		return !this.process.isAlive() && !this.reader.isAlive();
	}

	/**
	 * Kill the program (SIGKILL), and wait until everything that it has printed was read.
	 */
	public void kill() {
		this.process.destroyForcibly();
		Command.endsWithin(this.process, LIMIT);
		try {
			this.reader.join(LIMIT.toMillis());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public void close() {
		kill();
		LeftOvers.ended(this.ending);
	}

}
