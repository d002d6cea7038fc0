package io.amphora;

/**
 * Scope on a thread that is not the server's own. Such a thread has no share of the
 * server's concurrency to lend.
 */
final class CarriedScope extends CallScope {

	private final CallScope origin;

	CarriedScope(CallScope origin) {
		this.origin = origin;
	}

	@Override
	public CallContext context() {
		return this.origin.context();
	}

	@Override
	public void callStarted() {
		this.origin.callStarted();
	}

	@Override
	public void callEnded() {
		this.origin.callEnded();
	}

	@Override
	public void blocked() {
	}

	@Override
	public void unblocked() {
	}

}
