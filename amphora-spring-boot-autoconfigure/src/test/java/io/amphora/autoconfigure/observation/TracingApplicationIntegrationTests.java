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

package io.amphora.autoconfigure.observation;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

import io.amphora.annotation.AmphoraFunction;
import io.amphora.autoconfigure.client.AmphoraClientFactory;
import io.amphora.client.AmphoraClient;
import io.amphora.client.AmphoraFanoutClient;
import io.amphora.client.interceptor.ClientInterceptor;
import io.amphora.server.AmphoraFanoutServer;
import io.amphora.server.interceptor.ServerInterceptor;
import io.amphora.test.BrokerTest;
import io.amphora.test.TestBroker;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.BaggageInScope;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.exporter.FinishedSpan;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.MDC;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for traces of applications, with real tracers.
 */
@BrokerTest
@ParameterizedClass
@EnumSource
class TracingApplicationIntegrationTests {

	private final TracerBridge bridge;

	private final TestBroker broker;

	private final String service;

	private final List<AmphoraFanoutServer> fanoutServers = new CopyOnWriteArrayList<>();

	private ConfigurableApplicationContext application;

	private AmphoraClient client;

	private Spans spans;

	TracingApplicationIntegrationTests(TracerBridge bridge, TestBroker broker) {
		this.bridge = bridge;
		this.broker = broker;
		this.service = broker.uniqueName("traced");
	}

	@BeforeEach
	void start() {
		this.application = new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
			.properties(this.broker.properties())
			.properties(this.bridge.properties())
			.properties("amphora.server.service-name=" + this.service, "amphora.clients.traced.timeout=20s",
					"amphora.clients.traced.service-name=" + this.service, "management.tracing.sampling.probability=1",
					"management.tracing.baggage.remote-fields=tenant")
			.run();
		this.client = this.application.getBean("traced", AmphoraClient.class);
		this.spans = this.application.getBean(Spans.class);
		assertThat(this.application.getBean(Tracer.class)).isInstanceOf(this.bridge.type());
	}

	@AfterEach
	void close() {
		this.fanoutServers.forEach(AmphoraFanoutServer::close);
		this.application.close();
	}

	private void inRootSpan(Runnable action) {
		Observation root = Observation.start("root", this.application.getBean(ObservationRegistry.class));
		root.scoped(action);
		root.stop();
	}

	@Test
	void nestedCallIsOneTrace() {
		inRootSpan(() -> assertThat(this.client.call("outer", String.class)).isEqualTo("inner of outer"));
		FinishedSpan root = this.spans.named("root");
		FinishedSpan outerCall = this.spans.named(this.service + ".outer call", root);
		FinishedSpan outer = this.spans.named(this.service + ".outer serve", outerCall);
		FinishedSpan innerCall = this.spans.named(this.service + ".inner call", outer);
		this.spans.named(this.service + ".inner serve", innerCall);
		assertThat(this.spans.traceIds()).hasSize(1);
		assertThat(outerCall.getKind()).isEqualTo(Span.Kind.CLIENT);
		assertThat(outer.getKind()).isEqualTo(Span.Kind.SERVER);
		assertThat(outerCall.getTags()).containsEntry("amphora.service", this.service)
			.containsEntry("outcome", "SUCCESS");
	}

	@Test
	void futuresStayInTheTrace() {
		inRootSpan(() -> this.client.defer("chained", String.class)
			.thenCompose((first) -> this.client.defer("inner", String.class, first))
			.join());
		this.spans.named(this.service + ".inner serve", 3);
		FinishedSpan chained = this.spans.named(this.service + ".chained serve");
		assertThat(this.spans.childrenOf(chained, 2))
			.allSatisfy((span) -> assertThat(span.getName()).isEqualTo(this.service + ".inner call"));
		assertThat(this.spans.traceIds()).hasSize(1);
	}

	@Test
	void fanoutCallHasOneServerSpanForEachServer() {
		ServerInterceptor[] interceptors = this.application.getBeanProvider(ServerInterceptor.class)
			.orderedStream()
			.toArray(ServerInterceptor[]::new);
		for (String name : List.of("one", "two", "three")) {
			AmphoraFanoutServer server = AmphoraFanoutServer.builder(this.service, this.broker.connectionFactory())
				.interceptors((given) -> given.addAll(List.of(interceptors)))
				.build();
			server.addFunction("who", (call) -> name);
			this.fanoutServers.add(server);
			server.serve().join();
		}
		AmphoraFanoutClient fanout = this.application.getBean(AmphoraClientFactory.class).createFanout(this.service);
		inRootSpan(
				() -> assertThat(fanout.gather("who", String.class).timeout(Duration.ofSeconds(20)).expecting(3).call())
					.hasSize(3));
		FinishedSpan call = this.spans.named(this.service + ".who call");
		this.spans.childrenOf(call, 3);
		assertThat(this.spans.traceIds()).hasSize(1);
	}

	@Test
	void baggageTravels() {
		Tracer tracer = this.application.getBean(Tracer.class);
		inRootSpan(() -> {
			try (BaggageInScope baggage = tracer.createBaggageInScope("tenant", "blue")) {
				assertThat(this.client.call("tenant", String.class)).isEqualTo(baggage.get());
			}
		});
	}

	@Test
	void responseCarriesTheTrace() {
		inRootSpan(() -> this.client.call("inner", String.class, "x"));
		assertThat(this.application.getBean(Application.class).responseHeaders).singleElement()
			.satisfies((headers) -> assertThat(headers.get("traceparent")).asString()
				.contains(this.spans.named("root").getTraceId())
				.contains(this.spans.named(this.service + ".inner serve").getSpanId()));
	}

	@Test
	void functionLogsWithItsCallAndItsTrace() {
		Map<?, ?> context = this.client.function("mdc").correlationId("c-1").call(Map.class);
		assertThat(context.get("amphora.service")).isEqualTo(this.service);
		assertThat(context.get("amphora.function")).isEqualTo("mdc");
		assertThat(context.get("amphora.correlationId")).isEqualTo("c-1");
		assertThat(context.get("traceId")).isEqualTo(this.spans.named(this.service + ".mdc serve").getTraceId());
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		private final List<Map<String, Object>> responseHeaders = new CopyOnWriteArrayList<>();

		private final ObjectProvider<AmphoraClient> client;

		private final ObjectProvider<Tracer> tracer;

		Application(ObjectProvider<AmphoraClient> client, ObjectProvider<Tracer> tracer) {
			this.client = client;
			this.tracer = tracer;
		}

		@AmphoraFunction
		String outer() {
			return this.client.getObject().call("inner", String.class, "outer");
		}

		@AmphoraFunction
		String inner(String caller) {
			return "inner of " + caller;
		}

		@AmphoraFunction
		CompletableFuture<String> chained() {
			AmphoraClient own = this.client.getObject();
			return own.defer("inner", String.class, "a").thenCompose((a) -> own.defer("inner", String.class, a));
		}

		@AmphoraFunction
		String tenant() {
			return this.tracer.getObject().getBaggage("tenant").get();
		}

		@AmphoraFunction
		Map<String, String> mdc() {
			return MDC.getCopyOfContextMap();
		}

		@Bean
		Spans spans() {
			return new Spans();
		}

		@Bean
		ClientInterceptor responses() {
			return (call) -> call.onOutcome((outcome) -> {
				if (outcome.replyProperties() != null) {
					this.responseHeaders.add(outcome.replyProperties().getHeaders());
				}
			});
		}

	}

}
