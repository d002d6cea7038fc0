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

import java.io.Closeable;
import java.io.IOException;

/**
 * The tokens of a body. Jackson 2 and 3 have the same ids of tokens.
 *
 * @param <N> the library's tree node
 */
interface JsonTokens<N> extends Closeable {

	/** Read the next token and return its id, that of no token at the end. */
	int next() throws IOException;

	/** Return the name of the current member. */
	String name() throws IOException;

	String text() throws IOException;

	int textLength() throws IOException;

	long number() throws IOException;

	/** Skip the object or the array that the current token begins. */
	void skipChildren() throws IOException;

	/** Read the value that the current token begins. */
	N tree() throws IOException;

	/** Return the offset at which the current token begins, or -1 if it is unknown. */
	int start() throws IOException;

	/** Return the offset after the current token. */
	int end() throws IOException;

}
