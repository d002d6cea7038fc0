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

package io.amphora.benchmark.batching;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The process of {@link SpreadServers}. It ends with this one, as its input does.
 */
final class SpreadServersProcess implements AutoCloseable {

	private final Process process;

	private SpreadServersProcess(Process process) {
		this.process = process;
	}

	static SpreadServersProcess start(String uri, Scenario scenario, List<String> services) throws IOException {
		List<String> line = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx512m", "-cp",
						System.getProperty("java.class.path"), SpreadServers.class.getName(), uri, scenario.argument()));
		line.addAll(services);
		Process process = new ProcessBuilder(line).redirectError(ProcessBuilder.Redirect.INHERIT).start();
		BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
		String read;
		do {
			read = output.readLine();
			if (read == null) {
				throw new IllegalStateException("The servers did not start");
			}
		}
		while (!read.equals(SpreadServers.READY));
		Thread drain = new Thread(() -> output.lines().forEach((ignored) -> {
		}), "servers");
		drain.setDaemon(true);
		drain.start();
		return new SpreadServersProcess(process);
	}

	@Override
	public void close() {
		try {
			this.process.getOutputStream().close();
		}
		catch (IOException ex) {
			// the process has ended
		}
		this.process.onExit().join();
	}

}
