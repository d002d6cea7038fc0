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

package io.amphora.autoconfigure;

import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Configuration properties for the limits of messages.
 *
 * @since 0.1.0
 * @param maxBody Maximum size of a message body. Larger messages are rejected.
 * @param maxDepth Maximum nesting depth of objects and arrays in a message.
 * @param maxNumberLength Maximum number of characters of a number in a message.
 * @param maxStringLength Maximum number of characters of a string in a message.
 */
public record AmphoraSerializerProperties(@DefaultValue("16MB") DataSize maxBody, @DefaultValue("100") int maxDepth,
		@DefaultValue("1000") int maxNumberLength, @DefaultValue("16777216") int maxStringLength) {
}
