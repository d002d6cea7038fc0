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

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Processes with nothing in their environment but what they are given. They end with this
 * JVM, even if it is killed.
 */
final class Command {

	private static final Path NULL_DEVICE = Path.of("/dev/null");

	private Command() {
	}

	static Process start(Map<String, String> environment, Path output, List<String> commandLine) {
		ProcessBuilder builder = new ProcessBuilder(commandLine).redirectErrorStream(true)
			.redirectInput(NULL_DEVICE.toFile())
			.redirectOutput(output.toFile());
		builder.environment().clear();
		builder.environment().putAll(environment);
		try {
			Process process = builder.start();
			endWithThisJvm(process);
			return process;
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Cannot start " + commandLine, ex);
		}
	}

	/**
	 * Start a guard that kills a process when the input of the guard ends, which the
	 * system closes when this JVM is killed.
	 */
	private static void endWithThisJvm(Process process) throws IOException {
		Process guard = new ProcessBuilder("/bin/sh", "-c", "trap '' INT; read end; kill -9 " + process.pid())
			.redirectErrorStream(true)
			.redirectOutput(NULL_DEVICE.toFile())
			.start();
		process.onExit().thenRun(guard::destroyForcibly);
	}

	static String run(Map<String, String> environment, Duration limit, List<String> commandLine) {
		try {
			Path output = Files.createTempFile("amphora-command-", ".out");
			try {
				Process process = start(environment, output, commandLine);
				boolean ended = endsWithin(process, limit);
				String text = Files.readString(output);
				if (!ended || process.exitValue() != 0) {
					process.destroyForcibly();
					throw new IllegalStateException(
							String.join(" ", commandLine) + (ended ? " failed: " : " did not end: ") + text);
				}
				return text;
			}
			finally {
				Files.delete(output);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static boolean endsWithin(Process process, Duration limit) {
		try {
			return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

}
