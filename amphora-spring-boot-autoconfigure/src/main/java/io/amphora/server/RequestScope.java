package io.amphora.server;

import java.util.concurrent.atomic.AtomicInteger;

import io.amphora.CallContext;
import io.amphora.CallScope;

/**
 * Tells the server what a running function waits for.
 */
final class RequestScope extends CallScope {

	private final RequestContext context;

	private final HandlerPool handlerPool;

	private final NestedCalls nestedCalls;

	private final AtomicInteger calls = new AtomicInteger();

	RequestScope(RequestContext context, HandlerPool handlerPool, NestedCalls nestedCalls) {
		this.context = context;
		this.handlerPool = handlerPool;
		this.nestedCalls = nestedCalls;
	}

	boolean isRunBy(HandlerPool pool) {
		return this.handlerPool == pool;
	}

	@Override
	public CallContext context() {
		return this.context;
	}

	@Override
	public void callStarted() {
		if (this.calls.getAndIncrement() == 0) {
			this.nestedCalls.began();
		}
	}

	@Override
	public void callEnded() {
		if (this.calls.decrementAndGet() == 0) {
			this.nestedCalls.ended();
		}
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
