package io.amphora.transport.protection;

import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketException;

import com.rabbitmq.client.impl.AMQConnection;
import com.rabbitmq.client.impl.Frame;
import com.rabbitmq.client.impl.FrameHandler;
import org.jspecify.annotations.Nullable;

/**
 * Reads frames from another handler and checks them with a {@link MessageGuard}.
 */
public final class ProtectedFrameHandler implements FrameHandler {

	private final FrameHandler handler;

	private final MessageGuard guard;

	public ProtectedFrameHandler(FrameHandler handler, MessageGuard guard) {
		this.handler = handler;
		this.guard = guard;
	}

	/** Returns {@code null} after a socket timeout, which the connection must notice. */
	@Override
	@SuppressWarnings("NullAway")
	public @Nullable Frame readFrame() throws IOException {
		while (true) {
			Frame frame = this.handler.readFrame();
			Frame checked = (frame != null) ? this.guard.check(frame) : null;
			if (checked != null || frame == null) {
				return checked;
			}
		}
	}

	@Override
	public boolean internalHearbeat() {
		return this.handler.internalHearbeat();
	}

	@Override
	public void setTimeout(int timeoutMs) throws SocketException {
		this.handler.setTimeout(timeoutMs);
	}

	@Override
	public int getTimeout() throws SocketException {
		return this.handler.getTimeout();
	}

	@Override
	public void sendHeader() throws IOException {
		this.handler.sendHeader();
	}

	@Override
	public void initialize(AMQConnection connection) {
		this.handler.initialize(connection);
	}

	@Override
	public void finishConnectionNegotiation() {
		this.handler.finishConnectionNegotiation();
	}

	@Override
	public void writeFrame(Frame frame) throws IOException {
		this.handler.writeFrame(frame);
	}

	@Override
	public void flush() throws IOException {
		this.handler.flush();
	}

	@Override
	public void close() {
		this.handler.close();
	}

	@Override
	public InetAddress getLocalAddress() {
		return this.handler.getLocalAddress();
	}

	@Override
	public int getLocalPort() {
		return this.handler.getLocalPort();
	}

	@Override
	public InetAddress getAddress() {
		return this.handler.getAddress();
	}

	@Override
	public int getPort() {
		return this.handler.getPort();
	}

}
