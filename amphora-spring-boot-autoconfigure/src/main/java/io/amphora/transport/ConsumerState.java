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

package io.amphora.transport;

import io.amphora.TopologyException;
import org.jspecify.annotations.Nullable;

/**
 * State of a consumer, as far as it is known without contacting the broker.
 *
 * @param queue the name of the queue on the broker
 * @param consuming whether the consumer is active on the broker
 * @param restarts how often consuming was restarted
 * @param refusal why the broker refused the consumer at the last attempt, or {@code null}
 * if it did not; retried periodically
 * @since 0.1.0
 */
public record ConsumerState(String queue, boolean consuming, long restarts, @Nullable TopologyException refusal) {
}
