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

package io.amphora.server;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

import io.amphora.CallScope;
import io.amphora.server.execution.HandlerPool;
import io.amphora.server.execution.NestedCallConsumers;
import io.amphora.server.execution.RunningFunction;
import io.amphora.transport.Delivery;
import org.jspecify.annotations.Nullable;

/**
 * Tracks whether a running function waits for other functions. The monitor guards the
 * fields for nested calls and the slot, and is acquired before those of
 * {@link NestedCallConsumers} and {@link HandlerPool}, never after them.
 */
final class RequestScope extends CallScope {

	private final RequestContext context;

	private final RunningFunction function;

	private final HandlerPool handlerPool;

	private final NestedCallConsumers nestedCallConsumers;

	private Slot slot = Slot.OCCUPIED;

	/** Pending calls of the function. */
	private int calls;

	/**
	 * Actions that cancel the pending calls of the function. {@code null} before the
	 * first one.
	 */
	private @Nullable Set<Runnable> cancellations;

	/** Whether pending calls are cancelled. */
	private boolean cancelsCalls;

	/** Whether the outcome of the function is known, so that it no longer waits. */
	private boolean completed;

	/** Whether the function keeps its slot after it has returned. */
	private boolean keepsSlot;

	/** Whether the function has returned and keeps its slot. */
	private boolean open;

	RequestScope(RequestContext context, RunningFunction function, HandlerPool handlerPool,
			NestedCallConsumers nestedCallConsumers) {
		this.context = context;
		this.function = function;
		this.handlerPool = handlerPool;
		this.nestedCallConsumers = nestedCallConsumers;
	}

	boolean isRunBy(HandlerPool pool) {
		return this.handlerPool == pool;
	}

	@Override
	public RequestContext context() {
		return this.context;
	}

	@Override
	public synchronized void callStarted() {
		if (this.calls++ == 0 && !this.completed) {
			this.nestedCallConsumers.began();
			if (change(Slot.KEPT, Slot.LENT)) {
				this.handlerPool.left();
			}
		}
	}

	@Override
	public synchronized void callEnded() {
		if (--this.calls == 0 && !this.completed) {
			this.nestedCallConsumers.ended();
			if (this.open && change(Slot.LENT, Slot.KEPT)) {
				this.handlerPool.unblocked();
			}
		}
	}

	@Override
	public void addCall(Runnable cancel) {
		boolean first;
		boolean cancels;
		synchronized (this) {
			cancels = this.cancelsCalls;
			first = this.cancellations == null;
			if (this.cancellations == null) {
				this.cancellations = Collections.newSetFromMap(new IdentityHashMap<>());
			}
			this.cancellations.add(cancel);
		}
		if (first) {
			this.context.cancellation().cancelCalls(this::cancelCalls);
		}
		if (cancels) {
			cancel.run();
		}
	}

	@Override
	public synchronized void removeCall(Runnable cancel) {
		if (this.cancellations != null) {
			this.cancellations.remove(cancel);
		}
	}

	private void cancelCalls() {
		if (isStopped()) {
			takeCalls().forEach(Runnable::run);
		}
	}

	private synchronized List<Runnable> takeCalls() {
		this.cancelsCalls = true;
		return (this.cancellations != null) ? List.copyOf(this.cancellations) : List.of();
	}

	RunningFunction function() {
		return this.function;
	}

	Delivery delivery() {
		return this.context.delivery();
	}

	/**
	 * Return whether the caller has given up, or the maximum run time has passed, so that
	 * the call has to be cancelled, or was cancelled.
	 */
	boolean exceeded() {
		return this.context.deadlineExceeded() || isStopped();
	}

	/**
	 * Return whether the call ends before its deadline. Calls of the function, which are
	 * limited by the deadline, do not end by themselves then.
	 */
	private boolean isStopped() {
		return this.context.isCancelledByCaller() || this.function.ranTooLong();
	}

	/**
	 * Record that the caller has cancelled the call if its request is among some.
	 * @param messageIds the message ids of cancelled requests
	 * @return whether the call has to be cancelled
	 */
	boolean cancelledByCaller(Set<String> messageIds) {
		String messageId = delivery().properties().getMessageId();
		return messageId != null && messageIds.contains(messageId) && this.context.cancellation().cancelledByCaller();
	}

	/** Return whether the function occupies a slot that another one could use. */
	synchronized boolean occupiesSlot() {
		return this.slot == Slot.OCCUPIED || this.slot == Slot.KEPT;
	}

	/** Return whether the function runs without a slot of its own. */
	synchronized boolean abandoned() {
		return this.slot == Slot.ABANDONED;
	}

	/**
	 * Free the slot of a function that does not react when its call is cancelled. It runs
	 * on, in addition to the concurrency of the server.
	 */
	void abandon() {
		if (change(Slot.OCCUPIED, Slot.ABANDONED) || change(Slot.KEPT, Slot.ABANDONED)) {
			this.handlerPool.left();
		}
	}

	/**
	 * Record on the thread of the function that it has returned, possibly a future, which
	 * does not need the thread. The thread frees the slot next.
	 */
	void returned() {
		this.function.returned();
		if (change(Slot.ABANDONED, Slot.FREE)) {
			this.handlerPool.unblocked();
		}
		change(Slot.OCCUPIED, Slot.FREE);
	}

	/**
	 * Keep the slot until the outcome is known, because the function has returned a
	 * publisher. Called on the thread of the function.
	 */
	synchronized void keepSlot() {
		this.keepsSlot = true;
	}

	/**
	 * Record on the thread of the function, which frees its slot next, that the outcome
	 * is not known yet.
	 */
	synchronized void opened() {
		this.open = this.keepsSlot && !this.completed;
		if (this.open) {
			this.function.opened();
		}
		boolean waits = this.calls > 0;
		if (this.open && change(Slot.FREE, waits ? Slot.LENT : Slot.KEPT) && !waits) {
			this.handlerPool.unblocked();
		}
	}

	private synchronized boolean change(Slot expected, Slot next) {
		boolean changes = this.slot == expected;
		if (changes) {
			this.slot = next;
		}
		return changes;
	}

	/** Calls that are still pending no longer count as nested calls. */
	synchronized void completed() {
		boolean waits = !this.completed && this.calls > 0;
		this.completed = true;
		if (change(Slot.KEPT, Slot.FREE)) {
			this.handlerPool.left();
		}
		if (waits) {
			this.nestedCallConsumers.ended();
		}
	}

	@Override
	public void blocked() {
		if (change(Slot.OCCUPIED, Slot.LENT)) {
			if (this.handlerPool.startsThreads()) {
				this.handlerPool.blocked();
			}
			else {
				// the next request may run on this thread
				this.context.cancellation().runUninterrupted(this.handlerPool::blocked);
			}
		}
	}

	@Override
	public void unblocked() {
		if (change(Slot.LENT, Slot.OCCUPIED)) {
			this.handlerPool.unblocked();
		}
	}

	/** The share of the server's concurrency that a function has. */
	private enum Slot {

		/** The function runs in it. */
		OCCUPIED,

		/**
		 * Another function may use it while this one, or its publisher, waits for a call.
		 */
		LENT,

		/** The function has returned a publisher that is still open. */
		KEPT,

		/** The function runs without it. */
		ABANDONED,

		/** The function has returned a result or a future. */
		FREE

	}

}
