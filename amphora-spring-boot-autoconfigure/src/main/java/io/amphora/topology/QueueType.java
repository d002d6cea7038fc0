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

package io.amphora.topology;

import java.util.Map;

/**
 * The type of durable queues.
 *
 * @since 0.1.0
 */
public enum QueueType {

	/** Default queue type of the virtual host: the argument is omitted. */
	BROKER_DEFAULT,

	/** A classic queue, on one node. */
	CLASSIC,

	/** A quorum queue, replicated over the nodes of a cluster. */
	QUORUM;

	void addTo(Map<String, Object> arguments) {
		switch (this) {
			case CLASSIC -> arguments.put("x-queue-type", "classic");
			case QUORUM -> arguments.put("x-queue-type", "quorum");
			case BROKER_DEFAULT -> {
			}
		}
	}

}
