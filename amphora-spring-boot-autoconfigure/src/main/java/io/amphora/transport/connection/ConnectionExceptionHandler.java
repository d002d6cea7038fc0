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

package io.amphora.transport.connection;

import java.io.IOException;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.MalformedFrameException;
import com.rabbitmq.client.MissedHeartbeatException;
import com.rabbitmq.client.impl.DefaultExceptionHandler;
import io.amphora.transport.thread.Unexpected;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Logs closed sockets at debug level. The RabbitMQ client would log a warning for each
 * attempt that the broker refuses, in addition to the message of
 * {@link ConnectionFailureLog}.
 */
final class ConnectionExceptionHandler extends DefaultExceptionHandler {

	private static final Log logger = LogFactory.getLog(ConnectionExceptionHandler.class);

	/**
	 * If this failed, for example because there is no memory left to log the exception,
	 * the client would not notify the channels that the connection is lost.
	 */
	@Override
	public void handleUnexpectedConnectionDriverException(Connection connection, Throwable exception) {
		try {
			log(connection, exception);
		}
		catch (Throwable ex) {
			Unexpected.log(logger, "The loss of a connection could not be logged", ex);
		}
	}

	private void log(Connection connection, Throwable exception) {
		if (exception instanceof IOException && !(exception instanceof MissedHeartbeatException)
				&& !(exception instanceof MalformedFrameException)) {
			logger.debug("Amphora's connection " + connection + " is closed", exception);
		}
		else {
			super.handleUnexpectedConnectionDriverException(connection, exception);
		}
	}

}
