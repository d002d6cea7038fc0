package io.amphora.client;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ShutdownSignalException;
import io.amphora.topology.Topology;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.BDDMockito.willDoNothing;
import static org.mockito.BDDMockito.willReturn;
import static org.mockito.BDDMockito.willThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;

/**
 * Tests for {@link ResponseQueue}.
 */
class ResponseQueueTests {

	private final Channel channel = mock(Channel.class);

	private final Channel probe = mock(Channel.class);

	private final Topology topology = mock(Topology.class);

	private final AtomicInteger told = new AtomicInteger();

	private boolean expecting = true;

	private final ResponseQueue queue = new ResponseQueue("answers", this.topology, () -> this.expecting,
			this.told::incrementAndGet);

	@BeforeEach
	void connect() throws IOException {
		Connection connection = mock(Connection.class);
		given(this.channel.getConnection()).willReturn(connection);
		given(connection.createChannel()).willReturn(this.probe);
	}

	@Test
	void queueThatWasNeverThereIsNotGone() throws IOException {
		missing();
		this.queue.declare(this.channel);
		assertThat(this.told).hasValue(0);
	}

	@Test
	void tellsOnceThatTheQueueWasGone() throws IOException {
		this.queue.declare(this.channel);
		this.queue.declare(this.channel);
		assertThat(this.told).hasValue(0);
		missing();
		this.queue.declare(this.channel);
		assertThat(this.told).hasValue(1);
		then(this.topology).should(times(3)).declare(this.channel);
	}

	@Test
	void doesNotAskWhileNoAnswersAreExpected() throws IOException {
		this.expecting = false;
		this.queue.declare(this.channel);
		missing();
		this.queue.declare(this.channel);
		assertThat(this.told).hasValue(0);
	}

	@Test
	void tellsAlsoIfTheConnectionIsLostAfterTheQueueWasDeclaredAnew() throws IOException {
		this.queue.declare(this.channel);
		missing();
		willThrow(new IOException("lost")).given(this.topology).declare(this.channel);
		assertThatIOException().isThrownBy(() -> this.queue.declare(this.channel));
		assertThat(this.told).hasValue(0);
		willReturn(mock(AMQP.Queue.DeclareOk.class)).given(this.probe).queueDeclarePassive("answers");
		willDoNothing().given(this.topology).declare(this.channel);
		this.queue.declare(this.channel);
		assertThat(this.told).hasValue(1);
	}

	private void missing() throws IOException {
		AMQP.Channel.Close close = new AMQP.Channel.Close.Builder().replyCode(AMQP.NOT_FOUND)
			.replyText("NOT_FOUND")
			.classId(0)
			.methodId(0)
			.build();
		IOException failure = new IOException(new ShutdownSignalException(false, false, close, this.probe));
		willThrow(failure).given(this.probe).queueDeclarePassive("answers");
	}

}
