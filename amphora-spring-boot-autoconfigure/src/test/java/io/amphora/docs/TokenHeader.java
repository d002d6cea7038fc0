package io.amphora.docs;

import io.amphora.client.AmphoraClient;
import io.amphora.client.interceptor.ClientCall;
import io.amphora.client.interceptor.ClientInterceptor;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/**
 * An interceptor that calls a function itself.
 */
// tag::bean[]
@Component
class TokenHeader implements ClientInterceptor {

	private final AmphoraClient auth;

	TokenHeader(@Qualifier("auth") AmphoraClient auth) {
		this.auth = auth;
	}

	@Override
	public void intercept(ClientCall call) {
		if (!call.service().equals(this.auth.service())) {
			call.headers().put("token", this.auth.call("token", String.class));
		}
	}

}
// end::bean[]
