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

package io.amphora;

/**
 * The stages of a request, in order. A failed call reports the last stage that its client
 * knows of.
 *
 * @since 0.1.0
 */
public enum CallStage {

	/**
	 * Not sent. The request is buffered, for instance because the client is disconnected
	 * or its publisher is stopped, or the request was refused before it was sent, for
	 * instance by a closed client.
	 */
	HELD("request held, not sent"),

	/** Published, but not yet confirmed by the broker. */
	SENT("request sent, not confirmed"),

	/** Confirmed by the broker. The request is in a queue. */
	CONFIRMED("request confirmed, no reply yet"),

	/** Returned by the broker because it matches no queue. */
	RETURNED("request returned"),

	/**
	 * Claimed. An earlier client with the same uuid may have sent the request. This
	 * client only waits for the reply.
	 */
	CLAIMED("reply claimed, not received"),

	/** A server replied. */
	REPLIED("reply received"),

	/**
	 * A server replied after the call had timed out. Unless the reply is a rejection, the
	 * function has run.
	 */
	REPLIED_LATE("reply received after the timeout");

	private final String description;

	CallStage(String description) {
		this.description = description;
	}

	String description() {
		return this.description;
	}

}
