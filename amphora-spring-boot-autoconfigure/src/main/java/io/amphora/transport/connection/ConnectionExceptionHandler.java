package io.amphora.transport.connection;

import java.io.IOException;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.MalformedFrameException;
import com.rabbitmq.client.MissedHeartbeatException;
import com.rabbitmq.client.impl.DefaultExceptionHandler;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Logs closed sockets at debug level. The RabbitMQ client would log a warning for each
 * attempt that the broker refuses, in addition to the message of
 * {@link ConnectionFailureLog}.
 */
final class ConnectionExceptionHandler extends DefaultExceptionHandler {

	private static final Log logger = LogFactory.getLog(ConnectionExceptionHandler.class);

	@Override
	public void handleUnexpectedConnectionDriverException(Connection connection, Throwable exception) {
		if (exception instanceof IOException && !(exception instanceof MissedHeartbeatException)
				&& !(exception instanceof MalformedFrameException)) {
			logger.debug("Amphora's connection " + connection + " is closed", exception);
		}
		else {
			super.handleUnexpectedConnectionDriverException(connection, exception);
		}
	}

}
