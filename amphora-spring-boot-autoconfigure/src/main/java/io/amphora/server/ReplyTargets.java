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
 * Where a server may send replies. Callers name the target in the {@code reply_to} of a
 * request, and the server publishes to it with its own permissions.
 *
 * @since 0.1.0
 */
public enum ReplyTargets {

	/**
	 * The response exchange of the service only, with the {@code reply_to} as the routing
	 * key. Clients bind their reply queues to it. Replies need no permission for the
	 * default exchange, and direct replies are not sent.
	 */
	RESPONSE_EXCHANGE,

	/**
	 * Reply queues of the service by name, direct replies, and the response exchange of
	 * the service for any other {@code reply_to}, as with {@link #RESPONSE_EXCHANGE}.
	 */
	SERVICE,

	/**
	 * Any queue by name: a caller can make the server write replies to every queue of the
	 * virtual host. For callers that cannot bind their queues to the response exchange.
	 */
	ANY

}
