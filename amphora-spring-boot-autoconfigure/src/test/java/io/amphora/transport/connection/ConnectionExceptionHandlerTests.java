package io.amphora.transport.connection;

import java.io.EOFException;
import java.io.IOException;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.MalformedFrameException;
import com.rabbitmq.client.MissedHeartbeatException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mockito.Mockito;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ConnectionExceptionHandler}.
 */
@ExtendWith(OutputCaptureExtension.class)
class ConnectionExceptionHandlerTests {

	@Test
	void saysNothingOfASocketThatWasClosed(CapturedOutput output) {
		handle(new EOFException("on purpose"));
		assertThat(output).doesNotContain("on purpose");
	}

	@Test
	void saysWhatBreaksAConnection(CapturedOutput output) {
		handle(new MalformedFrameException("bad frame"));
		handle(new MissedHeartbeatException("no heartbeat"));
		assertThat(output).contains("bad frame").contains("no heartbeat");
	}

	private static void handle(IOException failure) {
		new ConnectionExceptionHandler().handleUnexpectedConnectionDriverException(Mockito.mock(Connection.class),
				failure);
	}

}
