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

package io.amphora.client

import io.amphora.client.fanout.Gather
import org.springframework.core.ParameterizedTypeReference

/**
 * Call a function of all fanout servers and gather their replies.
 * @param T the type of the results
 * @param function the name of the function
 * @return the function with the timeout of this client
 * @since 0.1.0
 * @see AmphoraFanoutClient.gather
 */
inline fun <reified T : Any> AmphoraFanoutClient.gather(function: String): Gather<T> =
	gather(function, object : ParameterizedTypeReference<T>() {})
