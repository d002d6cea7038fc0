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

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import com.rabbitmq.client.AMQP.BasicProperties;
import io.amphora.CallContext;
import io.amphora.autoconfigure.client.AmphoraClientAutoConfiguration;
import io.amphora.autoconfigure.client.AmphoraClientFactory;
import io.amphora.autoconfigure.connection.AmphoraConnectionAutoConfiguration;
import io.amphora.autoconfigure.serializer.AmphoraSerializerAutoConfiguration;
import io.amphora.autoconfigure.server.AmphoraServerAutoConfiguration;
import io.amphora.autoconfigure.server.AmphoraServers;
import io.amphora.client.AmphoraClient;
import io.amphora.client.interceptor.ClientCall;
import io.amphora.observation.AmphoraClientMeters;
import io.amphora.observation.AmphoraServerMeters;
import io.amphora.observation.ClientCallObservationConvention;
import io.amphora.observation.MdcServerInterceptor;
import io.amphora.observation.ObservationClientInterceptor;
import io.amphora.observation.ObservationServerInterceptor;
import io.amphora.observation.OpenTelemetryClientCallObservationConvention;
import io.amphora.observation.OpenTelemetryServerCallObservationConvention;
import io.amphora.observation.QueueWaitInterceptor;
import io.amphora.observation.ServerCallObservationConvention;
import io.amphora.observation.TracePropagatingInterceptor;
import io.amphora.server.AmphoraServer;
import io.amphora.server.interceptor.ServerCall;
import io.amphora.server.interceptor.ServerCallChain;
import io.micrometer.core.instrument.LongTaskTimer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link AmphoraObservationAutoConfiguration} and
 * {@link AmphoraMetersAutoConfiguration}.
 */
class ObservationAutoConfigurationTests {

