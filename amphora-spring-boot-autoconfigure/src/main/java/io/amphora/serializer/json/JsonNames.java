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

/**
 * The names of the members of a body.
 */
final class JsonNames {

	static final String FUNCTION = "func";

	static final String ARGS = "args";

	static final String KWARGS = "kwargs";

	static final String RESULT = "result";

	static final String EXCEPTION = "exception";

	static final String ID = "id";

	static final String EXPIRATION = "expiration";

	static final String HEADERS = "headers";

	static final String ALONE = "alone";

	static final String TYPE = "type";

	private JsonNames() {
	}

}
