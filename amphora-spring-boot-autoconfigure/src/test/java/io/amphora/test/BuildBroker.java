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
import java.util.Optional;
import java.util.stream.Stream;

import org.awaitility.Awaitility;

import org.springframework.util.FileSystemUtils;

/**
 * Keeps one broker for all JVMs in which a build runs integration tests. The build starts
 * it before the first test class and stops it after the last. It ends with the build,
 * too.
 */
public final class BuildBroker {

	private static final String ERROR = "[ERROR] ";

	private static final Duration START_LIMIT = Duration.ofMinutes(5);

	private static final Duration STOP_LIMIT = Duration.ofMinutes(1);

	private static final Duration POLL = Duration.ofMillis(50);

	private BuildBroker() {
	}

	/**
	 * Start the broker, or stop it and report which tests were skipped.
	 * @param args {@code start} or {@code stop}, the folder of the build and whether the
	 * tests are skipped; {@code run} is for internal use
	 * @throws Exception if the broker cannot be started or stopped
	 */
	public static void main(String[] args) throws Exception {
		Path folder = Path.of(args[1]);
		Path file = folder.resolve("test-broker.properties");
		if (args[0].equals("run")) {
			// threads of a library may still be running
			System.exit(runs(file, Long.parseLong(args[2])) ? 0 : 1);
		}
		if (Boolean.parseBoolean(args[2])) {
			return;
		}
		if (args[0].equals("start")) {
			// they may be of other tests, and of another broker
			FileSystemUtils.deleteRecursively(folder.resolve("failsafe-reports"));
			System.exit(starts(file, folder.resolve("test-broker.log")) ? 0 : 1);
		}
		else {
			stop(file);
			SkippedTests.in(folder.resolve("failsafe-reports")).forEach(BuildBroker::print);
		}
	}

	private static boolean starts(Path file, Path log) throws IOException {
		Files.deleteIfExists(file);
		long build = ProcessHandle.current().parent().orElseThrow().pid();
		Process process = new ProcessBuilder(ForkedJvm.commandLine(BuildBroker.class, "run",
				file.toAbsolutePath().getParent().toString(), Long.toString(build)))
			.redirectErrorStream(true)
			.redirectOutput(log.toFile())
			.start();
		Optional<SharedBroker> started = Awaitility.await("the broker of the tests, see " + log)
			.atMost(START_LIMIT)
			.pollInterval(POLL)
			.until(() -> SharedBroker.read(file), (broker) -> broker.isPresent() || !process.isAlive());
		started.ifPresentOrElse(BuildBroker::print, () -> printErrors(log));
		return started.isPresent();
	}

	private static void print(SharedBroker broker) {
		print("Tests use " + broker.address().description());
		if (!broker.address().rabbitMq()) {
			print("Tests that need RabbitMQ are skipped: " + broker.whyNoRabbitMq());
		}
	}

	private static void printErrors(Path log) {
		try (Stream<String> lines = Files.lines(log)) {
			lines.filter((line) -> line.startsWith(ERROR)).forEach(System.out::println);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		System.out.println(ERROR + "The broker of the tests does not start, see " + log);
	}

	private static boolean runs(Path file, long build) {
		try {
			run(file, build);
			return true;
		}
		catch (Exception ex) {
			ex.printStackTrace();
			System.out.println(ERROR + ex.getMessage());
			return false;
		}
	}

	private static void run(Path file, long build) throws IOException {
		try (BrokerSearch search = new BrokerSearch()) {
			BrokerAddress address = search.any();
			String whyNoRabbitMq = address.rabbitMq() ? "" : search.whyNoRabbitMq();
			if (TestSettings.rabbitMqRequired() && !address.rabbitMq()) {
				throw new IllegalStateException(
						TestSettings.RABBITMQ_REQUIRED + " is set, but there is no RabbitMQ: " + whyNoRabbitMq);
			}
			new SharedBroker(address, whyNoRabbitMq, ProcessHandle.current().pid()).write(file);
			Awaitility.await()
				.forever()
				.pollInterval(POLL)
				.until(() -> !Files.exists(file) || ProcessHandle.of(build).isEmpty());
		}
		finally {
			Files.deleteIfExists(file);
		}
	}

	private static void stop(Path file) throws IOException {
		Optional<SharedBroker> broker = SharedBroker.read(file);
		Files.deleteIfExists(file);
		broker.flatMap((running) -> ProcessHandle.of(running.pid()))
			.ifPresent((process) -> Awaitility.await("end of the broker of the tests")
				.atMost(STOP_LIMIT)
				.pollInterval(POLL)
				.until(() -> !process.isAlive()));
	}

	private static void print(String line) {
		System.out.println("[INFO] " + line);
	}

}
