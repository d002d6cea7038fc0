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

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.amphora.WrongRequestException;
import io.amphora.client.AmphoraClient;
import io.amphora.observation.AmphoraMeter;
import io.amphora.observation.AmphoraObservation;
import io.micrometer.common.docs.KeyName;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
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
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The code of {@code docs/observability.md}, and its meters as they really are.
 */
class ObservabilityIntegrationTests {

	private static ConfigurableApplicationContext application;

	private static MeterRegistry registry;

	@BeforeAll
	static void start() {
		application = new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
			.properties("amphora.embedded.enabled=true", "amphora.server.service-name=simplemath",
					"amphora.clients.simplemath.timeout=20s")
			.run();
		registry = application.getBean(MeterRegistry.class);
		AmphoraClient client = application.getBean(AmphoraClient.class);
		client.call("add", int.class, 2, 3);
		assertThatExceptionOfType(WrongRequestException.class).isThrownBy(() -> client.call("nope", int.class));
	}

	@AfterAll
	static void stop() {
		application.close();
	}

	private static Stream<Meter> meters() {
		return registry.getMeters().stream().filter((meter) -> meter.getId().getName().startsWith("amphora."));
	}

	@Test
	void everyMeterIsDocumentedAndReal() {
		Set<String> real = meters().map((meter) -> meter.getId().getName())
			.collect(Collectors.toCollection(TreeSet::new));
		assertThat(real).isEqualTo(Meters.names());
	}

	@Test
	void everyTagIsDocumentedAndReal() {
		assertThat(meters()).allSatisfy((meter) -> {
			List<String> tags = meter.getId().getTags().stream().map(Tag::getKey).toList();
			String name = meter.getId().getName();
			if (Meters.OBSERVED.contains(name)) {
				assertThat(tags).containsAll(Arrays.stream(AmphoraObservation.SERVER_CALL.getLowCardinalityKeyNames())
					.map(KeyName::asString)
					.toList());
			}
			else if (Meters.OBSERVED.contains(name.replace(".active", ""))) {
				assertThat(tags).contains("amphora.service", "function").doesNotContain("outcome", "exception");
			}
			else if (name.equals(AmphoraMeter.SERVER_QUEUE_WAIT.meterName())) {
				assertThat(tags).containsExactly("amphora.service");
			}
			else {
				assertThat(tags).containsExactly("amphora.service", "fanout");
			}
		});
	}

	@Test
	void everyMeterHasADescription() {
		assertThat(meters())
			.filteredOn((meter) -> Arrays.stream(AmphoraMeter.values())
				.anyMatch((each) -> each.meterName().equals(meter.getId().getName())))
			.hasSize(AmphoraMeter.values().length)
			.allSatisfy((meter) -> assertThat(meter.getId().getDescription()).isNotBlank());
	}

	@Test
	void everyMetricOfTheDashboardIsReal() {
		Set<String> real = application.getBean(PrometheusMeterRegistry.class)
			.scrape()
			.lines()
			.filter((line) -> !line.startsWith("#"))
			.map((line) -> line.split("[{ ]", 2)[0])
			.collect(Collectors.toCollection(TreeSet::new));
		Dashboard dashboard = Dashboard.load();
		assertThat(dashboard.expressions()).hasSizeGreaterThan(20)
			.allSatisfy((expression) -> assertThat(Dashboard.metrics(expression)).isNotEmpty().isSubsetOf(real));
		assertThat(dashboard.places()).doesNotHaveDuplicates();
	}

	@Test
	void dashboardShowsEveryMeter() {
		String expressions = String.join(" ", Dashboard.load().expressions());
		assertThat(Arrays.stream(AmphoraMeter.values()).map(AmphoraMeter::meterName))
			.filteredOn(
					(name) -> !name.equals("amphora.client.replies") && !name.equals("amphora.server.requests.handled"))
			.allSatisfy((name) -> assertThat(expressions).contains(name.replace('.', '_')));
	}

	@Test
	void conventionAddsATag() {
		assertThat(registry.get("amphora.server.call").tag("function", "add").tag("tier", "gold").timer().count())
			.isEqualTo(1);
		assertThat(registry.get("amphora.server.call").tag("function", "UNKNOWN").timer().count()).isEqualTo(1);
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import({ MathFunctions.class, CallTier.class })
	static class Application {

	}

}
