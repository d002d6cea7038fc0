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

import java.lang.reflect.Method;
import java.net.URLClassLoader;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;

import io.amphora.annotation.AmphoraContract;
import io.amphora.autoconfigure.client.AmphoraClientAutoConfiguration;
import io.amphora.autoconfigure.connection.AmphoraConnectionAutoConfiguration;
import io.amphora.autoconfigure.observation.AmphoraObservationAutoConfiguration;
import io.amphora.autoconfigure.serializer.AmphoraSerializerAutoConfiguration;
import io.amphora.autoconfigure.server.AmphoraServerAutoConfiguration;
import io.amphora.client.AmphoraClient;
import io.amphora.client.AmphoraFanoutClient;
import io.amphora.client.RemoteFunction;
import io.amphora.contract.ImportAmphoraContracts;
import io.amphora.test.BrokerTest;
import io.amphora.test.PartialClassPath;
import io.amphora.test.TestBroker;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for applications without optional libraries.
 */
@BrokerTest
class MissingLibraryIntegrationTests {

	private static final String REACTOR = ".*(reactor|reactive|blockhound|webflux).*";

	private final TestBroker broker;

	MissingLibraryIntegrationTests(TestBroker broker) {
		this.broker = broker;
	}

	@Test
	void callsAndServesWithoutReactor() throws Exception {
		assertThat(run(Application.class, REACTOR, "org.reactivestreams.Publisher")).isEqualTo("5 4 3");
	}

	@Test
	void callsAndServesWithoutKotlin() throws Exception {
		assertThat(run(Application.class, ".*kotlin.*", "kotlin.Unit")).isEqualTo("5 4 3");
	}

	@Test
	void callsAndServesWithoutCoroutines() throws Exception {
		assertThat(run(Application.class, ".*(coroutines|kotlin-reflect).*", "kotlin.reflect.full.KCallables"))
			.isEqualTo("5 4 3");
	}

	@Test
	void suspendingFunctionsDoNotNeedReactor() throws Exception {
		assertThat(run(SuspendingApplication.class, REACTOR, "kotlinx.coroutines.reactor.ReactorContext"))
			.isEqualTo("5 3 name");
	}

	@Test
	void suspendingFunctionsDoNotNeedContextPropagation() throws Exception {
		assertThat(run(SuspendingApplication.class, ".*(context-propagation|webflux).*",
				"io.micrometer.context.ContextSnapshot"))
			.isEqualTo("5 3 name");
	}

	private Object run(Class<?> application, String missingJars, String missingType) throws Exception {
		try (URLClassLoader classes = PartialClassPath
			.without((jar) -> jar.getFileName().toString().matches(missingJars))) {
			assertThatExceptionOfType(ClassNotFoundException.class).isThrownBy(() -> classes.loadClass(missingType));
			Method run = classes.loadClass(application.getName()).getDeclaredMethod("run", String[].class);
			run.setAccessible(true);
			Thread thread = Thread.currentThread();
			ClassLoader before = thread.getContextClassLoader();
			thread.setContextClassLoader(classes);
			try {
				return run.invoke(null, (Object) arguments());
			}
			finally {
				thread.setContextClassLoader(before);
			}
		}
	}

	private String[] arguments() {
		String[] properties = Arrays.copyOf(this.broker.properties(), this.broker.properties().length + 1);
		properties[properties.length - 1] = "spring.application.name=" + this.broker.uniqueName("plain");
		return Arrays.stream(properties).map("--"::concat).toArray(String[]::new);
	}

	@ImportAutoConfiguration({ AmphoraConnectionAutoConfiguration.class, AmphoraSerializerAutoConfiguration.class,
			AmphoraClientAutoConfiguration.class, AmphoraServerAutoConfiguration.class,
			AmphoraObservationAutoConfiguration.class })
	@ImportAmphoraContracts(Calculator.class)
	@Import({ Calculations.class, Caller.class })
	static class Application {

		static String run(String... arguments) {
			try (ConfigurableApplicationContext context = new SpringApplicationBuilder(Application.class)
				.web(WebApplicationType.NONE)
				.logStartupInfo(false)
				.run(arguments)) {
				Calculator calculator = context.getBean(Caller.class).calculator;
				return calculator.add(2, 3) + " " + calculator.addLater(2, 2).join() + " "
						+ methods(AmphoraClient.class, AmphoraFanoutClient.class, RemoteFunction.class);
			}
		}

		/** Mocks of an interface need the types of its methods. */
		private static long methods(Class<?>... types) {
			return Arrays.stream(types).filter((type) -> type.getMethods().length > 0).count();
		}

	}

	@AmphoraContract("${spring.application.name}")
	interface Calculator {

		int add(int x, int y);

		CompletableFuture<Integer> addLater(int x, int y);

	}

	static class Calculations implements Calculator {

		@Override
		public int add(int x, int y) {
			return x + y;
		}

		@Override
		public CompletableFuture<Integer> addLater(int x, int y) {
			return CompletableFuture.supplyAsync(() -> x + y);
		}

	}

	static class Caller {

		final Calculator calculator;

		Caller(@Qualifier("io.amphora.autoconfigure.MissingLibraryIntegrationTests$Calculator") Calculator calculator) {
			this.calculator = calculator;
		}

	}

}
