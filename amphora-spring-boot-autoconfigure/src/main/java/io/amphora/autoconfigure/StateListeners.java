package io.amphora.autoconfigure;

import java.util.List;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;

/**
 * The listener beans for the states of clients or servers. They are looked up when a
 * state changes for the first time, as listeners may have clients and servers injected.
 * Thread-safe.
 *
 * @param <L> the type of the listeners
 */
final class StateListeners<L> {

	private final ObjectProvider<L> beans;

	/** Written without a lock by the threads that see the first changes. */
	private volatile @Nullable List<L> listeners;

	StateListeners(ObjectProvider<L> beans) {
		this.beans = beans;
	}

	void forEach(Consumer<L> action) {
		List<L> found = this.listeners;
		if (found == null) {
			found = this.beans.orderedStream().toList();
			this.listeners = found;
		}
		found.forEach(action);
	}

}
