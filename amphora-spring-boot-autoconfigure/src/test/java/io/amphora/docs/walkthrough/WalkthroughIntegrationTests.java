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

package io.amphora.docs.walkthrough;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.amphora.docs.SnippetBroker;
import io.amphora.docs.walkthrough.service.InventoryApplication;
import io.amphora.docs.walkthrough.shop.ShopApplication;
import io.amphora.test.ForkedJvm;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs the applications of {@code docs/walkthrough.md}: two instances of the service, one
 * of them in a process of its own, and the shop.
 */
class WalkthroughIntegrationTests {

	private static final Duration PATIENCE = Duration.ofMinutes(2);

	private static final int ORDERS = 400;

	private static final CountDownLatch started = new CountDownLatch(1);

	private static SnippetBroker broker;

	private static ForkedJvm other;

	private static ConfigurableApplicationContext service;

	private static ConfigurableApplicationContext shop;

	private static RestClient http;

	@BeforeAll
	static void start() throws InterruptedException {
		broker = new SnippetBroker();
		Stream<String> process = Stream.of("spring.main.web-application-type=none",
				"spring.docker.compose.enabled=false");
		String[] arguments = Stream.concat(Stream.of(broker.properties()), process)
			.map("--"::concat)
			.toArray(String[]::new);
		other = new ForkedJvm(InventoryApplication.class, WalkthroughIntegrationTests::note, arguments);
		service = new SpringApplicationBuilder(InventoryApplication.class).web(WebApplicationType.NONE)
			.properties(broker.properties())
			.run();
		shop = new SpringApplicationBuilder(ShopApplication.class).properties(broker.properties())
			.properties("server.port=0", "amphora.clients.inventory.timeout=30s")
			.run();
		http = RestClient.builder()
			.baseUrl("http://localhost:" + shop.getEnvironment().getProperty("local.server.port"))
			.defaultStatusHandler(HttpStatusCode::isError, (request, response) -> {
			})
			.build();
		assertThat(started.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
	}

	private static void note(String line) {
		if (line.contains("Started InventoryApplication")) {
			started.countDown();
		}
	}

	@AfterAll
	static void stop() {
		shop.close();
		service.close();
		other.close();
		broker.close();
	}

	@Test
	void exceptionsBecomeProblems() {
		assertThat(problem("sofa", 3).getStatus()).isEqualTo(409);
		assertThat(problem("sofa", 0).getStatus()).isEqualTo(400);
	}

	private static ProblemDetail problem(String article, int count) {
		return http.post()
			.uri("/orders?article={article}&count={count}", article, count)
			.retrieve()
			.body(ProblemDetail.class);
	}

	/**
	 * More orders than threads, so that some are under way when the process is killed.
	 */
	@Test
	void noOrderFailsWhenAnInstanceIsKilled() throws Exception {
		AtomicInteger begun = new AtomicInteger();
		ExecutorService callers = Executors.newFixedThreadPool(8);
		try {
			List<Future<HttpStatusCode>> orders = IntStream.range(0, ORDERS)
				.mapToObj((i) -> callers.submit(() -> order(begun)))
				.toList();
			for (Future<HttpStatusCode> order : orders) {
				assertThat(order.get(PATIENCE.toSeconds(), TimeUnit.SECONDS).value()).isEqualTo(201);
			}
		}
		finally {
			callers.shutdownNow();
		}
	}

	private static HttpStatusCode order(AtomicInteger begun) {
		if (begun.incrementAndGet() == ORDERS / 4) {
			other.kill();
		}
		ResponseEntity<Void> response = http.post().uri("/orders?article=lamp&count=1").retrieve().toBodilessEntity();
		return response.getStatusCode();
	}

}
