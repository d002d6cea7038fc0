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

package io.amphora.wire;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

/**
 * The messages of a scenario and the results of its calls, in a file.
 *
 * @param requests requests in the order in which they were sent
 * @param replies their replies
 * @param results result or exception of each call
 * @param cancellations the messages that cancel the calls
 */
record Recording(List<WireMessage> requests, List<WireMessage> replies, List<String> results,
		@JsonInclude(JsonInclude.Include.NON_EMPTY) List<WireMessage> cancellations) {

	/** Stands for the service, whose name is another one each time. */
	private static final String SERVICE = "${service}";

	private static final Path FOLDER = Path.of("src/test/resources/io/amphora/wire");

	private static final JsonMapper json = JsonMapper.builder()
		.defaultPropertyInclusion(JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
		.enable(SerializationFeature.INDENT_OUTPUT)
		.defaultPrettyPrinter(new DefaultPrettyPrinter().withArrayIndenter(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE))
		.build();

	@SuppressWarnings("NullAway") // missing in files of calls that are not cancelled
	Recording {
		cancellations = (cancellations != null) ? cancellations : List.of();
	}

	Recording(List<WireMessage> requests, List<WireMessage> replies, List<String> results) {
		this(requests, replies, results, List.of());
	}

	/** The versions that have recorded their messages. */
	static List<String> versions() throws IOException {
		try (Stream<Path> folders = Files.list(FOLDER)) {
			return folders.map((folder) -> folder.getFileName().toString()).sorted().toList();
		}
	}

	static boolean exists(String version, String scenario) {
		return Files.exists(file(version, scenario));
	}

	static Recording read(String version, String scenario, String service) throws IOException {
		String text = Files.readString(file(version, scenario)).replace(SERVICE, service);
		return json.readValue(text, Recording.class);
	}

	void write(String version, String scenario, String service) throws IOException {
		Path file = file(version, scenario);
		Files.createDirectories(file.getParent());
		Files.writeString(file, json.writeValueAsString(this).replace(service, SERVICE) + "\n");
	}

	private static Path file(String version, String scenario) {
		return FOLDER.resolve(version).resolve(scenario + ".json");
	}

}
