package io.amphora.serializer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.ObjectCodec;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import com.fasterxml.jackson.core.json.JsonWriteFeature;

/**
 * Makes the factory of parsers and generators. It is not the user's: strict JSON and the
 * limits hold whatever a mapper's own factory would let through.
 */
final class Jackson2Streams {

	private Jackson2Streams() {
	}

	static JsonFactory newFactory(ObjectCodec codec, SerializerLimits limits) {
		JsonFactory factory = new JsonFactoryBuilder().enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
			.disable(JsonWriteFeature.ESCAPE_FORWARD_SLASHES)
			// Names come from outside: interning them would fill the table of strings.
			.disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
			.disable(JsonFactory.Feature.CHARSET_DETECTION)
			.streamReadConstraints(reading(limits))
			.streamWriteConstraints(StreamWriteConstraints.builder().maxNestingDepth(limits.maxDepth()).build())
			.build();
		return factory.setCodec(codec);
	}

	/** Of parsers that look for the items of a batch: each of them is checked later. */
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
