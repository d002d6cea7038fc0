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

package io.amphora.autoconfigure.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

import io.amphora.annotation.AmphoraContract;
import io.amphora.annotation.TunesFunction;
import io.amphora.autoconfigure.Contexts;
import io.amphora.autoconfigure.Refusals;
import io.amphora.client.AmphoraClient;
import io.amphora.client.AmphoraClientBuilder;
import io.amphora.client.AmphoraClientStateEvent;
import io.amphora.client.AmphoraFanoutClient;
import io.amphora.client.AmphoraOperations;
import io.amphora.client.BuiltClient;
import io.amphora.client.ClientState;
import io.amphora.client.ReplyMode;
import io.amphora.client.queue.RequestQueueOperations;
import io.amphora.contract.ContractClients;
import io.amphora.contract.ImportAmphoraContracts;
import io.amphora.function.InvalidTunerException;
import io.amphora.serializer.RpcSerializer;
import io.amphora.topology.QueueType;
import io.amphora.transport.BatchLimits;
import io.amphora.transport.BrokerTransport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.amqp.core.MessageDeliveryMode;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.GenericApplicationListener;
import org.springframework.core.annotation.Order;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;

/**
 * Tests for {@link AmphoraClientAutoConfiguration}.
 */
class AmphoraClientAutoConfigurationTests {

	private final ApplicationContextRunner contextRunner = Contexts.withoutBroker()
		.withBean(Builders.class, Builders::new);

	@Test
	void providesAFactoryAndNoClientByDefault() {
		this.contextRunner.run((context) -> assertThat(context).hasSingleBean(AmphoraClientFactory.class)
			.doesNotHaveBean(AmphoraClient.class));
	}

	@Test
	void isOffWhenAmphoraIsDisabled() {
		this.contextRunner.withPropertyValues("amphora.enabled=false", "amphora.clients.math=")
			.run((context) -> assertThat(context).doesNotHaveBean(AmphoraClientFactory.class)
				.doesNotHaveBean(AmphoraClient.class));
	}

	@Test
	void createsABeanForEachClientOfTheProperties() {
		this.contextRunner
			.withPropertyValues("amphora.clients.math.service-name=simplemath", "amphora.clients.send-mail=")
			.run((context) -> {
				assertThat(context).getBeanNames(AmphoraClient.class).containsExactlyInAnyOrder("math", "sendMail");
				assertThat(context.getBean("math", AmphoraClient.class).service()).isEqualTo("simplemath");
				assertThat(context.getBean("sendMail", AmphoraClient.class).service()).isEqualTo("send-mail");
				assertThat(context.getBean("send-mail")).isSameAs(context.getBean("sendMail"));
				assertThat(context.getBean(AmphoraClientFactory.class).clients()).hasSize(2);
			});
	}

	@Test
	void injectsTheClientBesideAFanoutClientByType() {
		this.contextRunner
			.withPropertyValues("amphora.clients.math=", "amphora.clients.caches.fanout=true",
					"amphora.clients.caches.auto-startup=false")
			.run((context) -> {
				assertThat(context.getBean(AmphoraClient.class)).isSameAs(context.getBean("math"));
				assertThat(context.getBean(RequestQueueOperations.class)).isSameAs(context.getBean("math"));
				assertThat(context.getBean(AmphoraFanoutClient.class)).isSameAs(context.getBean("caches"));
			});
	}

	@Test
	void injectsASingleFanoutClientByItsOperationsButNotAsAClient() {
		this.contextRunner
			.withPropertyValues("amphora.clients.caches.fanout=true", "amphora.clients.caches.auto-startup=false")
			.run((context) -> {
				assertThat(context.getBean(AmphoraOperations.class)).isSameAs(context.getBean("caches"));
				assertThat(context).doesNotHaveBean(AmphoraClient.class);
			});
	}

	@Test
	void createsAFanoutClientWithItsOwnSettings() {
		this.contextRunner.run((context) -> {
			AmphoraFanoutClient caches = context.getBean(AmphoraClientFactory.class)
				.createFanout("caches", (builder) -> builder.uuid("mine").autoStartup(false));
			assertThat(caches.uuid()).isEqualTo("mine");
			assertThat(caches.state()).isEqualTo(ClientState.STOPPED);
			assertThat(context.getBean(AmphoraClientFactory.class).clients()).containsExactly(caches);
		});
	}

	@Test
	void injectsASingleClientByType() {
		this.contextRunner.withPropertyValues("amphora.clients.math=")
			.withUserConfiguration(SingleConsumer.class)
			.run((context) -> assertThat(context.getBean("service")).isEqualTo("math"));
	}