	private final ApplicationContextRunner bare = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(AmphoraConnectionAutoConfiguration.class,
				AmphoraSerializerAutoConfiguration.class, AmphoraClientAutoConfiguration.class,
				AmphoraServerAutoConfiguration.class, AmphoraObservationAutoConfiguration.class,
				AmphoraMetersAutoConfiguration.class))
		.withPropertyValues("amphora.port=1");

	private final ApplicationContextRunner observed = this.bare
		.withConfiguration(AutoConfigurations.of(ObservationAutoConfiguration.class, MetricsAutoConfiguration.class,
				SimpleMetricsExportAutoConfiguration.class, CompositeMeterRegistryAutoConfiguration.class));

	@Test
	void nothingIsObservedWithoutRegistries() {
		this.bare.run((context) -> assertThat(context).hasNotFailed()
			.doesNotHaveBean(ObservationClientInterceptor.class)
			.doesNotHaveBean(ObservationServerInterceptor.class)
			.doesNotHaveBean(AmphoraClientMeters.class)
			.doesNotHaveBean(QueueWaitInterceptor.class)
			.hasSingleBean(MdcServerInterceptor.class));
	}

	@Test
	void registriesOfTheApplicationAreUsed() {
		this.observed.run((context) -> assertThat(context).hasNotFailed()
			.hasSingleBean(ObservationClientInterceptor.class)
			.hasSingleBean(ObservationServerInterceptor.class)
			.hasSingleBean(AmphoraClientMeters.class)
			.hasSingleBean(AmphoraServerMeters.class)
			.hasSingleBean(QueueWaitInterceptor.class)
			.doesNotHaveBean(TracePropagatingInterceptor.class));
	}

	@Test
	void propertiesTurnEachPartOff() {
		this.observed
			.withPropertyValues("amphora.observation.calls=false", "amphora.observation.meters=false",
					"amphora.observation.mdc=false")
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(ObservationClientInterceptor.class)
				.doesNotHaveBean(ObservationServerInterceptor.class)
				.doesNotHaveBean(AmphoraClientMeters.class)
				.doesNotHaveBean(MdcServerInterceptor.class));
		this.observed.withPropertyValues("amphora.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(ObservationClientInterceptor.class)
				.doesNotHaveBean(MdcServerInterceptor.class));
	}

	@Test
	void conventionIsThatOfTheProperty() {
		this.observed.run((context) -> {
			assertThat(observedClientCall(context)).isEqualTo("amphora.client.call");
			assertThat(observedServerCall(context)).isEqualTo("amphora.server.call");
		});
		this.observed.withPropertyValues("amphora.observation.convention=opentelemetry").run((context) -> {
			assertThat(observedClientCall(context))
				.isEqualTo(new OpenTelemetryClientCallObservationConvention().getName());
			assertThat(observedServerCall(context))
				.isEqualTo(new OpenTelemetryServerCallObservationConvention().getName());
		});
	}

	@Test
	void conventionOfTheApplicationTakesPrecedenceOverTheProperty() {
		ServerCallObservationConvention own = new ServerCallObservationConvention() {

			@Override
			public String getName() {
				return "own.server.call";
			}

		};
		this.observed.withPropertyValues("amphora.observation.convention=opentelemetry")
			.withBean(ServerCallObservationConvention.class, () -> own)
			.run((context) -> assertThat(observedServerCall(context)).isEqualTo("own.server.call"));
	}

	@Test
	void conventionOfTheApplicationForClientsTakesPrecedenceOverTheProperty() {
		ClientCallObservationConvention own = new ClientCallObservationConvention() {

			@Override
			public String getName() {
				return "own.client.call";
			}

		};
		this.observed.withPropertyValues("amphora.observation.convention=opentelemetry")
			.withBean(ClientCallObservationConvention.class, () -> own)
			.run((context) -> assertThat(observedClientCall(context)).isEqualTo("own.client.call"));
	}

	private static String observedClientCall(ApplicationContext context) {
		ClientCall call = mock(ClientCall.class);
		given(call.service()).willReturn("math");
		given(call.function()).willReturn("add");
		given(call.correlationId()).willReturn("1");
		given(call.routingKey()).willReturn("rpc_math");
		return observed(context, () -> context.getBean(ObservationClientInterceptor.class).intercept(call));
	}

	private static String observedServerCall(ApplicationContext context) {
		CallContext callContext = mock(CallContext.class);
		given(callContext.service()).willReturn("math");
		given(callContext.function()).willReturn("add");
		ServerCall call = mock(ServerCall.class);
		given(call.context()).willReturn(callContext);
		given(call.properties()).willReturn(new BasicProperties());
		return observed(context,
				() -> context.getBean(ObservationServerInterceptor.class).intercept(call, mock(ServerCallChain.class)));
	}

	/** Return the name of the observation that an interceptor starts. */
	private static String observed(ApplicationContext context, ThrowingCallable interceptor) {
		List<String> names = new ArrayList<>();
		context.getBean(ObservationRegistry.class).observationConfig().observationHandler(new ObservationHandler<>() {

			@Override
			public void onStart(Observation.Context observation) {
				names.add(observation.getName());
			}

			@Override
			public boolean supportsContext(Observation.Context observation) {
				return true;
			}

		});
		assertThatCode(interceptor).doesNotThrowAnyException();
		return names.get(0);
	}

	@Test
	void noTracerIsNeeded() {
		this.observed.withClassLoader(new FilteredClassLoader("io.micrometer.tracing"))
			.run((context) -> assertThat(context).hasNotFailed().hasSingleBean(ObservationServerInterceptor.class));
	}

	@Test
	void clientsAndServersThatServeHaveMeters() {
		this.observed.run((context) -> {
			context.getBean(AmphoraClientFactory.class).create("math").close();
			AmphoraServer server = context.getBean(AmphoraServers.class).forService("math");
			server.serve();
			MeterRegistry registry = context.getBean(MeterRegistry.class);
			assertThat(registry.get("amphora.client.open").gauge().value()).isZero();
			assertThat(registry.get("amphora.server.open").gauge().value()).isEqualTo(1);
			assertThat(registry.get("amphora.server.connected").gauge().value()).isZero();
			server.close();
			assertThat(registry.get("amphora.server.open").gauge().value()).isZero();
		});
	}

	@Test
	void runningCallsAreTaggedWithServiceAndFunction() {
		this.observed.run((context) -> {
			AmphoraClient client = context.getBean(AmphoraClientFactory.class).create("math");
			CompletableFuture<Integer> call = client.defer("add", Integer.class, 2, 3);
			LongTaskTimer active = context.getBean(MeterRegistry.class)
				.get("amphora.client.call.active")
				.longTaskTimer();
			assertThat(active.activeTasks()).isOne();
			assertThat(active.getId().getTags()).extracting(Tag::getKey)
				.containsExactlyInAnyOrder("amphora.service", "function");
			call.cancel(true);
			assertThat(active.activeTasks()).isZero();
		});
	}

	@Test
	void serversMadeByHandHaveMeters() {
		this.observed
			.withBean("own", AmphoraServer.class,
					() -> AmphoraServer.builder("own", new CachingConnectionFactory("127.0.0.1", 1)).build(),
					(definition) -> definition.setDestroyMethodName("close"))
			.run((context) -> {
				context.getBean(AmphoraServer.class).serve();
				assertThat(context.getBean(MeterRegistry.class).get("amphora.server.open").gauge().value())
					.isEqualTo(1);
			});
	}

}
