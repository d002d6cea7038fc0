package io.amphora.docs;

import java.util.Map;

import io.amphora.RemoteException;
import io.amphora.server.interceptor.ServerCall;
import io.amphora.server.interceptor.ServerCallChain;
import io.amphora.server.interceptor.ServerInterceptor;
import org.jspecify.annotations.Nullable;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * An interceptor of the servers of an application.
 */
// tag::bean[]
@Component
@Order(1)
class TenantCheck implements ServerInterceptor {

	@Override
	public @Nullable Object intercept(ServerCall call, ServerCallChain chain) throws Exception {
		Map<String, Object> headers = call.properties().getHeaders();
		if (headers == null || !"blue".equals(String.valueOf(headers.get("tenant")))) {
			throw new RemoteException("WrongTenant", "'%s' is for blue only".formatted(call.context().function()));
		}
		return chain.proceed(call);
	}

}
// end::bean[]
