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

import io.amphora.transport.connection.ChannelUse;

/**
 * What a publisher is used for.
 */
enum PublisherUse {

	/** Requests of many callers, which fail while the broker refuses them. */
	REQUESTS(ChannelUse.ESSENTIAL, true),

	/** Replies, which are buffered while the broker refuses them. */
	REPLIES(ChannelUse.ESSENTIAL, false),

	/** The requests of a single operation, which fails if the broker refuses them. */
	OPERATION(ChannelUse.OPERATION, true);

	private final ChannelUse channelUse;

	private final boolean failsMessages;

	PublisherUse(ChannelUse channelUse, boolean failsMessages) {
		this.channelUse = channelUse;
		this.failsMessages = failsMessages;
	}

	/** Return what depends on the channel of the publisher. */
	ChannelUse channelUse() {
		return this.channelUse;
	}

	/**
	 * Return whether messages fail while they are refused; otherwise, only a message that
	 * closes the channel fails.
	 */
	boolean failsMessages() {
		return this.failsMessages;
	}

}
