package io.amphora.test;

import java.io.Closeable;
import java.io.IOException;
import java.net.Socket;

/**
 * Ends of sockets that may have ended already.
 */
final class Sockets {

	private Sockets() {
	}

	static void close(Closeable socket) {
		try {
			socket.close();
		}
		catch (IOException ex) {
			// closed all the same
		}
	}

	static void reset(Socket socket) {
		try {
			socket.setSoLinger(true, 0);
		}
		catch (IOException ex) {
			// closed already
		}
		close(socket);
	}

	static void endOutput(Socket socket) {
		try {
			socket.shutdownOutput();
		}
		catch (IOException ex) {
			// ended already
		}
	}

	static Thread inBackground(String name, Runnable task) {
		Thread thread = new Thread(task, name);
		thread.setDaemon(true);
		thread.start();
		return thread;
	}

}
