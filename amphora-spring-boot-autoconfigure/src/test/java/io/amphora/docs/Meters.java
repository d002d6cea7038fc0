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

package io.amphora.docs;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import io.amphora.observation.AmphoraMeter;
import io.amphora.observation.AmphoraObservation;
import io.amphora.observation.AmphoraObservation.HighCardinality;
import io.amphora.observation.MdcServerInterceptor;

/**
 * The meters as the documentation lists them.
 */
final class Meters {

	/** The observations, each of which has a timer and one of those still running. */
	static final List<String> OBSERVED = Arrays.stream(AmphoraObservation.values())
		.map((observation) -> "amphora." + observation.name().toLowerCase(Locale.ROOT).replace('_', '.'))
		.toList();

	private Meters() {
	}

	static Set<String> names() {
		Set<String> names = new TreeSet<>();
		OBSERVED.forEach((name) -> names.addAll(List.of(name, name + ".active")));
		Arrays.stream(AmphoraMeter.values()).map(AmphoraMeter::meterName).forEach(names::add);
		return names;
	}

	/** What looks like a property in the documentation and is none. */
	static boolean isKnown(String name) {
		return names().contains(name)
				|| Arrays.stream(HighCardinality.values()).anyMatch((key) -> key.asString().equals(name))
				|| Set
					.of(MdcServerInterceptor.SERVICE, MdcServerInterceptor.FUNCTION,
							MdcServerInterceptor.CORRELATION_ID)
					.contains(name);
	}

	static String table() {
		return Arrays.stream(AmphoraMeter.values())
			.map((meter) -> "| `%s` | %s | %s |".formatted(meter.meterName(),
					meter.kind().name().toLowerCase(Locale.ROOT), meter.description()))
			.collect(Collectors.joining("\n", "| meter | kind | |\n|---|---|---|\n", "\n"));
	}

}
