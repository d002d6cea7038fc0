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

package io.amphora.observation;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import io.amphora.CallContext;
import io.amphora.client.AmphoraClient;
import io.amphora.security.SecurityServerInterceptor;
import io.amphora.server.AmphoraServer;
import io.amphora.test.BrokerTest;
import io.amphora.test.TestService;
import io.micrometer.observation.Observation;
import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor;
import io.micrometer.observation.tck.TestObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistryAssert;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.core.context.SecurityContextHolder;

import static io.amphora.test.TestService.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the context of threads, which Reactor's context carries.
 */
@BrokerTest
class ReactiveContextIntegrationTests {

	private final TestObservationRegistry registry = TestObservationRegistry.create();

	private final TestService service;

	private final AmphoraServer server;

	private final AmphoraClient client;

	ReactiveContextIntegrationTests(TestService service) {
		this.service = service;
		this.server = service
			.server((builder) -> builder.interceptor(new ObservationServerInterceptor(this.registry, null))
				.interceptor(new MdcServerInterceptor())
				.interceptor(new SecurityServerInterceptor((userId, call) -> {
					throw new AssertionError(userId);
				})));
		this.client = service
			.client((builder) -> builder.interceptor(new ObservationClientInterceptor(this.registry, null)));
	}

	@Test
	void publisherHasTheContextOfItsFunction() {
		this.server.addFunction("context",
				(call) -> ReactiveSecurityContextHolder.getContext()
					.map((context) -> context.getAuthentication().getName())
					.publishOn(Schedulers.parallel())
					.<List<String>>handle((name, sink) -> sink.next(context(name))));
		this.server.serve();
		assertThat(this.client.function("context").reactive().call(String[].class).block(PATIENCE)).containsExactly(
				"anonymous", "anonymous", this.service.name(), "context", "context", "amphora.server.call");
	}

	/** Read on a thread that is not the function's. */
	private List<String> context(String name) {
		List<String> context = new ArrayList<>(List.of(name));
		context.add(SecurityContextHolder.getContext().getAuthentication().getName());
		context.add(MDC.get(MdcServerInterceptor.SERVICE));
		context.add(MDC.get(MdcServerInterceptor.FUNCTION));
		context.add(CallContext.current().function());
		context.add(this.registry.getCurrentObservation().getContext().getName());
		return context;
	}

	@Test
	void callHasTheSecurityContextOfItsSubscriber() {
		this.server.addFunction("ping", (call) -> "pong");
		this.server.serve();
		AtomicReference<String> user = new AtomicReference<>();
		AmphoraClient secured = this.service.client((builder) -> builder
			.interceptor((call) -> user.set(SecurityContextHolder.getContext().getAuthentication().getName())));
		assertThat(secured.function("ping")
			.reactive()
			.call(String.class)
			.subscribeOn(Schedulers.parallel())
			.contextWrite(ReactiveSecurityContextHolder
				.withAuthentication(UsernamePasswordAuthenticationToken.authenticated("ada", null, List.of())))
			.block(PATIENCE)).isEqualTo("pong");
		assertThat(user).hasValue("ada");
	}

	@Test
	void callHasTheObservationOfItsSubscriberAsItsParent() {
		this.server.addFunction("ping", (call) -> "pong");
		this.server.serve();
		Observation parent = Observation.start("web request", this.registry);
		Mono<String> ping = this.client.function("ping")
			.reactive()
			.call(String.class)
			.subscribeOn(Schedulers.parallel())
			.contextWrite((context) -> context.put(ObservationThreadLocalAccessor.KEY, parent));
		assertThat(ping.block(PATIENCE)).isEqualTo("pong");
		parent.stop();
		TestObservationRegistryAssert.assertThat(this.registry)
			.hasObservationWithNameEqualTo("amphora.client.call")
			.that()
			.hasParentObservationEqualTo(parent);
	}

}
