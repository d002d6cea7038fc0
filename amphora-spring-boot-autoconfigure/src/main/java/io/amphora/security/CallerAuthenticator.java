package io.amphora.security;

import io.amphora.CallContext;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;

/**
 * Makes an authentication of a caller, with the authorities that the caller has. Called
 * by several threads at a time.
 */
@FunctionalInterface
public interface CallerAuthenticator {

	/**
	 * Make the authentication that a function runs with.
	 * @param userId the user that the broker has seen the caller log in as
	 * @param call the call
	 * @return an authentication
	 * @throws AuthenticationException if the caller is unknown, so that access is denied
	 */
	Authentication authenticate(String userId, CallContext call);

}
