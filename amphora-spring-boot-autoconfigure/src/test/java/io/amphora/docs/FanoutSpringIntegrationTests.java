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

package io.amphora.docs;

import java.time.Duration;
import java.util.List;

import io.amphora.autoconfigure.client.AmphoraClientFactory;
import io.amphora.autoconfigure.server.AmphoraServers;
import io.amphora.client.AmphoraFanoutClient;
import io.amphora.client.fanout.FanoutReply;
import io.amphora.server.AmphoraFanoutServer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The code of {@code docs/fanout.md} that needs Spring Boot.
 */
class FanoutSpringIntegrationTests {

	private static ConfigurableApplicationContext application;

	@BeforeAll
	static void start() {
		application = new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
			.properties("amphora.embedded.enabled=true", "amphora.server.service-name=cache",
					"amphora.clients.cache.fanout=true")
			.run();
	}

	@AfterAll
	static void stop() {
		application.close();
	}

	@Test
	void beanGathersTheRepliesOfAFunctionOfABean() {
		AmphoraFanoutServer server = application.getBean(AmphoraServers.class).fanoutForService("cache");
		Awaitility.await().until(server::serving);
		CacheSizes sizes = application.getBean(CacheSizes.class);
		// a busy server may not reply within the second that the snippet waits
		Awaitility.await()
			.untilAsserted(() -> assertThat(sizes.sizes()).extracting(FanoutReply::value).containsExactly(1));
	}

	@Test
	void repliesBecomeAFlux() {
		AmphoraFanoutServer server = application.getBean(AmphoraServers.class).fanoutForService("cache");
		Awaitility.await().until(server::serving);
		ReactiveCacheSizes sizes = application.getBean(ReactiveCacheSizes.class);
		// a busy server may not reply within the second that the snippet waits
		Awaitility.await()
			.untilAsserted(
					() -> assertThat(sizes.sizes().map(FanoutReply::value).collectList().block()).containsExactly(1));
	}

	@Test
	void clientAndServerAreMadeAtRunTime() {
		AmphoraServers servers = application.getBean(AmphoraServers.class);
		AmphoraClientFactory factory = application.getBean(AmphoraClientFactory.class);
		// tag::servers[]
		AmphoraFanoutServer server = servers.fanoutForService("metrics");
		server.addFunction("load", (call) -> 0.7);
		server.serve().join();
		// end::servers[]
		// tag::factory[]
		try (AmphoraFanoutClient client = factory.createFanout("metrics")) {
			List<FanoutReply<Double>> loads = client.gather("load", Double.class).timeout(Duration.ofSeconds(1)).call();
			loads.forEach((load) -> System.out.println(load.instance() + ": " + load.value()));
		}
		// end::factory[]
		assertThat(factory.clients()).hasSize(1);
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import({ CacheFunctions.class, CacheSizes.class, ReactiveCacheSizes.class })
	static class Application {

	}

}
