package io.amphora.docs;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.amphora.client.interceptor.ClientCall;
import io.amphora.client.interceptor.ClientInterceptor;

/**
 * An interceptor that learns how calls end.
 */
class CallLog implements ClientInterceptor {

	private final List<String> lines = new CopyOnWriteArrayList<>();

	// tag::outcome[]
	@Override
	public void intercept(ClientCall call) {
		call.onOutcome(
				(outcome) -> this.lines.add(call.function() + ((outcome.failure() == null) ? " returned" : " failed")));
	}
	// end::outcome[]

	List<String> lines() {
		return this.lines;
	}

}
