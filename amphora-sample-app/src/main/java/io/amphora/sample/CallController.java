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

package io.amphora.sample;

import java.util.List;

import io.amphora.client.AmphoraClient;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Calls a function for an HTTP client: {@code GET /call/add?args=2&args=3}. Amphora
 * handles the exceptions of calls, without showing their messages to the HTTP client.
 */
@RestController
class CallController {

	private final AmphoraClient simplemath;

	private final JsonMapper jsonMapper;

	CallController(AmphoraClient simplemath, JsonMapper jsonMapper) {
		this.simplemath = simplemath;
		this.jsonMapper = jsonMapper;
	}

	@GetMapping("/call/{function}")
	CallResult call(@PathVariable String function, @RequestParam(defaultValue = "") List<String> args) {
		Object[] values = args.stream().map(this::parse).toArray();
		return new CallResult(this.simplemath.call(function, Object.class, values));
	}

	/** An argument that is not JSON is passed as a string. */
	private Object parse(String argument) {
		try {
			return this.jsonMapper.readValue(argument, Object.class);
		}
		catch (JacksonException ex) {
			return argument;
		}
	}

	/**
	 * What the caller gets.
	 *
	 * @param result the result of the function
	 */
	record CallResult(Object result) {
	}

}
