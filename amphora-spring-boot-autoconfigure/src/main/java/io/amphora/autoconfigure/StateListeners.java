package io.amphora.autoconfigure;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.BeansException;
import org.springframework.beans.factory.BeanCurrentlyInCreationException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;

/**
 * The listener beans for the states of clients or servers. They are looked up when a
 * state changes for the first time, as listeners may have clients and servers injected. A
 * client that starts while a listener that needs it is being created is reported to the
 * listeners once all singletons exist. Thread-safe.
 *
 * @param <L> the type of the listeners
 */
final class StateListeners<L> implements SmartInitializingSingleton {

	private final ObjectProvider<L> beans;

	/** The changes that happened while a listener was being created. */
	private final Queue<Consumer<L>> missed = new ConcurrentLinkedQueue<>();

	/** Written without a lock by the threads that see the first changes. */
	private volatile @Nullable List<L> listeners;

	StateListeners(ObjectProvider<L> beans) {
		this.beans = beans;
	}

	void forEach(Consumer<L> action) {
		List<L> found = find();
		if (found == null) {
			this.missed.add(action);
		}
		else {
			reportMissed(found);
			found.forEach(action);
		}
	}

	private @Nullable List<L> find() {
		List<L> found = this.listeners;
		if (found == null) {
			try {
				found = this.beans.orderedStream().toList();
				this.listeners = found;
			}
			catch (BeansException ex) {
				if (!ex.contains(BeanCurrentlyInCreationException.class)) {
					throw ex;
				}
			}
		}
		return found;
	}

	private void reportMissed(List<L> found) {
		for (Consumer<L> action = this.missed.poll(); action != null; action = this.missed.poll()) {
			found.forEach(action);
		}
	}

	@Override
	public void afterSingletonsInstantiated() {
		List<L> found = this.missed.isEmpty() ? null : find();
		if (found != null) {
			reportMissed(found);
		}
	}

}
