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
 * Configuration properties for the buffering of requests.
 *
 * @since 0.1.0
 * @param holdLimit Limits of the send buffer.
 */
public record AmphoraPublisherProperties(@DefaultValue HoldLimit holdLimit) {

	/**
	 * Limits of the requests that a client buffers while it cannot send.
	 *
	 * @param count Maximum number of requests that a client buffers while it cannot send.
	 * @param size Maximum total size of the requests that a client buffers.
	 */
	public record HoldLimit(@DefaultValue("10000") int count, @DefaultValue("64MB") DataSize size) {
	}

}
