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

package io.amphora.benchmark.startup;

import java.lang.management.ManagementFactory;
import java.util.Locale;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;

/**
 * Prints how long the application took to start and how much memory is in use, and ends
 * the process.
 */
class StartReport implements ApplicationListener<ApplicationReadyEvent> {

	@Override
	public void onApplicationEvent(ApplicationReadyEvent event) {
		long millis = System.currentTimeMillis() - ManagementFactory.getRuntimeMXBean().getStartTime();
		System.out.println(new Start(millis, liveHeap() / (1024.0 * 1024.0)).line());
		Runtime.getRuntime().halt(0);
	}

	/** References that are cleared by one collection free further objects in the next. */
	private static long liveHeap() {
		for (int i = 0; i < 3; i++) {
			System.gc();
		}
		return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
	}

	/**
	 * One start of an application.
	 *
	 * @param millis how long it took, the start of the JVM included
	 * @param megabytes the live heap after it
	 */
	record Start(double millis, double megabytes) {

		private static final String MARK = "started ";

		private String line() {
			return String.format(Locale.ROOT, "%s%.0f %.3f", MARK, this.millis, this.megabytes);
		}

		/**
		 * Read a line of output.
		 * @return whether it is a line of this report
		 */
		static boolean isReport(String line) {
			return line.startsWith(MARK);
		}

		static Start parse(String line) {
			String[] figures = line.substring(MARK.length()).split(" ");
			return new Start(Double.parseDouble(figures[0]), Double.parseDouble(figures[1]));
		}

	}

}
