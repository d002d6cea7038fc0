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

package io.amphora.serializer.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.ObjectCodec;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import com.fasterxml.jackson.core.json.JsonWriteFeature;

/**
 * Creates the factory of parsers and generators. The mapper's own factory is not used, so
 * that strict JSON and the limits always apply.
 */
final class Jackson2Streams {

	private Jackson2Streams() {
	}

	static JsonFactory newFactory(ObjectCodec codec, SerializerLimits limits) {
		JsonFactory factory = new JsonFactoryBuilder().enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
			.disable(JsonWriteFeature.ESCAPE_FORWARD_SLASHES)
			// Peers choose the names, and interned names stay in the JVM's string table.
			.disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
			.disable(JsonFactory.Feature.CHARSET_DETECTION)
			.streamReadConstraints(reading(limits))
			.streamWriteConstraints(StreamWriteConstraints.builder().maxNestingDepth(limits.maxDepth()).build())
			.build();
		return factory.setCodec(codec);
	}

	/**
	 * Create a factory for finding the items of a batch. The limits are checked later,
	 * for each item.
	 */
	static JsonFactory forBatches(JsonFactory factory) {
		StreamReadConstraints constraints = StreamReadConstraints.builder()
			.maxNestingDepth(SerializerLimits.DEEPEST + 1)
			.maxStringLength(Integer.MAX_VALUE)
			.maxNumberLength(Integer.MAX_VALUE)
			.maxNameLength(Integer.MAX_VALUE)
			.build();
		return factory.rebuild().streamReadConstraints(constraints).build();
	}

	private static StreamReadConstraints reading(SerializerLimits limits) {
		return StreamReadConstraints.builder()
			.maxNestingDepth(limits.maxDepth())
			.maxDocumentLength(limits.maxBody().toBytes())
			.maxStringLength(limits.maxStringLength())
			.maxNumberLength(limits.maxNumberLength())
			.build();
	}

}
