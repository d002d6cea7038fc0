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

package io.amphora.hostile;

import java.util.List;
import java.util.stream.Stream;

/**
 * All hostile messages: each property of AMQP, each header that somebody reads, bodies
 * and batches.
 */
public final class HostileCorpus {

	private HostileCorpus() {
	}

	/**
	 * The messages that are small.
	 * @return one case for each form of each part of a message
	 */
	public static List<HostileCase> small() {
		return Stream.of(HostileProperties.all(), HostileHeaders.all(), HostileBodies.all(), HostileBatches.all())
			.flatMap(List::stream)
			.toList();
	}

	/**
	 * The message that RabbitMQ 4 takes seconds to deliver, and nothing else of its queue
	 * meanwhile.
	 * @return one case
	 */
	public static HostileCase deepest() {
		return HostileProperties.deepest();
	}

	/**
	 * The messages with bodies about as large as a limit, and beyond it.
	 * @param limit how many bytes a body may have
	 * @return one case for each form
	 */
	public static List<HostileCase> large(int limit) {
		return LargeBodies.around(limit);
	}

}
