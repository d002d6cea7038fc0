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

package io.amphora.client.interceptor;

import com.rabbitmq.client.AMQP.BasicProperties;
import io.amphora.CallReport;
import io.amphora.client.fanout.FanoutReply;
import org.jspecify.annotations.Nullable;

/**
 * How a call ended.
 *
 * @param value the result; for {@link ClientCall.Style#GATHER} the list of
 * {@linkplain FanoutReply replies}; {@code null} if the function returned nothing, the
 * call failed, or no reply was expected
 * @param failure the exception of the call, or {@code null} if the call did not fail
 * @param report how far the call got
 * @param replyProperties the properties of the reply in the type of RabbitMQ's Java
 * client, or {@code null} if there is none or there may be several
 * @since 0.1.0
 */
public record ClientCallOutcome(@Nullable Object value, @Nullable Throwable failure, CallReport report,
		@Nullable BasicProperties replyProperties) {
}
