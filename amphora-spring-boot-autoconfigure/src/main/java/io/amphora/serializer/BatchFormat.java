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

package io.amphora.serializer;

import java.util.List;

/**
 * Combines several calls or results into one body and splits it again. Thread-safe.
 *
 * @since 0.1.0
 */
public interface BatchFormat {

	/**
	 * Return the content type of a batch. It differs from that of a single call, so that
	 * receivers without support for batches reject it.
	 * @return a MIME type
	 */
	String contentType();

	/**
	 * Combine items into one body.
	 * @param items the items
	 * @return the body
	 */
	byte[] join(List<BatchItem> items);

	/**
	 * Split a body into its items. The body of each item can be read on its own; its
	 * content is not checked here.
	 * @param body the body
	 * @return the items, in order
	 * @throws IllegalArgumentException if the body is not a batch or exceeds a limit
	 */
	List<BatchItem> split(byte[] body);

}
