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

package io.amphora.autoconfigure.server;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.amphora.annotation.AmphoraContract;
import io.amphora.annotation.AmphoraFunction;
import io.amphora.autoconfigure.Contexts;
import io.amphora.autoconfigure.Refusals;
import io.amphora.autoconfigure.client.AmphoraClientAutoConfiguration;
import io.amphora.autoconfigure.client.AmphoraClientFactory;
import io.amphora.client.AmphoraClient;
import io.amphora.client.ClientStateListener;
import io.amphora.contract.AmphoraContracts;
import io.amphora.contract.ImportAmphoraContracts;
import io.amphora.function.InvalidFunctionException;
import io.amphora.server.AmphoraFanoutServer;
import io.amphora.server.AmphoraServer;
import io.amphora.server.AmphoraServerBuilder;
import io.amphora.server.AmphoraServerStateEvent;
import io.amphora.server.BuiltServer;
import io.amphora.server.ServerState;
import io.amphora.server.ServerStateListener;
import io.amphora.server.function.FunctionDefinition;
import io.amphora.server.interceptor.ServerInterceptor;
import io.amphora.topology.QueueType;
import io.amphora.transport.BrokerTransport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.amqp.core.MessageDeliveryMode;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.LazyInitializationExcludeFilter;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.GenericApplicationListener;
import org.springframework.core.annotation.Order;
import org.springframework.core.task.VirtualThreadTaskExecutor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link AmphoraServerAutoConfiguration}.
 */
class AmphoraServerAutoConfigurationTests {

	private final ApplicationContextRunner contextRunner = Contexts.withoutBroker()
		.withBean(Builders.class, Builders::new);

	private final ApplicationContextRunner named = this.contextRunner
		.withPropertyValues("amphora.server.service-name=simplemath");

	@Test
	void providesAServerForTheDefaultService() {
		this.named.run((context) -> {
			AmphoraServer server = context.getBean("amphoraServer", AmphoraServer.class);
			assertThat(server.service()).isEqualTo("simplemath");
			assertThat(context.getBean(AmphoraServers.class).servers()).containsExactly(server);
			assertThat(context.getBean(AmphoraServers.class).forService("simplemath")).isSameAs(server);
		});
	}

	@Test
	void theDefaultServiceIsTheApplication() {
		this.contextRunner.withPropertyValues("spring.application.name=shop")
			.run((context) -> assertThat(context.getBean(AmphoraServer.class).service()).isEqualTo("shop"));
		this.named.withPropertyValues("spring.application.name=shop")
			.run((context) -> assertThat(context.getBean(AmphoraServer.class).service()).isEqualTo("simplemath"));
	}

	@Test
	void thereIsNoServerWithoutAServiceName() {
		this.contextRunner.run((context) -> assertThat(context).hasNotFailed()
			.doesNotHaveBean(AmphoraServer.class)
			.hasSingleBean(AmphoraServers.class));
	}

