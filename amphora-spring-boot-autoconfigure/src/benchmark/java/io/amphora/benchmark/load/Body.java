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

package io.amphora.benchmark.load;

import java.nio.charset.StandardCharsets;

/**
 * What is sent there and back.
 *
 * @param size how large a request with it is, as Amphora writes it
 * @param text the argument of the function
 * @param bytes a request of the same size, for those who write no JSON
 */
public record Body(int size, String text, byte[] bytes) {

	private static final int KILOBYTE = 1024;

	private static final String REQUEST = "{\"func\": \"echo\", \"args\": [\"\"], \"kwargs\": {}}".replace(" ", "");

	/**
	 * The body of most calls.
	 */
	public static final Body SMALL = of(40);

	public static Body of(int size) {
		String text = "x".repeat(size - REQUEST.length());
		byte[] bytes = REQUEST.replace("\"\"", "\"" + text + "\"").getBytes(StandardCharsets.UTF_8);
		return new Body(size, text, bytes);
	}

	public String sizeText() {
		if (this.size < KILOBYTE) {
			return this.size + " B";
		}
		int kilobytes = this.size / KILOBYTE;
		return (kilobytes < KILOBYTE) ? kilobytes + " KB" : kilobytes / KILOBYTE + " MB";
	}

}
