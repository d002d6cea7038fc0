package io.amphora.annotation;

import java.lang.reflect.Proxy;

import io.amphora.annotation.Sums.Adder;
import org.aopalliance.intercept.MethodInterceptor;
import org.junit.jupiter.api.Test;

import org.springframework.aop.framework.ProxyFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for beans of a contract whose class is hidden or none at all.
 */
class ContractBeanTests {

	@Test
	void servesLambdas() throws Exception {
		try (Detection detection = new Detection(Lambdas.class)) {
			assertThat(detection.namesWithServices()).containsExactly("sums/add");
			assertThat(detection.call("add", 1, 2)).isEqualTo(3);
		}
	}

	@Test
	void servesThroughProxies() throws Exception {
		try (Detection detection = new Detection(Proxies.class)) {
			assertThat(detection.namesWithServices()).containsExactly("sums/add");
			assertThat(detection.call("add", 1, 2)).isEqualTo(30);
		}
	}

	@Test
	void takesTypedClientsForNoFunctions() {
		try (Detection detection = new Detection(TypedClients.class)) {
			assertThat(detection.context.getBeansOfType(Sums.class)).hasSize(3);
			assertThat(detection.names()).isEmpty();
		}
	}

	@Configuration(proxyBeanMethods = false)
	static class Lambdas {

		@Bean
		Sums sums() {
			return (x, y) -> x + y;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Proxies {

		@Bean
		Sums sums() {
			ProxyFactory factory = new ProxyFactory(new Adder());
			factory.addAdvice((MethodInterceptor) (invocation) -> 10 * (int) invocation.proceed());
			return (Sums) factory.getProxy();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class TypedClients {

		@Bean
		Sums client() {
			return (Sums) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] { Sums.class },
					(proxy, method, arguments) -> 0);
		}

		@Bean
		@Lazy
		Sums lazyClient() {
			return client();
		}

		@Bean
		Sums advisedClient() {
			ProxyFactory factory = new ProxyFactory(client());
			factory.addAdvice((MethodInterceptor) (invocation) -> invocation.proceed());
			return (Sums) factory.getProxy();
		}

	}

}
