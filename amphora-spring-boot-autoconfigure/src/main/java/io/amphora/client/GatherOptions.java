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

import java.lang.reflect.Type;
import java.util.List;

import io.amphora.client.fanout.EarlyEnd;
import io.amphora.client.fanout.FanoutReply;

/**
 * Options that determine when a gathered call has enough replies.
 *
 * @param resultType the type of the results
 * @param expected how many replies complete the call, or 0 if not set
 * @param quorum how many results complete the call, or 0 if not set
 * @param earlyEnd how the call ends before its deadline if neither is set
 */
record GatherOptions(Type resultType, int expected, int quorum, EarlyEnd earlyEnd) {

	static GatherOptions untilDeadline(Type resultType) {
		return untilEarlyEnd(resultType, EarlyEnd.disabled());
	}

	static GatherOptions untilEarlyEnd(Type resultType, EarlyEnd earlyEnd) {
		return new GatherOptions(resultType, 0, 0, earlyEnd);
	}

	GatherOptions expecting(int servers) {
		return new GatherOptions(this.resultType, servers, this.quorum, this.earlyEnd);
	}

	GatherOptions quorum(int servers) {
		return new GatherOptions(this.resultType, this.expected, servers, this.earlyEnd);
	}

	GatherCompletion completion(RequestData data, Runnable end) {
		return new GatherCompletion(this.earlyEnd, data, this.expected == 0 && this.quorum == 0, end);
	}

	boolean isSufficient(List<? extends FanoutReply<?>> replies) {
		return (this.expected > 0 && replies.size() >= this.expected)
				|| (this.quorum > 0 && results(replies) >= this.quorum);
	}

	/** Return whether the replies are sufficient at the deadline. */
	boolean isAcceptable(List<? extends FanoutReply<?>> replies) {
		return results(replies) >= this.quorum;
	}

	private static long results(List<? extends FanoutReply<?>> replies) {
		return replies.stream().filter(FanoutReply::successful).count();
	}

}
