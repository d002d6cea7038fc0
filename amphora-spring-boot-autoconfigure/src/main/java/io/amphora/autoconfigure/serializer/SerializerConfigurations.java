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

import com.fasterxml.jackson.databind.ObjectMapper;
import io.amphora.autoconfigure.AmphoraProperties;
import io.amphora.autoconfigure.AmphoraSerializerProperties;
import io.amphora.autoconfigure.CheckedProperties;
import io.amphora.serializer.RpcSerializer;
import io.amphora.serializer.json.Jackson2RpcSerializer;
import io.amphora.serializer.json.Jackson3RpcSerializer;
import io.amphora.serializer.json.SerializerLimits;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.unit.DataSize;

/**
 * Configurations of serializers, to be imported in order of preference.
 */
abstract class SerializerConfigurations {

	private static SerializerLimits limits(AmphoraSerializerProperties properties) {
		SerializerLimits usual = SerializerLimits.defaults();
		int depth = usual.maxDepth();
		DataSize body = usual.maxBody();
		int string = usual.maxStringLength();
		int number = usual.maxNumberLength();
		CheckedProperties values = new CheckedProperties("amphora.serializer");
		values.set("max-body", properties.maxBody(), (max) -> new SerializerLimits(depth, max, string, number));
		values.set("max-depth", properties.maxDepth(), (max) -> new SerializerLimits(max, body, string, number));
		values.set("max-number-length", properties.maxNumberLength(),
				(max) -> new SerializerLimits(depth, body, string, max));
		values.set("max-string-length", properties.maxStringLength(),
				(max) -> new SerializerLimits(depth, body, max, number));
		return new SerializerLimits(properties.maxDepth(), properties.maxBody(), properties.maxStringLength(),
				properties.maxNumberLength());
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(JsonMapper.class)
	@ConditionalOnSingleCandidate(JsonMapper.class)
	@ConditionalOnMissingBean(RpcSerializer.class)
	static class Jackson3Configuration {

		@Bean
		Jackson3RpcSerializer amphoraSerializer(JsonMapper mapper, AmphoraProperties properties) {
			return new Jackson3RpcSerializer(mapper, limits(properties.serializer()));
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnSingleCandidate(ObjectMapper.class)
	@ConditionalOnMissingBean(RpcSerializer.class)
	static class Jackson2Configuration {

		@Bean
		Jackson2RpcSerializer amphoraSerializer(ObjectMapper mapper, AmphoraProperties properties) {
			return new Jackson2RpcSerializer(mapper, limits(properties.serializer()));
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnMissingBean(RpcSerializer.class)
	static class OwnMapperConfiguration {

		@Bean
		Jackson2RpcSerializer amphoraSerializer(AmphoraProperties properties) {
			return new Jackson2RpcSerializer(limits(properties.serializer()));
		}

	}

}
