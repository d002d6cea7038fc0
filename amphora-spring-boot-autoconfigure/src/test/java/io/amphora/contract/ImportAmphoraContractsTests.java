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

package io.amphora.contract;

import java.lang.reflect.Type;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;

import io.amphora.annotation.AmphoraContract;
import io.amphora.annotation.AmphoraFunction;
import io.amphora.annotation.CallTimeout;
import io.amphora.client.AmphoraClient;
import io.amphora.client.AmphoraFanoutClient;
import io.amphora.client.RemoteFunction;
import io.amphora.contract.shop.Orders;
import io.amphora.contract.shop.ShopConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.MapPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.BDDMockito.willReturn;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.spy;
import static org.mockito.Mockito.times;

/**
 * Tests for beans of contracts.
 */
class ImportAmphoraContractsTests {

	private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

	@AfterEach
	void close() {
		this.context.close();
	}

	@Test
	void registersABeanForEachType() {
		AmphoraClient math = RemoteCalls.client("math");
		RemoteCalls.reply(math, "count", 3);
		start((context) -> context.registerBean("client", AmphoraClient.class, () -> math), Types.class);
		assertThat(this.context.getBean(Counter.class).count()).isEqualTo(3);
		assertThat(this.context.getBeanNamesForType(Counter.class)).containsExactly(Counter.class.getName());
		assertThat(this.context.getBean(Unused.class)).hasToString("AmphoraContract[" + Unused.class.getName() + "]");
	}

	@Test
	void findsContractsInPackages() {
		start((context) -> {
		}, Packages.class);
		assertThat(this.context.getBean(Orders.class)).isNotNull();
		assertThat(this.context.getBean(ShopConfiguration.Customers.class)).isNotNull();
		assertThat(this.context.getBeanDefinitionNames()).noneMatch((name) -> name.contains("NoInterface"))
			.noneMatch((name) -> name.contains("ShopContract"));
	}

	@Test
	void looksIntoItsOwnPackageIfItNamesNoOther() {
		start((context) -> {
		}, ShopConfiguration.class, Types.class);
		assertThat(this.context.getBean(Orders.class)).isNotNull();
	}

	@Test
	void resolvesPlaceholders() {
		AmphoraClient client = RemoteCalls.client("blue-math");
		RemoteFunction function = RemoteCalls.reply(client, "get.this", null);
		start(Map.of("colour", "blue", "what", "this", "patience", "3s"),
				(context) -> context.registerBean("client", AmphoraClient.class, () -> client), Placeholders.class);
		this.context.getBean(Configured.class).get();
		then(function).should().timeout(Duration.ofSeconds(3));
	}

	@Test
	void choosesTheClientOfTheService() {
		AmphoraClient other = RemoteCalls.client("other");
		AmphoraFanoutClient fanout = mock(AmphoraFanoutClient.class);
		given(fanout.service()).willReturn("math");
		AmphoraClient math = RemoteCalls.client("math");
		RemoteCalls.reply(math, "count", 3);
		start((context) -> {
			context.registerBean("other", AmphoraClient.class, () -> other);
			context.registerBean("fanout", AmphoraFanoutClient.class, () -> fanout);
			context.registerBean("math", AmphoraClient.class, () -> math);
		}, Types.class);
		assertThat(this.context.getBean(Counter.class).count()).isEqualTo(3);
	}

	@Test
	void ignoresMocksOfOtherClients() {
		AmphoraClient math = RemoteCalls.client("math");
		RemoteCalls.reply(math, "count", 3);
		AmphoraFanoutClient everybody = mock(AmphoraFanoutClient.class);
		given(everybody.service()).willReturn("math");
		RemoteFunction reset = RemoteCalls.reply(everybody, "reset", null);
		start((context) -> {
			context.registerBean("audit", AmphoraClient.class, () -> mock(AmphoraClient.class));
			context.registerBean("news", AmphoraFanoutClient.class, () -> mock(AmphoraFanoutClient.class));
			context.registerBean("math", AmphoraClient.class, () -> math);
			context.registerBean("everybody", AmphoraFanoutClient.class, () -> everybody);
		}, Types.class);
		assertThat(this.context.getBean(Counter.class).count()).isEqualTo(3);
		this.context.getBean(Resettable.class).reset();
		then(reset).should().call((Type) void.class);
	}

