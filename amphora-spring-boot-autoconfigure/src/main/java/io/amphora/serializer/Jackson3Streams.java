package io.amphora.serializer;

import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamWriteConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonFactoryBuilder;
import tools.jackson.core.json.JsonWriteFeature;

/**
 * Makes the factory of parsers and generators. It is not the user's: strict JSON and the
 * limits hold whatever a mapper's own factory would let through.
 */
final class Jackson3Streams {

	private Jackson3Streams() {
	}

	static JsonFactory newFactory(SerializerLimits limits) {
		return new JsonFactoryBuilder().enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
			.disable(JsonWriteFeature.ESCAPE_FORWARD_SLASHES)
			// Names come from outside: interning them would fill the table of strings.
			.disable(TokenStreamFactory.Feature.INTERN_PROPERTY_NAMES)
			.disable(TokenStreamFactory.Feature.CHARSET_DETECTION)
			.streamReadConstraints(reading(limits))
			.streamWriteConstraints(StreamWriteConstraints.builder().maxNestingDepth(limits.maxDepth()).build())
			.build();
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
