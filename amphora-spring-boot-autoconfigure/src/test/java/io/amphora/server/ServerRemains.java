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

package io.amphora.server;

/**
 * What remains of the requests of a server.
 */
public final class ServerRemains {

	private ServerRemains() {
	}

	/**
	 * Describe what has not ended: functions, replies, and the ids of cancelled requests.
	 * @param server a server
	 * @return a description, or an empty text if everything has ended
	 */
	public static String of(AmphoraServer server) {
		ServerStatistics statistics = server.statistics();
		int ids = ((DefaultAmphoraServer) server).components.cancelledIds.count();
		boolean ended = statistics.running() == 0 && statistics.overdue() == 0 && statistics.held() == 0 && ids == 0;
		return ended ? "" : "%s, %d cancelled ids; ".formatted(statistics, ids);
	}

}
