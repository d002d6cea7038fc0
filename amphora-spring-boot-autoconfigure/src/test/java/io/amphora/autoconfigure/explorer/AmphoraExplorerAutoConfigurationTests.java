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

package io.amphora.autoconfigure.explorer;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.amphora.autoconfigure.client.AmphoraClientAutoConfiguration;
import io.amphora.autoconfigure.client.AmphoraClientBuilderCustomizer;
import io.amphora.autoconfigure.client.AmphoraClientFactory;
import io.amphora.autoconfigure.client.AmphoraComponents;
import io.amphora.autoconfigure.connection.AmphoraConnectionAutoConfiguration;
import io.amphora.autoconfigure.serializer.AmphoraSerializerAutoConfiguration;
import io.amphora.autoconfigure.server.AmphoraServerAutoConfiguration;
import io.amphora.client.AmphoraClient;
import io.amphora.client.AmphoraClientBuilder;
import io.amphora.client.interceptor.ClientInterceptor;
import io.amphora.explorer.ReplyingServer;
import io.amphora.introspection.FunctionDescription;
import io.amphora.server.AmphoraServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mockito.ArgumentCaptor;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.AbstractApplicationContextRunner;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.web.servlet.DispatcherServlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link AmphoraExplorerAutoConfiguration}.
 */
@ExtendWith(OutputCaptureExtension.class)
class AmphoraExplorerAutoConfigurationTests {

	private static final String ROUTES = "amphoraExplorerRoutes";

	private static final AutoConfigurations AMPHORA = AutoConfigurations.of(AmphoraConnectionAutoConfiguration.class,
			AmphoraSerializerAutoConfiguration.class, AmphoraClientAutoConfiguration.class,
			AmphoraServerAutoConfiguration.class, AmphoraExplorerAutoConfiguration.class);

	private final WebApplicationContextRunner contextRunner = new WebApplicationContextRunner()
		.withConfiguration(AMPHORA)
		.withPropertyValues("amphora.port=1", "amphora.server.service-name=math", "amphora.clients.shop=");

	private final WebApplicationContextRunner enabled = this.contextRunner
		.withPropertyValues("amphora.explorer.enabled=true");

	@Test
	void isOffUnlessEnabled() {
		this.contextRunner.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(ROUTES));
	}

	@ParameterizedTest
	@MethodSource("applicationsWithoutSpringMvc")
	void warnsWithoutSpringMvc(AbstractApplicationContextRunner<?, ?, ?> application, CapturedOutput output) {
		AbstractApplicationContextRunner<?, ?, ?> configured = application.withConfiguration(AMPHORA)
			.withPropertyValues("amphora.port=1");
		configured.run((context) -> assertThat(context).hasNotFailed());
		assertThat(output).doesNotContain("explorer");
		configured.withPropertyValues("amphora.explorer.enabled=true")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(ROUTES));
		assertThat(output).containsOnlyOnce("The explorer is enabled ('amphora.explorer.enabled'), but not available:"
				+ " it requires a web application with Spring MVC");
	}

	static Stream<AbstractApplicationContextRunner<?, ?, ?>> applicationsWithoutSpringMvc() {
		return Stream.of(new ApplicationContextRunner(), new ReactiveWebApplicationContextRunner(),
				new WebApplicationContextRunner().withClassLoader(new FilteredClassLoader(DispatcherServlet.class)),
				new ReactiveWebApplicationContextRunner()
					.withClassLoader(new FilteredClassLoader("org.springframework.web.servlet")));
	}

	@Test
	void needsAmphora(CapturedOutput output) {
		this.enabled.withPropertyValues("amphora.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(ROUTES));
		assertThat(output).doesNotContain("explorer");
	}

	@Test
	void warnsWithoutSpringSecurity(CapturedOutput output) {
		this.enabled.run((context) -> assertThat(context).hasBean(ROUTES));
		assertThat(output).contains("The explorer at /amphora is enabled")
			.contains("anyone who reaches this port can call every function")
			.doesNotContain("not available");
	}

	@Test
	void clientsRecordWhichServerHasReplied() {
		this.enabled.run((context) -> {
			AmphoraClientBuilder<?> builder = mock(AmphoraClientBuilder.class);
			context.getBean("amphoraExplorerReplyingServer", AmphoraClientBuilderCustomizer.class)
				.customize(builder, "shop");
			ArgumentCaptor<Consumer<List<ClientInterceptor>>> change = ArgumentCaptor.captor();
			then(builder).should().interceptors(change.capture());
			List<ClientInterceptor> interceptors = new ArrayList<>();
			change.getValue().accept(interceptors);
			assertThat(interceptors).singleElement().isInstanceOf(ReplyingServer.class);
		});
	}

	@Test
	void refusesAnInvalidPath() {
		this.enabled.withPropertyValues("amphora.explorer.path=amphora")
			.run((context) -> assertThat(context).getFailure().rootCause().hasMessageContaining("like /amphora"));
	}

	@Test
	void showsTheServicesOfServersAndClientsAndKeepsOneClientForEach() {
		this.enabled.run((context) -> {
			ApplicationExplorerClients clients = new ApplicationExplorerClients(
					context.getBean(AmphoraClientFactory.class), context.getBean(AmphoraComponents.class));
			assertThat(clients.services()).containsExactly("math", "shop");
			assertThat(clients.client("shop")).isSameAs(context.getBean("shop", AmphoraClient.class));
			AmphoraClient math = clients.client("math");
			assertThat(clients.client("math")).isSameAs(math);
			assertThat(clients.fanoutClient("math")).isNotSameAs(math).isSameAs(clients.fanoutClient("math"));
		});
	}

	@Test
	void describesTheServersOfTheApplicationWithoutABroker() {
		this.enabled.run((context) -> {
			ApplicationExplorerClients clients = new ApplicationExplorerClients(
					context.getBean(AmphoraClientFactory.class), context.getBean(AmphoraComponents.class));
			AmphoraServer server = context.getBean(AmphoraServer.class);
			server.addFunction("add", (call) -> 5);
			assertThat(clients.ownServers("math")).singleElement().satisfies((own) -> {
				assertThat(own.instance()).isEqualTo(server.uuid());
				assertThat(own.functions()).extracting(FunctionDescription::name).containsExactly("add");
			});
			assertThat(clients.ownServers("shop")).isEmpty();
			server.stop();
			assertThat(clients.ownServers("math")).isEmpty();
		});
	}

	@Test
	void callsServersOnTheConnectionThatTheyServeOn() {
		this.enabled.withPropertyValues("amphora.connections.old.port=2", "amphora.server.connection=old")
			.run((context) -> {
				ApplicationExplorerClients clients = new ApplicationExplorerClients(
						context.getBean(AmphoraClientFactory.class), context.getBean(AmphoraComponents.class));
				assertThat(clients.client("math").connectionName()).isEqualTo("old");
				assertThat(clients.fanoutClient("math").connectionName()).isEqualTo("old");
				assertThat(clients.client("shop").connectionName()).isNull();
			});
	}

}
