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

import java.time.Duration;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A call or a result in a batch.
 *
 * @param id the correlation id of the call
 * @param remaining the time left until the caller's timeout, or {@code null} if the item
 * does not specify it
 * @param headers the headers that the item would have as a single message
 * @param alone whether the item is not a result but asks for the call to be sent as a
 * single message
 * @param body the body that the item would have as a single message
 * @since 0.1.0
 */
public record BatchItem(String id, @Nullable Duration remaining, Map<String, String> headers, boolean alone,
		byte[] body) {

}
