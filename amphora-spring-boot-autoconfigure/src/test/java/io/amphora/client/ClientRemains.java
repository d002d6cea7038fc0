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

package io.amphora.client;

import java.util.Objects;

/**
 * What remains of the calls of a client.
 */
public final class ClientRemains {

	private ClientRemains() {
	}

	/**
	 * Describe what has not ended: calls, messages, and notifications of cancelled calls.
	 * @param client a client
	 * @return a description, or an empty text if everything has ended
	 */
	public static String of(AmphoraClient client) {
		ClientStatistics statistics = client.statistics();
		int notifications = Objects.requireNonNull(((DefaultServiceClient) client).cancelPublisher).waiting();
		boolean ended = statistics.pending() == 0 && statistics.held() == 0 && notifications == 0;
		return ended ? "" : "%s, %d notifications; ".formatted(statistics, notifications);
	}

}