	@Test
	void isOffWhenDisabled() {
		this.named.withPropertyValues("amphora.enabled=false")
			.withUserConfiguration(MathFunctions.class)
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(AmphoraServers.class));
		this.named.withPropertyValues("amphora.server.enabled=false", "amphora.clients.math=")
			.withUserConfiguration(MathFunctions.class)
			.run((context) -> assertThat(context).doesNotHaveBean(AmphoraServers.class).hasBean("math"));
	}

	@Test
	void registersAnnotatedFunctionsWithTheServersOfTheirServices() {
		this.named.withUserConfiguration(MathFunctions.class, OtherFunctions.class).run((context) -> {
			AmphoraServers servers = context.getBean(AmphoraServers.class);
			assertThat(servers.servers()).map(AmphoraServer::service).containsExactly("simplemath", "other");
			assertThat(servers.forService("simplemath").functions()).map(FunctionDefinition::name)
				.containsExactly("add");
			assertThat(servers.forService("other").functions()).map(FunctionDefinition::name).containsExactly("run");
		});
	}

	@Test
	void ignoresMocksOfServers() {
		AmphoraServer mock = mock(AmphoraServer.class);
		this.named.withBean("mock", AmphoraServer.class, () -> mock)
			.withUserConfiguration(MathFunctions.class)
			.run((context) -> {
				assertThat(context).hasNotFailed();
				AmphoraServers servers = context.getBean(AmphoraServers.class);
				assertThat(servers.servers()).doesNotContain(mock).map(AmphoraServer::service).contains("simplemath");
				assertThat(servers.forService("simplemath").functions()).map(FunctionDefinition::name)
					.containsExactly("add");
			});
	}

	@Test
	@ExtendWith(OutputCaptureExtension.class)
	void logsNothingOfItsOwnIfAnotherBeanFails(CapturedOutput output) {
		this.named.withUserConfiguration(MathFunctions.class, Failing.class)
			.withPropertyValues("amphora.clients.math.auto-startup=false")
			.run((context) -> assertThat(context).getFailure().rootCause().hasMessage("no luck"));
		assertThat(output).doesNotContain("StateEvent[")
			.doesNotContain("A state listener failed")
			.doesNotContain("BeanCreationNotAllowedException");
	}

	@Test
	@ExtendWith(OutputCaptureExtension.class)
	void logsWhatListenersThrow(CapturedOutput output) {
		this.named.withBean(GenericApplicationListener.class,
				() -> GenericApplicationListener.forEventType(AmphoraServerStateEvent.class, (event) -> {
					throw new IllegalStateException("no luck");
				}))
			.run((context) -> context.getBean(AmphoraServer.class).serve());
		assertThat(output).contains("AmphoraServerStateEvent[service=simplemath").contains("no luck");
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void listenersAndInterceptorsMayNeedServersAndClients(boolean autoStartup) {
		this.named.withPropertyValues("amphora.clients.math.auto-startup=" + autoStartup)
			.withUserConfiguration(MathFunctions.class, Watching.class)
			.run((context) -> {
				assertThat(context).hasNotFailed();
				context.getBean("math", AmphoraClient.class).serve();
				assertThat(context.getBean(Watching.class).changes).containsExactlyInAnyOrder("simplemath SERVING",
						"math SERVING");
				context.getSourceApplicationContext().stop();
				assertThat(context.getBean(Watching.class).changes).contains("simplemath STOPPED", "math STOPPED");
			});
	}

	@Test
	void refusesAFunctionWithoutAService() {
		this.contextRunner.withUserConfiguration(MathFunctions.class)
			.run((context) -> assertThat(context).getFailure()
				.isInstanceOf(MissingServiceNameException.class)
				.hasMessageContaining("'add'"));
	}

	@Test
	void namesTheServiceOfAFunctionInsteadOfTheDefault() {
		this.contextRunner.withUserConfiguration(OtherFunctions.class)
			.run((context) -> assertThat(context.getBean(AmphoraServers.class).servers()).map(AmphoraServer::service)
				.containsExactly("other"));
	}

	@Test
	void refusesAnAnnotatedFunctionThatWasAddedAlready() {
		this.named.withUserConfiguration(MathFunctions.class, Adding.class)
			.run((context) -> assertThat(context).getFailure()
				.isInstanceOf(InvalidFunctionException.class)
				.hasMessageContaining("'add'"));
	}

	@Test
	void startsAServerThatHasFunctions() {
		this.contextRunner.withPropertyValues("spring.application.name=shop")
			.withUserConfiguration(MathFunctions.class, OtherFunctions.class)
			.run((context) -> assertThat(context.getBean(AmphoraServers.class).servers()).hasSize(2)
				.allMatch((server) -> server.state() == ServerState.SERVING));
	}

	@Test
	void startsAServerWhoseFunctionsWereAddedByTheApplication() {
		this.contextRunner.withPropertyValues("spring.application.name=shop")
			.withUserConfiguration(Adding.class)
			.run((context) -> assertThat(context.getBean(AmphoraServer.class).state()).isEqualTo(ServerState.SERVING));
	}

	@Test
	void startsAServerWithoutFunctionsOnlyIfItIsAskedFor() {
		this.contextRunner.withPropertyValues("spring.application.name=shop")
			.run((context) -> assertThat(context.getBean(AmphoraServer.class).state()).isEqualTo(ServerState.STOPPED));
		this.named
			.run((context) -> assertThat(context.getBean(AmphoraServer.class).state()).isEqualTo(ServerState.SERVING));
	}

	@Test
	void startsNothingWithoutAutoStartup() {
		this.named.withPropertyValues("amphora.server.auto-startup=false")
			.withUserConfiguration(MathFunctions.class)
			.run((context) -> assertThat(context.getBean(AmphoraServer.class).state()).isEqualTo(ServerState.STOPPED));
	}

	@Test
	void serversStopAndStartWithTheContext() {
		this.named.run((context) -> {
			AmphoraServer server = context.getBean(AmphoraServer.class);
			context.getSourceApplicationContext().stop();
			assertThat(server.state()).isEqualTo(ServerState.STOPPED);
			context.getSourceApplicationContext().start();
			assertThat(server.state()).isEqualTo(ServerState.SERVING);
		});
	}

	@Test
	void publishesStateEvents() {
		List<ServerState> states = new ArrayList<>();
		this.named.withBean(GenericApplicationListener.class, () -> listener(states))
			.run((context) -> assertThat(states).containsExactly(ServerState.SERVING));
		assertThat(states).containsExactly(ServerState.SERVING, ServerState.PREPARING_STOP, ServerState.STOPPED,
				ServerState.CLOSED);
	}

	@Test
	void aListenerThatFailsDoesNotKeepAServerFromStopping() {
		List<ServerState> states = new ArrayList<>() {

			@Override
			public boolean add(ServerState state) {
				super.add(state);
				throw new IllegalStateException("listener");
			}

		};
		this.named.withBean(GenericApplicationListener.class, () -> listener(states))
			.run((context) -> assertThat(context).hasNotFailed());
		assertThat(states).startsWith(ServerState.SERVING).endsWith(ServerState.CLOSED);
	}

	private static GenericApplicationListener listener(List<ServerState> states) {
		return GenericApplicationListener.forEventType(AmphoraServerStateEvent.class,
				(event) -> states.add(event.state()));
	}

	@Test
	void serverOfTheApplicationWins() {
		AmphoraServer mine = mock(AmphoraServer.class);
		given(mine.service()).willReturn("simplemath");
		this.named.withBean("mine", AmphoraServer.class, () -> mine)
			.withUserConfiguration(MathFunctions.class)
			.run((context) -> {
				assertThat(context.getBean(AmphoraServer.class)).isSameAs(mine);
				then(mine).should().addFunction(any(FunctionDefinition.class));
				then(mine).should().serve();
			});
		then(mine).should().stop();
	}

	@Test
	void fanoutServerOfTheApplicationDoesNotTakeThePlaceOfTheServer() {
		this.named.withUserConfiguration(FanoutConfiguration.class, MathFunctions.class).run((context) -> {
			AmphoraFanoutServer fanout = context.getBean(AmphoraFanoutServer.class);
			AmphoraServer server = context.getBean("amphoraServer", AmphoraServer.class);
			assertThat(server.functions()).hasSize(1);
			assertThat(fanout.functions()).isEmpty();
			assertThat(context.getBean(AmphoraServers.class).servers()).containsExactlyInAnyOrder(server, fanout);
		});
	}

	@Test
	void typedClientsAreNotFunctions() {
		this.contextRunner.withUserConfiguration(ContractConfiguration.class)
			.withPropertyValues("amphora.clients.math=")
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(context.getBean(AmphoraServers.class).servers()).isEmpty();
			});
	}

	@Test
	void typedClientsAreNotFunctionsBeforeTheyAreCreated() {
		this.contextRunner.withUserConfiguration(ImportedContract.class)
			.withInitializer(
					(context) -> context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
			.withBean(LazyInitializationExcludeFilter.class,
					() -> LazyInitializationExcludeFilter.forBeanTypes(SmartInitializingSingleton.class))
			.run((context) -> assertThat(context.getBean(AmphoraServers.class).servers()).isEmpty());
	}

	@Test
	void appliesProperties() {
		this.named
			.withPropertyValues("amphora.server.concurrency=3", "amphora.server.prefetch=5",
					"amphora.server.max-ignores=7", "amphora.server.max-run-time=6s",
					"amphora.server.overdue-concurrency=8", "amphora.server.delivery-limit=4",
					"amphora.server.shutdown.grace-period=9s", "amphora.queue-type=classic",
					"amphora.delivery-mode=non-persistent", "amphora.app-id=app",
					"amphora.server.introspection.enabled=false", "amphora.server.cancellation.enabled=false",
					"amphora.server.declare=false", "spring.application.version=1.2")
			.run((context) -> assertThat(built(context))
				.extracting(BuiltServer::concurrency, BuiltServer::prefetch, BuiltServer::maxIgnores,
						BuiltServer::maxRunTime, BuiltServer::overdueConcurrency, BuiltServer::deliveryLimit,
						BuiltServer::gracePeriod, BuiltServer::deliveryMode, BuiltServer::appId, BuiltServer::queueType,
						BuiltServer::introspection, BuiltServer::cancellation, BuiltServer::declare,
						BuiltServer::version)
				.containsExactly(3, 5, 7, Duration.ofSeconds(6), 8, 4, Duration.ofSeconds(9),
						MessageDeliveryMode.NON_PERSISTENT, "app", QueueType.CLASSIC, false, false, false, "1.2"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "concurrency=0", "prefetch=65536", "max-run-time=0s", "overdue-concurrency=-1",
			"max-ignores=-1", "delivery-limit=-1", "duplicate-window.count=-1", "duplicate-window.time=0s",
			"duplicate-window.size=0B", "shutdown.grace-period=-1s" })
	void refusesValuesAndNamesTheProperty(String property) {
		Refusals.assertRefused(this.named, "amphora.server." + property);
	}

	@Test
	void refusesAServiceNameThatIsTooLongForAQueue() {
		Refusals.assertRefused(this.contextRunner, "amphora.server.service-name=" + "x".repeat(250));
	}

	@Test
	void appliesCustomizersInOrderAndAfterProperties() {
		this.named.withUserConfiguration(Customizers.class)
			.withPropertyValues("amphora.server.concurrency=3")
			.run((context) -> assertThat(built(context)).extracting(BuiltServer::concurrency, BuiltServer::appId)
				.containsExactly(2, "simplemath"));
	}

	@Test
	void customizersMayNeedFurtherServers() {
		this.named.withUserConfiguration(FurtherServer.class)
			.run((context) -> assertThat(context.getBean(AmphoraServers.class).servers()).map(AmphoraServer::service)
				.containsExactlyInAnyOrder("simplemath", "further"));
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21)
	void runsFunctionsOnVirtualThreadsIfTheApplicationDoes() {
		this.named.withPropertyValues("spring.threads.virtual.enabled=true")
			.run((context) -> assertThat(built(context)).extracting(BuiltServer::executor)
				.isInstanceOf(VirtualThreadTaskExecutor.class));
	}

	@Test
	void runsFunctionsOnThreadsOfItsOwnOtherwise() {
		this.named.run((context) -> assertThat(built(context)).extracting(BuiltServer::executor).isNull());
	}

	@Test
	void isOffWithoutATransport() {
		new ApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(AmphoraServerAutoConfiguration.class, AmphoraClientAutoConfiguration.class))
			.run((context) -> assertThat(context).doesNotHaveBean(AmphoraServers.class)
				.doesNotHaveBean(AmphoraClientFactory.class)
				.doesNotHaveBean(BrokerTransport.class));
	}

	@Test
	void explainsWhyThereIsNoServerToInject() {
		this.contextRunner.withUserConfiguration(Adding.class)
			.run((context) -> assertThat(context).getFailure()
				.hasRootCauseInstanceOf(NoSuchBeanDefinitionException.class));
	}

	private static BuiltServer built(AssertableApplicationContext context) {
		return BuiltServer.of(context.getBean(Builders.class).latest);
	}

	static class Builders implements AmphoraServerBuilderCustomizer {

		private AmphoraServerBuilder<?> latest;

		@Override
		public void customize(AmphoraServerBuilder<?> builder, String service) {
			this.latest = builder;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class FurtherServer {

		@Bean
		AmphoraServerBuilderCustomizer further(ObjectProvider<AmphoraServers> servers) {
			return (builder, service) -> {
				if (!service.equals("further")) {
					servers.getObject().forService("further");
				}
			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Watching {

		private final List<String> changes = new CopyOnWriteArrayList<>();

		@Bean
		ServerStateListener serverListener(AmphoraServer server, AmphoraClient client) {
			return (changed, state) -> this.changes.add(changed.service() + " " + state);
		}

		@Bean
		ClientStateListener clientListener(AmphoraServer server, AmphoraClient client) {
			return (changed, state) -> this.changes.add(changed.service() + " " + state);
		}

		@Bean
		ServerInterceptor interceptor(AmphoraServer server, AmphoraClient client) {
			return (call, chain) -> chain.proceed(call);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Failing {

		@Bean
		Object failing(AmphoraServer server, AmphoraClient client) {
			throw new IllegalStateException("no luck");
		}

		@Bean
		ServerStateListener serverListener() {
			return (server, state) -> {
			};
		}

		@Bean
		ClientStateListener clientListener() {
			return (client, state) -> {
			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class MathFunctions {

		@AmphoraFunction
		int add(int x, int y) {
			return x + y;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OtherFunctions {

		@AmphoraFunction(service = "other")
		void run() {
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class FanoutConfiguration {

		@Bean
		AmphoraFanoutServer fanout(BrokerTransport transport) {
			return AmphoraFanoutServer.builder("simplemath", transport).build();
		}

	}

	@AmphoraContract("math")
	interface MathContract {

		@AmphoraFunction
		int add(int x, int y);

	}

	@ImportAmphoraContracts(MathContract.class)
	static class ImportedContract {

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAmphoraContracts(MathContract.class)
	static class ContractConfiguration {

		@Bean
		MathContract another(AmphoraClient math) {
			return AmphoraContracts.create(MathContract.class, math);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Adding {

		Adding(AmphoraServer server) {
			server.addFunction("add", (call) -> null);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Customizers {

		@Bean
		@Order(2)
		AmphoraServerBuilderCustomizer second() {
			return (builder, service) -> builder.concurrency(2);
		}

		@Bean
		@Order(1)
		AmphoraServerBuilderCustomizer first() {
			return (builder, service) -> builder.concurrency(1).appId(service);
		}

	}

}