	@Test
	void injectsSeveralClientsByNameOrQualifier() {
		this.contextRunner
			.withPropertyValues("amphora.clients.math=", "amphora.clients.send-mail=", "amphora.clients.taken=")
			.withUserConfiguration(Consumer.class)
			.run((context) -> assertThat(context.getBean("services")).isEqualTo("math, send-mail, send-mail, taken"));
	}

	@Test
	void refusesAWrongTunerAtTheStartIfThereIsNoClientYet() {
		this.contextRunner.withUserConfiguration(WrongTuner.class)
			.run((context) -> assertThat(context).hasFailed()
				.getFailure()
				.isInstanceOf(InvalidTunerException.class)
				.hasMessageContaining("Bean 'tuner' cannot be a tuner: It is a java.lang.String."));
	}

	@Test
	void leavesABeanOfThatNameAlone() {
		this.contextRunner.withPropertyValues("amphora.clients.taken=")
			.withBean("taken", String.class, () -> "something else")
			.run((context) -> {
				assertThat(context.getBean("taken")).isEqualTo("something else");
				assertThat(context.getBean("takenAmphoraClient", AmphoraClient.class).service()).isEqualTo("taken");
			});
	}

	@Test
	void clientOfTheApplicationWins() {
		AmphoraClient mine = mock(AmphoraClient.class);
		this.contextRunner.withPropertyValues("amphora.clients.math=")
			.withBean("math", AmphoraClient.class, () -> mine)
			.run((context) -> assertThat(context).getBean(AmphoraClient.class).isSameAs(mine));
	}

	@Test
	void appliesProperties() {
		this.contextRunner
			.withPropertyValues("amphora.publisher.hold-limit.count=7", "amphora.publisher.hold-limit.size=1KB",
					"amphora.clients.math.timeout=5s", "amphora.clients.math.uuid=me",
					"amphora.clients.math.reply-queue-expires=1m", "amphora.clients.math.shutdown.grace-period=3s",
					"amphora.queue-type=quorum", "amphora.delivery-mode=non-persistent", "amphora.app-id=app")
			.run((context) -> {
				assertThat(context.getBean(AmphoraClient.class).uuid()).isEqualTo("me");
				assertThat(built(context))
					.extracting(BuiltClient::timeout, BuiltClient::replyQueueExpires, BuiltClient::gracePeriod,
							BuiltClient::deliveryMode, BuiltClient::appId, BuiltClient::queueType)
					.containsExactly(Duration.ofSeconds(5), Duration.ofMinutes(1), Duration.ofSeconds(3),
							MessageDeliveryMode.NON_PERSISTENT, "app", QueueType.QUORUM);
				assertThat(built(context))
					.extracting(BuiltClient::holdLimit, BuiltClient::holdLimitSize, BuiltClient::serializer)
					.containsExactly(7, DataSize.ofKilobytes(1), context.getBean(RpcSerializer.class));
			});
	}

	@Test
	void clientsDeclareUnlessDisabled() {
		this.contextRunner.withPropertyValues("amphora.clients.math.declare=true")
			.run((context) -> assertThat(built(context)).extracting(BuiltClient::declare).isEqualTo(true));
		this.contextRunner.withPropertyValues("amphora.clients.math.declare=false")
			.run((context) -> assertThat(built(context)).extracting(BuiltClient::declare).isEqualTo(false));
	}

	@Test
	void warningOfMissingServersSuggestsTheServicesOfTheApplication() {
		this.contextRunner
			.withPropertyValues("spring.application.name=shop", "amphora.server.service-name=stock",
					"amphora.clients.math.service-name=simplemath", "amphora.clients.mail=")
			.run((context) -> assertThat(built(context)).extracting(BuiltClient::knownServices)
				.isEqualTo(Set.of("shop", "stock", "simplemath", "mail")));
	}

	@Test
	void warningOfMissingServersSuggestsTheServicesOfImportedContracts() {
		this.contextRunner.withUserConfiguration(Imports.class)
			.withPropertyValues("amphora.clients.inventry.timeout=5s", "stock.service=inventory")
			.run((context) -> assertThat(built(context)).extracting(BuiltClient::knownServices)
				.isEqualTo(Set.of("inventry", "inventory")));
	}

	@Test
	void warningOfMissingServersKnowsTheFanoutClientsOfTheApplication() {
		this.contextRunner
			.withPropertyValues("amphora.clients.all.service-name=math", "amphora.clients.all.fanout=true")
			.run((context) -> {
				AmphoraClientFactory factory = context.getBean(AmphoraClientFactory.class);
				factory.create("math");
				assertThat(built(context)).extracting(BuiltClient::hasFanoutClient).isEqualTo(true);
				factory.create("mail");
				assertThat(built(context)).extracting(BuiltClient::hasFanoutClient).isEqualTo(false);
			});
	}

