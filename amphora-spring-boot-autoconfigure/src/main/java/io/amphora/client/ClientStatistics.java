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

/**
 * Statistics of a client.
 *
 * @param pending calls that are pending now
 * @param held messages that are buffered or not confirmed
 * @param replies replies to pending calls
 * @param late replies without a pending call
 * @param unroutable requests that the broker returned because no queue matched
 * @param restarts how often the consumer of replies was restarted
 * @since 0.1.0
 */
public record ClientStatistics(int pending, int held, long replies, long late, long unroutable, long restarts) {
}
