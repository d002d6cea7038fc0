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

package io.amphora.client.routing;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Chooses the routing key of a call by its arguments. Called on the thread that makes the
 * call, concurrently by several threads.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface FunctionTuner {

	/**
	 * Choose the routing key for the arguments of a call.
	 * @param args the arguments by position
	 * @param kwargs the arguments by name
	 * @return the tuning with the routing key
	 */
	Tuning tune(List<? extends @Nullable Object> args, Map<String, ? extends @Nullable Object> kwargs);

}
