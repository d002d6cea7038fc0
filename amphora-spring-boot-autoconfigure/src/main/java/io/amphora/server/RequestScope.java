package io.amphora.server;

import io.amphora.CallScope;

/**
 * Tells the server what a running function waits for. The monitor guards the fields, and
 * is taken before that of {@link NestedCalls}, never after it.
 */
final class RequestScope extends CallScope {

	private final RequestContext context;

	private final HandlerPool handlerPool;

	private final NestedCalls nestedCalls;

	/** Calls of the function that have not ended. */
	private int calls;

	/** Whether the outcome of the function is known, so that it waits for nothing. */
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

	/** Calls that the function has left open do not hold its request. */
	synchronized void completed() {
		if (!this.completed && this.calls > 0) {
			this.nestedCalls.ended();
		}
		this.completed = true;
	}

	@Override
	public void blocked() {
		this.handlerPool.blocked();
	}

	@Override
	public void unblocked() {
		this.handlerPool.unblocked();
	}

}
