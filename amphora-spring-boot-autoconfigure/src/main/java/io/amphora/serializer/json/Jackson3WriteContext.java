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

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.TreeNode;
import tools.jackson.databind.ObjectWriter;

/**
 * Lets the user's serializers write to a generator that was not created by a mapper.
 */
final class Jackson3WriteContext extends ObjectWriteContext.Base {

	private final ObjectWriter writer;

	Jackson3WriteContext(ObjectWriter writer) {
		this.writer = writer;
	}

	@Override
	public void writeValue(JsonGenerator generator, Object value) {
		this.writer.writeValue(generator, value);
	}

	@Override
	public void writeTree(JsonGenerator generator, TreeNode value) {
		this.writer.writeValue(generator, value);
	}

}
