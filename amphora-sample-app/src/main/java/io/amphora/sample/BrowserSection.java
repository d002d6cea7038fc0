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

import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * What to try while the application runs.
 */
@Component
@Order(21)
class BrowserSection extends Section {

	private final Environment environment;

	BrowserSection(Environment environment) {
		super("Call functions in a browser");
		this.environment = environment;
	}

	/** The port may be random, so it is only known once the web server runs. */
	@Override
	void show() {
		String url = "http://localhost:" + this.environment.getRequiredProperty("local.server.port");
		print("a call: %1$s/call/add?args=2&args=3, the explorer: %1$s/amphora".formatted(url));
	}

}