	@Test
	void callsThroughTheSpyOfAClient() {
		try (AmphoraClient real = AmphoraClient.builder("math", new CachingConnectionFactory("127.0.0.1", 1))
			.autoStartup(false)
			.build()) {
			AmphoraClient spy = spy(real);
			RemoteFunction count = RemoteCalls.reply(mock(AmphoraClient.class), "count", 3);
			willReturn(count).given(spy).function("count");
			start((context) -> context.registerBean("math", AmphoraClient.class, () -> spy), Types.class);
			assertThat(this.context.getBean(Counter.class).count()).isEqualTo(3);
		}
	}

	@Test
	void callsFanoutFunctionsWithTheFanoutClientOfTheService() {
		AmphoraClient math = RemoteCalls.client("math");
		RemoteCalls.reply(math, "count", 3);
		AmphoraFanoutClient everybody = mock(AmphoraFanoutClient.class);
		given(everybody.service()).willReturn("math");
		RemoteFunction reset = RemoteCalls.reply(everybody, "reset", null);
		start((context) -> {
			context.registerBean("math", AmphoraClient.class, () -> math);
			context.registerBean("everybody", AmphoraFanoutClient.class, () -> everybody);
		}, Types.class);
		Resettable resettable = this.context.getBean(Resettable.class);
		resettable.reset();
		then(reset).should().call((Type) void.class);
		assertThat(resettable.count()).isEqualTo(3);
	}

	@Test
	void asksForTheFanoutClientOfAServiceWhenItIsFirstCalled() {
		ContractClients clients = mock(ContractClients.class);
		AmphoraFanoutClient everybody = mock(AmphoraFanoutClient.class);
		RemoteCalls.reply(everybody, "reset", null);
		given(clients.fanoutClient("math")).willReturn(everybody);
		start((context) -> context.registerBean("clients", ContractClients.class, () -> clients), Types.class);
		then(clients).shouldHaveNoInteractions();
		this.context.getBean(Resettable.class).reset();
		this.context.getBean(Resettable.class).reset();
		then(clients).should().fanoutClient("math");
		then(clients).shouldHaveNoMoreInteractions();
	}

	@Test
	void failsWithoutAFanoutClient() {
		AmphoraClient math = RemoteCalls.client("math");
		start((context) -> context.registerBean("clients", ContractClients.class, () -> (service) -> math),
				Types.class);
		assertThatExceptionOfType(UnsupportedOperationException.class)
			.isThrownBy(() -> this.context.getBean(Resettable.class).reset())
			.withMessageContaining("service 'math'")
			.withMessageContaining("AmphoraFanoutClient");
	}

	@Test
	void asksForTheClientOfAServiceWhenItIsFirstCalled() {
		ContractClients clients = mock(ContractClients.class);
		AmphoraClient math = RemoteCalls.client("math");
		RemoteFunction count = RemoteCalls.reply(math, "count", 3);
		given(clients.client("math")).willReturn(math);
		start((context) -> context.registerBean("clients", ContractClients.class, () -> clients), Types.class);
		then(clients).shouldHaveNoInteractions();
		this.context.getBean(Counter.class).count();
		this.context.getBean(Counter.class).count();
		then(count).should(times(2)).call((Type) int.class);
		then(clients).should().client("math");
	}

