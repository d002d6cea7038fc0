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

package io.amphora.topology;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.ShutdownSignalException;
import org.jspecify.annotations.Nullable;

/**
 * Reads why the broker has closed a channel.
 *
 * @since 0.1.0
 */
public final class ChannelRefusal {

	private ChannelRefusal() {
	}

	/**
	 * Return whether the broker has closed the channel because a queue or an exchange
	 * does not exist.
	 * @param failure the exception thrown by the channel, or one that it has caused
	 * @return {@code false} for any other failure
	 */
	public static boolean isNotFound(Throwable failure) {
		AMQP.Channel.Close close = close(failure);
		return close != null && close.getReplyCode() == AMQP.NOT_FOUND;
	}

	/**
	 * Return the text with which the broker has closed the channel.
	 * @param failure the exception thrown by the channel, or one that it has caused
	 * @return the text, empty for any other failure
	 */
	static String text(Throwable failure) {
		AMQP.Channel.Close close = close(failure);
		return (close != null) ? close.getReplyText() : "";
	}

	private static AMQP.Channel.@Nullable Close close(Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof ShutdownSignalException signal) {
				return (signal.getReason() instanceof AMQP.Channel.Close close) ? close : null;
			}
		}
		return null;
	}

}
