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

import com.rabbitmq.client.AMQP.BasicProperties;

/**
 * A copy that replaces a delivery in its queue.
 *
 * @param deliveryTag the delivery tag of the original
 * @param properties the properties of the copy
 * @param body the body of the copy
 * @param done run once the original is settled, or the channel is lost
 * @param impossible run instead if the copy cannot be written
 * @param refused run instead if the queue does not accept the copy for now
 */
record RequeuedCopy(long deliveryTag, BasicProperties properties, byte[] body, Runnable done, Runnable impossible,
		Runnable refused) {

}