	@Test
	void timeoutPropertyOverridesTimeoutsOfContracts() {
		this.contextRunner.withPropertyValues("amphora.clients.math.timeout=5s", "amphora.clients.mail=")
			.run((context) -> {
				assertThat(context.getBean("math", AmphoraClient.class).overridesContractTimeouts()).isTrue();
				assertThat(context.getBean("mail", AmphoraClient.class).overridesContractTimeouts()).isFalse();
			});
	}

	@Test
	void propertiesOfAClientOverrideCommonProperties() {
		this.contextRunner
			.withPropertyValues("amphora.queue-type=quorum", "amphora.clients.math.queue-type=classic",
					"amphora.delivery-mode=non-persistent", "amphora.clients.math.delivery-mode=persistent")
			.run((context) -> assertThat(built(context))
				.extracting(BuiltClient::deliveryMode, BuiltClient::queueType, BuiltClient::replyQueueType)
				.containsExactly(MessageDeliveryMode.PERSISTENT, QueueType.CLASSIC, null));
	}

	@Test
	void replyQueuesHaveATypeOfTheirOwnIfAPropertySaysSo() {
		ApplicationContextRunner runner = this.contextRunner.withPropertyValues("amphora.clients.math=",
				"amphora.reply-queue-type=quorum");
		runner.run((context) -> assertThat(built(context)).extracting(BuiltClient::replyQueueType)
			.isEqualTo(QueueType.QUORUM));
		runner.withPropertyValues("amphora.clients.math.reply-queue-type=classic")
			.run((context) -> assertThat(built(context)).extracting(BuiltClient::replyQueueType)
				.isEqualTo(QueueType.CLASSIC));
	}

	@Test
	void repliesArriveAsThePropertySays() {
		this.contextRunner.withPropertyValues("amphora.clients.math=")
			.run((context) -> assertThat(built(context)).extracting(BuiltClient::replyMode).isEqualTo(ReplyMode.QUEUE));
		this.contextRunner.withPropertyValues("amphora.clients.math.reply-mode=direct")
			.run((context) -> assertThat(built(context)).extracting(BuiltClient::replyMode)
				.isEqualTo(ReplyMode.DIRECT));
	}

	@Test
	void batchesCallsUnlessBatchingIsDisabled() {
		this.contextRunner.withPropertyValues("amphora.clients.math.batching.enabled=false")
			.run((context) -> assertThat(built(context)).extracting(BuiltClient::batching).isNull());
		this.contextRunner.withPropertyValues("amphora.clients.math.timeout=1s")
			.run((context) -> assertThat(built(context)).extracting(BuiltClient::batching)
				.isEqualTo(BatchLimits.defaults()));
		this.contextRunner.withPropertyValues("amphora.clients.math.batching.adaptive=false")
			.run((context) -> assertThat(built(context)).extracting(BuiltClient::batching)
				.isEqualTo(BatchLimits.defaults().nonAdaptive()));
		this.contextRunner
			.withPropertyValues("amphora.clients.math.batching.max-count=7",
					"amphora.clients.math.batching.max-delay=2ms")
			.run((context) -> assertThat(built(context)).extracting(BuiltClient::batching)
				.isEqualTo(new BatchLimits(7, DataSize.ofKilobytes(64), Duration.ofMillis(2), true)));
	}

	@Test
	void refusesBatchesThatServersWouldRefuse() {
		this.contextRunner
			.withPropertyValues("amphora.clients.math.batching.enabled=true",
					"amphora.clients.math.batching.max-size=2MB", "amphora.serializer.max-body=2MB")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("amphora.clients.math.batching.max-size")
				.hasMessageContaining("at most half of 'amphora.serializer.max-body', which is 2097152B"));
		for (String size : new String[] { "batching.max-size=1MB", "batching.enabled=false" }) {
			this.contextRunner
				.withPropertyValues("amphora.clients.math.batching.enabled=true",
						"amphora.clients.math.batching.max-size=2MB", "amphora.clients.math." + size,
						"amphora.serializer.max-body=2MB")
				.run((context) -> assertThat(context).hasNotFailed());
		}
		this.contextRunner
			.withPropertyValues("amphora.clients.math.batching.enabled=true", "amphora.serializer.max-body=1KB")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void propagatesDeadlinesUnlessDisabled() {
		this.contextRunner.withPropertyValues("amphora.clients.math=")
			.run((context) -> assertThat(built(context)).extracting(BuiltClient::propagateDeadline).isEqualTo(true));
		this.contextRunner.withPropertyValues("amphora.clients.math.propagate-deadline=false")
			.run((context) -> assertThat(built(context)).extracting(BuiltClient::propagateDeadline).isEqualTo(false));
	}

