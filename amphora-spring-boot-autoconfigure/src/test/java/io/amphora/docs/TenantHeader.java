package io.amphora.docs;

import io.amphora.client.interceptor.ClientCall;
import io.amphora.client.interceptor.ClientInterceptor;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * An interceptor of the clients of an application.
 */
// tag::bean[]
@Component
@Order(1)
class TenantHeader implements ClientInterceptor {

	@Override
	public void intercept(ClientCall call) {
		call.headers().put("tenant", "blue");
	}

}
// end::bean[]
