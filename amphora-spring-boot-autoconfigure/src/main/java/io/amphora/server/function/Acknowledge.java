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

package io.amphora.server.function;

/**
 * When a server acknowledges a request. This determines what happens to the request if
 * the server crashes.
 *
 * @since 0.1.0
 */
public enum Acknowledge {

	/**
	 * After the broker has confirmed the reply. If the server crashes before that,
	 * another server runs the function again: the function runs at least once.
	 */
	AFTER_REPLY,

	/**
	 * Before the function runs. If the server crashes, the request is lost: the function
	 * runs at most once. A request that may have been delivered to a server before is not
	 * run; its caller gets a {@link io.amphora.ReplyLostException}. The prefetch does not
	 * limit how many functions that return futures run at a time.
	 */
	ON_RECEIPT

}
