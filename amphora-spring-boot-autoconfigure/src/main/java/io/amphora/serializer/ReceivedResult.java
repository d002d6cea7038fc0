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

import org.jspecify.annotations.Nullable;

/**
 * The received outcome of a call.
 *
 * @since 0.1.0
 */
public sealed interface ReceivedResult {

	/**
	 * The function returned.
	 *
	 * @param value the result
	 */
	record Value(RpcValue value) implements ReceivedResult {
	}

	/**
	 * The function failed.
	 *
	 * @param type the simple class name of the remote exception
	 * @param args its arguments: strings, numbers, booleans, lists, maps and nulls
	 */
	record Failure(String type, List<@Nullable Object> args) implements ReceivedResult {
	}

}
