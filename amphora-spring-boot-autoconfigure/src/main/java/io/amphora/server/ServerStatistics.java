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
 * Statistics of a server.
 *
 * @param running requests that are running or waiting for a thread
 * @param overdue functions that still run although their callers have given up or their
 * maximum run time has passed
 * @param handled requests for which a function was run
 * @param rejected requests for which no function was run, because they were wrong or
 * delivered too often
 * @param expired requests that expired before they could run, or were cancelled while
 * they ran because their time had passed
 * @param cancelled requests that their callers cancelled before they could run or while
 * they ran
 * @param ignored how often functions ignored a request
 * @param duplicates copies of requests that got the reply to the original instead of
 * running
 * @param undeliverable replies that did not reach their callers
 * @param redelivered requests that the broker had delivered before
 * @param held replies that are buffered or not confirmed yet
 * @param restarts how often consuming from the request queue was restarted
 * @since 0.1.0
 */
public record ServerStatistics(int running, int overdue, long handled, long rejected, long expired, long cancelled,
		long ignored, long duplicates, long undeliverable, long redelivered, int held, long restarts) {
}
