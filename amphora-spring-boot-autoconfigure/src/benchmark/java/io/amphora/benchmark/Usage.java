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

package io.amphora.benchmark;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import com.sun.management.ThreadMXBean;
import io.amphora.benchmark.load.Sides;

/**
 * What has been used up.
 *
 * @param clientCpu CPU time of the client's threads, in ns
 * @param serverCpu CPU time of the server's threads, in ns
 * @param brokerCpu CPU time of the broker, in ns, if it is ours
 * @param clientBytes what the client's threads have allocated
 * @param serverBytes what the server's threads have allocated
 * @param switches how often a thread of this process has waited for something
 */
record Usage(long clientCpu, long serverCpu, long brokerCpu, long clientBytes, long serverBytes, long switches) {

	private static final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

	private static final String SWITCHES = "voluntary_ctxt_switches:";

	static Usage now(Sides sides) {
		long[] client = ids(sides.client());
		long[] server = ids(sides.server());
		return new Usage(sum(threads.getThreadCpuTime(client)), sum(threads.getThreadCpuTime(server)), brokerCpuNow(),
				sum(threads.getThreadAllocatedBytes(client)), sum(threads.getThreadAllocatedBytes(server)),
				switchesNow());
	}

	Usage since(Usage before) {
		return new Usage(this.clientCpu - before.clientCpu, this.serverCpu - before.serverCpu,
				this.brokerCpu - before.brokerCpu, this.clientBytes - before.clientBytes,
				this.serverBytes - before.serverBytes, this.switches - before.switches);
	}

	private static long[] ids(ThreadGroup group) {
		Thread[] found = new Thread[group.activeCount() * 2 + 16];
		int count = group.enumerate(found);
		return Arrays.stream(found, 0, count).mapToLong(Thread::getId).toArray();
	}

	/** A thread that has ended meanwhile counts -1. */
	private static long sum(long[] values) {
		return LongStream.of(values).filter((value) -> value > 0).sum();
	}

	private static long brokerCpuNow() {
		return ProcessHandle.current()
			.descendants()
			.filter((process) -> process.info().command().filter((command) -> command.contains("beam")).isPresent())
			.max(Comparator.comparing((process) -> process.info().startInstant().orElseThrow()))
			.flatMap((process) -> process.info().totalCpuDuration())
			.map(Duration::toNanos)
			.orElse(0L);
	}

	private static long switchesNow() {
		try (Stream<Path> tasks = Files.list(Path.of("/proc/self/task"))) {
			return tasks.map(Usage::switchesOf).flatMap(Optional::stream).mapToLong(Long::longValue).sum();
		}
		catch (IOException ex) {
			return 0;
		}
	}

	private static Optional<Long> switchesOf(Path task) {
		try (Stream<String> lines = Files.lines(task.resolve("status"))) {
			return lines.filter((line) -> line.startsWith(SWITCHES))
				.map((line) -> Long.parseLong(line.substring(SWITCHES.length()).trim()))
				.findFirst();
		}
		catch (IOException | RuntimeException ex) {
			// the thread has ended
			return Optional.empty();
		}
	}

}