	@Test
	void saysWhichClientIsMissing() {
		start((context) -> {
		}, Types.class);
		assertThatExceptionOfType(InvalidContractException.class)
			.isThrownBy(() -> this.context.getBean(Counter.class).count())
			.withMessageContaining("No bean is a client of service 'math'.");
		assertThatExceptionOfType(InvalidContractException.class)
			.isThrownBy(() -> this.context.getBean(Resettable.class).reset())
			.withMessageContaining("No bean is a fanout client of service 'math'.");
	}

	@Test
	void importsAContractOnceThatIsImportedTwice() {
		start((context) -> {
		}, Types.class, TypesAgain.class);
		assertThat(this.context.getBeanNamesForType(Counter.class)).hasSize(1);
	}

	@Test
	void givesWayToAnImplementation() {
		start((context) -> {
		}, Types.class, Implementation.class);
		assertThat(this.context.getBean(Counter.class).count()).isEqualTo(42);
		assertThat(this.context.getBean(Injected.class).counter.count()).isEqualTo(42);
		assertThat(this.context.getBean(Injected.class).remote).hasToString("AmphoraContract[" + NAME + "]");
	}

	@Test
	void failsTheStartIfAContractIsInvalid() {
		assertThatExceptionOfType(InvalidContractException.class).isThrownBy(() -> start((context) -> {
		}, Invalid.class)).withMessageContaining("Two methods are mapped to function 'add'.");
		assertThatExceptionOfType(InvalidContractException.class).isThrownBy(() -> fail(Nameless.class))
			.withMessageContaining("It names no service.")
			.withMessageContaining("@AmphoraContract(\"simplemath\")");
	}

	@Test
	void failsTheStartIfAPlaceholderCannotBeResolved() {
		assertThatExceptionOfType(InvalidContractException.class).isThrownBy(() -> fail(Placeholders.class))
			.withMessageContaining("Its service \"${colour}-math\" has a placeholder that cannot be resolved.")
			.withCauseInstanceOf(IllegalArgumentException.class);
	}

	private static void fail(Class<?> configuration) {
		try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext(configuration)) {
			assertThat(context.isActive()).isFalse();
		}
	}

	private void start(Consumer<AnnotationConfigApplicationContext> setUp, Class<?>... configurations) {
		start(Map.of(), setUp, configurations);
	}

	private void start(Map<String, Object> properties, Consumer<AnnotationConfigApplicationContext> setUp,
			Class<?>... configurations) {
		this.context.setAllowBeanDefinitionOverriding(false);
		this.context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("test", properties));
		this.context.register(configurations);
		setUp.accept(this.context);
		this.context.refresh();
	}

	private static final String NAME = "io.amphora.contract.ImportAmphoraContractsTests$Counter";

	@AmphoraContract("math")
	interface Counter {

		int count();

	}

	@AmphoraContract("math")
	interface Resettable {

		int count();

		@AmphoraFunction(fanout = true)
		void reset();

	}

	@AmphoraContract(service = "unused")
	interface Unused {

	}

	@AmphoraContract("${colour}-math")
	interface Configured {

		@AmphoraFunction("get.${what}")
		@CallTimeout("${patience}")
		void get();

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAmphoraContracts({ Counter.class, Resettable.class, Unused.class })
	static class Types {

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAmphoraContracts(types = Counter.class)
	static class TypesAgain {

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAmphoraContracts(basePackages = "io.amphora.contract.shop")
	static class Packages {

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAmphoraContracts(Configured.class)
	static class Placeholders {

	}

	@Configuration(proxyBeanMethods = false)
	static class Implementation {

		@Bean
		Counter counter() {
			return () -> 42;
		}

		@Bean
		Injected injected(Counter counter, @Qualifier(NAME) Counter remote) {
			return new Injected(counter, remote);
		}

	}

	record Injected(Counter counter, Counter remote) {
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAmphoraContracts(Overloaded.class)
	static class Invalid {

	}

	@AmphoraContract("math")
	interface Overloaded {

		int add(int x, int y);

		int add(int x);

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAmphoraContracts(Runnable.class)
	static class Nameless {

	}

}
