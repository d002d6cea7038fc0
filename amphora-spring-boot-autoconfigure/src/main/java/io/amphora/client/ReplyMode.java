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
 * How a client receives replies.
 *
 * @since 0.1.0
 */
public enum ReplyMode {

	/**
	 * In a reply queue of the client, which outlives its connection: a client that
	 * reconnects receives the replies that arrived meanwhile.
	 */
	QUEUE,

	/**
	 * By RabbitMQ's direct reply-to, which needs no queue but depends on the channel:
	 * when the channel is lost, calls whose requests were confirmed fail with an
	 * {@link io.amphora.ReplyLostException}, or are sent again if they are idempotent.
	 */
	DIRECT

}
