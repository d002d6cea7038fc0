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

package io.amphora.hostile;

/**
 * What becomes of a message.
 */
public enum Fate {

	/**
	 * It counts: the function runs once and its reply is sent, or the call has its
	 * result.
	 */
	TAKEN,

	/** The function runs once, and its reply reaches no queue. */
	NO_REPLY,

	/**
	 * No function runs, and the caller learns why; or the call ends with an exception.
	 */
	REFUSED,

	/** No function runs, and the caller learns nothing; or the call waits on. */
	DROPPED,

	/** Up to the broker, which may let it expire. */
	ANY

}