	@Test
	void propagatesCancellationsUnlessDisabled() {
		this.contextRunner.withPropertyValues("amphora.clients.math=")
			.run((context) -> assertThat(built(context)).extracting(BuiltClient::propagateCancellation)
				.isEqualTo(true));
		this.contextRunner.withPropertyValues("amphora.clients.math.propagate-cancellation=false")
			.run((context) -> assertThat(built(context)).extracting(BuiltClient::propagateCancellation)
				.isEqualTo(false));
	}

	@Test
	void requestsNameTheApplicationAsTheirSender() {
		this.contextRunner.withPropertyValues("amphora.clients.math=", "spring.application.name=shop")
			.run((context) -> assertThat(built(context)).extracting(BuiltClient::appId).isEqualTo("shop"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "amphora.clients.math.timeout=0s", "amphora.clients.math.timeout=-300000d",
			"amphora.clients.math.reply-queue-expires=-1s", "amphora.clients.math.reply-queue-expires=110000d",
			"amphora.clients.math.shutdown.grace-period=-1s", "amphora.clients.math.uuid=",
			"amphora.publisher.hold-limit.count=0", "amphora.publisher.hold-limit.size=0B" })
	void refusesValuesAndNamesTheProperty(String property) {
		Refusals.assertRefused(this.contextRunner.withPropertyValues("amphora.clients.math.auto-startup=false"),
				property);
	}

	@Test
	void waitsForACenturyAtTheLongest() {
		this.contextRunner.withPropertyValues("amphora.clients.math.timeout=110000d")
			.run((context) -> assertThat(built(context)).extracting(BuiltClient::timeout)
				.isEqualTo(Duration.ofDays(36_525)));
	}

	@Test
	void refusesNamesThatAreTooLongForAQueue() {
		ApplicationContextRunner runner = this.contextRunner
			.withPropertyValues("amphora.clients.math.auto-startup=false");
		Refusals.assertRefused(runner, "amphora.clients.math.service-name=" + "x".repeat(250));
		Refusals.assertRefused(runner, "amphora.clients.math.uuid=" + "x".repeat(250));
	}

	@Test
	void appliesCustomizersInOrderAndAfterProperties() {
		this.contextRunner.withUserConfiguration(Customizers.class)
			.withPropertyValues("amphora.clients.math.timeout=5s", "amphora.app-id=app")
			.run((context) -> assertThat(built(context)).extracting(BuiltClient::timeout, BuiltClient::appId)
				.containsExactly(Duration.ofSeconds(2), "math"));
	}

	@Test
	void factoryCreatesClientsWithTheApplicationsSettings() {
		this.contextRunner.withUserConfiguration(Customizers.class)
			.withPropertyValues("amphora.delivery-mode=non-persistent")
			.run((context) -> {
				AmphoraClientFactory factory = context.getBean(AmphoraClientFactory.class);
				try (AmphoraClient client = factory.create("mail", (builder) -> builder.timeout(Duration.ofDays(1)))) {
					assertThat(client.service()).isEqualTo("mail");
					assertThat(built(context))
						.extracting(BuiltClient::timeout, BuiltClient::appId, BuiltClient::deliveryMode)
						.containsExactly(Duration.ofDays(1), "mail", MessageDeliveryMode.NON_PERSISTENT);
					assertThat(factory.clients()).containsExactly(client);
				}
				assertThat(factory.clients()).isEmpty();
			});
	}

	@Test
	void clientsStartUnlessAutoStartupIsDisabled() {
		this.contextRunner.withPropertyValues("amphora.clients.math=", "amphora.clients.mail.auto-startup=false")
			.run((context) -> {
				assertThat(context.getBean("math", AmphoraClient.class).state()).isEqualTo(ClientState.SERVING);
				assertThat(context.getBean("mail", AmphoraClient.class).state()).isEqualTo(ClientState.STOPPED);
			});
	}

	@Test
	void clientsStopAndStartWithTheContext() {
		this.contextRunner.withPropertyValues("amphora.clients.math=").run((context) -> {
			AmphoraClient client = context.getBean(AmphoraClient.class);
			context.getSourceApplicationContext().stop();
			assertThat(client.state()).isEqualTo(ClientState.STOPPED);
			context.getSourceApplicationContext().start();
			assertThat(client.state()).isEqualTo(ClientState.SERVING);
		});
	}

	@Test
	void clientsAreOpenUntilTaskExecutorsHaveStopped() {
		CountDownLatch begun = new CountDownLatch(1);
		CompletableFuture<ClientState> state = new CompletableFuture<>();
		this.contextRunner.withPropertyValues("amphora.clients.math=")
			.withBean(ThreadPoolTaskExecutor.class)
			.run((context) -> {
				SmartLifecycle servers = context.getBean("amphoraServerLifecycle", SmartLifecycle.class);
				AmphoraClient client = context.getBean(AmphoraClient.class);
				context.getBean(ThreadPoolTaskExecutor.class).execute(() -> {
					begun.countDown();
					awaitStop(servers);
					state.complete(client.state());
				});
				begun.await();
			});
		assertThat(state).isCompletedWithValue(ClientState.SERVING);
	}

	/** Waits for longer than clients take to close, if nothing waits for the task. */
	private static void awaitStop(SmartLifecycle servers) {
		await().until(() -> !servers.isRunning());
		await().during(Duration.ofMillis(300)).until(() -> true);
	}

	@Test
	void publishesStateEvents() {
		List<ClientState> states = new ArrayList<>();
		this.contextRunner.withPropertyValues("amphora.clients.math=")
			.withBean(GenericApplicationListener.class, () -> listener(states))
			.run((context) -> context.getSourceApplicationContext().stop());
		assertThat(states).containsExactly(ClientState.SERVING, ClientState.STOPPED, ClientState.CLOSED);
	}

	private static GenericApplicationListener listener(List<ClientState> states) {
		return GenericApplicationListener.forEventType(AmphoraClientStateEvent.class,
				(event) -> states.add(event.state()));
	}

	@Test
	void contractsOfOneServiceShareAClient() {
		this.contextRunner.run((context) -> {
			ContractClients clients = context.getBean(ContractClients.class);
			assertThat(clients.client("math")).isSameAs(clients.client("math"));
			assertThat(clients.client("math").service()).isEqualTo("math");
			assertThat(context.getBean(AmphoraClientFactory.class).clients()).hasSize(1);
		});
	}

	@Test
	void transportOfTheApplicationIsUsed() {
		BrokerTransport transport = new BrokerTransport(mock(ConnectionFactory.class));
		this.contextRunner.withBean("mine", BrokerTransport.class, () -> transport)
			.withPropertyValues("amphora.clients.math=")
			.run((context) -> assertThat(built(context)).extracting(BuiltClient::transport).isSameAs(transport));
	}

	@Test
	void aMockOfTheApplicationIsNeitherStoppedNorClosedByTheFactory() {
		AmphoraClient mine = mock(AmphoraClient.class);
		this.contextRunner.withPropertyValues("amphora.clients.math=")
			.withBean("math", AmphoraClient.class, () -> mine, (definition) -> definition.setDestroyMethodName(""))
			.run((context) -> assertThat(context).hasNotFailed());
		then(mine).should(never()).stop();
		then(mine).should(never()).close();
	}

	private static BuiltClient built(AssertableApplicationContext context) {
		return BuiltClient.of(context.getBean(Builders.class).latest);
	}

	static class Builders implements AmphoraClientBuilderCustomizer {

		private AmphoraClientBuilder<?> latest;

		@Override
		public void customize(AmphoraClientBuilder<?> builder, String service) {
			this.latest = builder;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class WrongTuner {

		@Bean
		@TunesFunction(function = "add")
		String tuner() {
			return "no tuner";
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class SingleConsumer {

		@Bean
		String service(AmphoraClient client) {
			return client.service();
		}

	}

	@AmphoraContract("${stock.service}")
	interface Stock {

		int reserve(String article);

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAmphoraContracts(Stock.class)
	static class Imports {

	}

	@Configuration(proxyBeanMethods = false)
	static class Consumer {

		@Bean
		String taken() {
			return "taken";
		}

		@Bean
		String services(AmphoraClient math, AmphoraClient sendMail, @Qualifier("send-mail") AmphoraClient mail,
				@Qualifier("taken") AmphoraClient other) {
			return String.join(", ", math.service(), sendMail.service(), mail.service(), other.service());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Customizers {

		@Bean
		@Order(2)
		AmphoraClientBuilderCustomizer second() {
			return (builder, service) -> builder.timeout(Duration.ofSeconds(2));
		}

		@Bean
		@Order(1)
		AmphoraClientBuilderCustomizer first() {
			return (builder, service) -> builder.timeout(Duration.ofSeconds(1)).appId(service);
		}

	}

}
