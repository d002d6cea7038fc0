package io.amphora.docs;

import java.util.stream.IntStream;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * A configuration of an application that calls its functions before it serves them.
 */
@Configuration(proxyBeanMethods = false)
class WarmUpConfiguration {

	// tag::warm-up[]
	@Bean
	SmartInitializingSingleton warmUp(MathFunctions functions) {
		return () -> IntStream.range(0, 2000).forEach((i) -> functions.add(i, i));
	}
	// end::warm-up[]

}
