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

package io.amphora.autoconfigure.serializer;

import java.nio.charset.StandardCharsets;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.amphora.WrongResultException;
import io.amphora.autoconfigure.Refusals;
import io.amphora.serializer.ReceivedResult;
import io.amphora.serializer.RpcSerializer;
import io.amphora.serializer.json.Jackson2RpcSerializer;
import io.amphora.serializer.json.Jackson3RpcSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link AmphoraSerializerAutoConfiguration}.
 */
class AmphoraSerializerAutoConfigurationTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(AmphoraSerializerAutoConfiguration.class));

	private final ApplicationContextRunner withBothMappers = this.contextRunner
		.withBean(JsonMapper.class, () -> JsonMapper.builder().build())
		.withBean(ObjectMapper.class, ObjectMapper::new);

	@Test
	void takesJackson3First() {
		this.withBothMappers.run((context) -> assertThat(context).hasSingleBean(RpcSerializer.class)
			.hasSingleBean(Jackson3RpcSerializer.class));
	}

	@Test
	void takesJackson2WithoutAJackson3Mapper() {
		this.contextRunner.withBean(ObjectMapper.class, ObjectMapper::new)
			.run((context) -> assertThat(context).hasSingleBean(Jackson2RpcSerializer.class));
	}

	@Test
	void takesJackson2WithoutJackson3() {
		this.contextRunner.withBean(ObjectMapper.class, ObjectMapper::new)
			.withClassLoader(new FilteredClassLoader("tools.jackson"))
			.run((context) -> assertThat(context).hasSingleBean(Jackson2RpcSerializer.class));
	}

	@Test
	void makesAMapperOfItsOwnWithoutAny() {
		this.contextRunner.run((context) -> assertThat(context).hasSingleBean(Jackson2RpcSerializer.class)
			.doesNotHaveBean(ObjectMapper.class));
	}

	@Test
	void doesNotGuessAmongSeveralMappers() {
		this.contextRunner.withBean("one", JsonMapper.class, () -> JsonMapper.builder().build())
			.withBean("two", JsonMapper.class, () -> JsonMapper.builder().build())
			.run((context) -> assertThat(context).hasSingleBean(Jackson2RpcSerializer.class));
	}

	@Test
	void serializerOfTheApplicationWins() {
		RpcSerializer mine = mock(RpcSerializer.class);
		this.withBothMappers.withBean("mine", RpcSerializer.class, () -> mine)
			.run((context) -> assertThat(context).getBean(RpcSerializer.class).isSameAs(mine));
	}

	@Test
	void isOffWhenAmphoraIsDisabled() {
		this.withBothMappers.withPropertyValues("amphora.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(RpcSerializer.class));
	}

	@Test
	void appliesLimits() {
		ApplicationContextRunner limited = this.contextRunner.withPropertyValues("amphora.serializer.max-depth=5",
				"amphora.serializer.max-body=1KB", "amphora.serializer.max-string-length=10",
				"amphora.serializer.max-number-length=20");
		limited.run((context) -> assertLimited(context.getBean(RpcSerializer.class)));
		limited.withBean(ObjectMapper.class, ObjectMapper::new)
			.run((context) -> assertLimited(context.getBean(RpcSerializer.class)));
		limited.withBean(JsonMapper.class, () -> JsonMapper.builder().build())
			.run((context) -> assertLimited(context.getBean(RpcSerializer.class)));
	}

	private static void assertLimited(RpcSerializer serializer) {
		assertLimited(serializer, "[[[[5]]]]", "[[[[[5]]]]]");
		assertLimited(serializer, "5" + " ".repeat(1024 - "{\"result\":5}".length()),
				"5" + " ".repeat(1025 - "{\"result\":5}".length()));
		assertLimited(serializer, "\"" + "a".repeat(10) + "\"", "\"" + "a".repeat(11) + "\"");
		assertLimited(serializer, "1e20", "1e21");
	}

	private static void assertLimited(RpcSerializer serializer, String accepted, String refused) {
		assertThat(deserialize(serializer, accepted)).isNotNull();
		assertThatExceptionOfType(WrongResultException.class).isThrownBy(() -> deserialize(serializer, refused));
	}

	private static ReceivedResult deserialize(RpcSerializer serializer, String result) {
		return serializer.deserializeResult("{\"result\":%s}".formatted(result).getBytes(StandardCharsets.UTF_8));
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "max-depth=0", "max-depth=1001", "max-body=0B", "max-string-length=0", "max-number-length=-1" })
	void refusesLimitsAndNamesTheProperty(String property) {
		Refusals.assertRefused(this.contextRunner, "amphora.serializer." + property);
	}

}
