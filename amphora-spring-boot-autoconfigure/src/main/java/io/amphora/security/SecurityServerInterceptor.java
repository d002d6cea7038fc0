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

package io.amphora.security;

import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

import io.amphora.CallContext;
import io.amphora.PrintableText;
import io.amphora.RemoteException;
import io.amphora.server.interceptor.ServerCall;
import io.amphora.server.interceptor.ServerCallChain;
import io.amphora.server.interceptor.ServerInterceptor;
import io.amphora.transport.thread.Causes;
import org.jspecify.annotations.Nullable;

import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * Runs functions with the authentication of their caller, and reports denied access to
 * callers. Method security such as {@code @PreAuthorize} decides whether access is
 * denied. Thread-safe.
 *
 * @since 0.1.0
 */
public final class SecurityServerInterceptor implements ServerInterceptor {

	/** The type of the remote exception that callers get if access is denied. */
	public static final String ACCESS_DENIED = "AccessDenied";

	private final @Nullable CallerAuthenticator authenticator;

	/**
	 * Create an interceptor.
	 * @param authenticator authenticates callers by the user that the broker has
	 * validated, or {@code null} to leave the security context unchanged
	 */
	public SecurityServerInterceptor(@Nullable CallerAuthenticator authenticator) {
		this.authenticator = authenticator;
	}

	@Override
	public @Nullable Object intercept(ServerCall call, ServerCallChain chain) throws Exception {
		try {
			Object result = (this.authenticator != null) ? runAsCaller(call, chain, this.authenticator)
					: chain.proceed(call);
			return (result instanceof CompletionStage<?> stage) ? translate(stage, call.context()) : result;
		}
		catch (AccessDeniedException | AuthenticationException ex) {
			throw denied(call.context(), ex);
		}
	}

	private static @Nullable Object runAsCaller(ServerCall call, ServerCallChain chain,
			CallerAuthenticator authenticator) throws Exception {
		SecurityContext before = SecurityContextHolder.getContext();
		SecurityContext own = SecurityContextHolder.createEmptyContext();
		own.setAuthentication(authentication(call, authenticator));
		SecurityContextHolder.setContext(own);
		try {
			return chain.proceed(call);
		}
		finally {
			if (before.getAuthentication() == null) {
				SecurityContextHolder.clearContext();
			}
			else {
				SecurityContextHolder.setContext(before);
			}
		}
	}

	private static Authentication authentication(ServerCall call, CallerAuthenticator authenticator) {
		String userId = call.properties().getUserId();
		return (userId != null) ? authenticator.authenticate(userId, call.context()) : new AnonymousAuthenticationToken(
				"amphora", "anonymous", AuthorityUtils.createAuthorityList("ROLE_ANONYMOUS"));
	}

	private static CompletionStage<?> translate(CompletionStage<?> stage, CallContext context) {
		return stage.handle((value, failure) -> {
			if (failure == null) {
				return value;
			}
			Throwable cause = Causes.unwrap(failure);
			boolean denied = cause instanceof AccessDeniedException || cause instanceof AuthenticationException;
			throw new CompletionException(denied ? denied(context, cause) : cause);
		});
	}

	private static RemoteException denied(CallContext context, Throwable cause) {
		RemoteException exception = new RemoteException(ACCESS_DENIED,
				"The caller may not call function '%s' of service '%s'"
					.formatted(PrintableText.name(context.function()), context.service()));
		exception.addSuppressed(cause);
		return exception;
	}

}
