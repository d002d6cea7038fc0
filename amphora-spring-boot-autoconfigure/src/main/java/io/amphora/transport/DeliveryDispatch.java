package io.amphora.transport;

import java.util.concurrent.Executor;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Gets deliveries to their handler, on the thread that they come on, unless that is the
 * one that reads and the handler needs another one. Used by one thread at a time.
 */
final class DeliveryDispatch {

	private static final Log logger = LogFactory.getLog(DeliveryDispatch.class);

	private final DeliveryHandler handler;

	private final Executor otherThread;

	DeliveryDispatch(DeliveryHandler handler, Executor otherThread) {
		this.handler = handler;
		this.otherThread = otherThread;
	}

	void dispatch(Delivery delivery) {
		if (!ReadingThread.isCurrent()) {
			BrokerThread.runCallbacks(() -> handle(delivery));
		}
		else if (this.handler.immediate(delivery)) {
			BrokerThread.run(() -> handle(delivery));
		}
		else {
			this.otherThread.execute(() -> handle(delivery));
		}
	}

	private void handle(Delivery delivery) {
		try {
			this.handler.handle(delivery);
		}
		catch (Throwable ex) {
			Unexpected.log(logger, "A delivery could not be handled; it goes back to its queue", ex);
			delivery.reject(true);
		}
	}

}
