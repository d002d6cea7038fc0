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

package io.amphora.autoconfigure;

import java.net.URL;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.amphora.annotation.AmphoraContract;
import io.amphora.annotation.AmphoraFunction;
import io.amphora.contract.ImportAmphoraContracts;
import org.junit.jupiter.api.Test;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.devtools.restart.classloader.RestartClassLoader;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.DefaultResourceLoader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for applications that devtools restart: with the same Amphora, and with classes
 * of their own that are loaded anew.
 */
class RestartIntegrationTests {

	private final Set<Thread> before = amphoraThreads();

	@Test
	void servesAndCallsAgainWithReloadedClasses() throws Exception {
		Class<?> first = callWithReloadedClasses();
		Class<?> second = callWithReloadedClasses();
		assertThat(second).isNotSameAs(first).hasToString(first.toString());
		await("threads to end").until(() -> this.before.containsAll(amphoraThreads()));
	}

	private static Class<?> callWithReloadedClasses() throws Exception {
		URL classes = Application.class.getProtectionDomain().getCodeSource().getLocation();
		Thread thread = Thread.currentThread();
		ClassLoader usual = thread.getContextClassLoader();
		try (var loader = new RestartClassLoader(usual, new URL[] { classes })) {
			thread.setContextClassLoader(loader);
			Class<?> application = loader.loadClass(Application.class.getName());
			try (ConfigurableApplicationContext context = new SpringApplicationBuilder(application)
				.resourceLoader(new DefaultResourceLoader(loader))
				.web(WebApplicationType.NONE)
				.properties("amphora.embedded.enabled=true", "amphora.server.service-name=geometry")
				.run()) {
				Runnable caller = (Runnable) context.getBean(application);
				caller.run();
				return loader.loadClass(Point.class.getName());
			}
		}
		finally {
			thread.setContextClassLoader(usual);
		}
	}

	private static Set<Thread> amphoraThreads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().startsWith("amphora-"))
			.collect(Collectors.toSet());
	}

	record Point(int x, int y) {

	}

	@AmphoraContract("geometry")
	interface Geometry {

		Point mirror(Point point);

		List<Point> corners(Point point);

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@ImportAmphoraContracts(Geometry.class)
	static class Application implements Runnable {

		private final Geometry geometry;

		Application(Geometry geometry) {
			this.geometry = geometry;
		}

		@AmphoraFunction
		Point mirror(Point point) {
			return new Point(-point.x(), -point.y());
		}

		@AmphoraFunction
		List<Point> corners(Point point) {
			return List.of(point, mirror(point));
		}

		@Override
		public void run() {
			assertThat(this.geometry.mirror(new Point(1, 2))).isEqualTo(new Point(-1, -2));
			assertThat(this.geometry.corners(new Point(1, 2))).containsExactly(new Point(1, 2), new Point(-1, -2));
		}

	}

}
