package io.amphora.server;

import java.time.Duration;

import io.amphora.CallScope;
import io.amphora.transport.Delivery;

/**
 * Tracks whether a running function waits for other functions. The monitor guards the
 * fields for nested calls, and is acquired before that of {@link NestedCalls}, never
 * after it. The thread of the function writes {@link #occupiesThread}.
 */
final class RequestScope extends CallScope {

	private final RequestContext context;

	private final HandlerPool handlerPool;

	private final NestedCalls nestedCalls;

	/**
	 * Whether the function runs on its thread and does not wait there for another
	 * function.
	 */
	private volatile boolean occupiesThread = true;

	/** Pending calls of the function. */
	private int calls;

	/** Whether the outcome of the function is known, so that it no longer waits. */
	private boolean completed;

	RequestScope(RequestContext context, HandlerPool handlerPool, NestedCalls nestedCalls) {
		this.context = context;
		this.handlerPool = handlerPool;
		this.nestedCalls = nestedCalls;
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
			this.nestedCalls.began();
		}
	}

	@Override
	public synchronized void callEnded() {
		if (--this.calls == 0 && !this.completed) {
			this.nestedCalls.ended();
		}
	}

	Delivery delivery() {
		return this.context.delivery();
	}

	/** Return whether the caller has given up. */
	boolean overdue() {
		Duration remaining = this.context.remaining();
		return remaining != null && remaining.isZero();
	}

	/** Return whether the function occupies a slot that another one could use. */
	boolean occupiesThread() {
		return this.occupiesThread;
	}

	/** Record that the function has returned a future, which does not need the thread. */
	void returned() {
		this.occupiesThread = false;
	}

	/** Calls that are still pending no longer count as nested calls. */
	synchronized void completed() {
		if (!this.completed && this.calls > 0) {
			this.nestedCalls.ended();
		}
		this.completed = true;
	}

	@Override
	public void blocked() {
		this.occupiesThread = false;
		this.handlerPool.blocked();
	}

	@Override
	public void unblocked() {
		this.handlerPool.unblocked();
		this.occupiesThread = true;
	}

}
