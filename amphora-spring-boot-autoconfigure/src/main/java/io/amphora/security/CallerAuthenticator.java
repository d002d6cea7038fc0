package io.amphora.security;

import io.amphora.CallContext;

import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;

/**
 * Creates the authentication of a caller, with the caller's authorities. Called from
 * several threads at a time.
 */
@FunctionalInterface
public interface CallerAuthenticator {

	/**
	 * Create the authentication that a function runs with.
	 * @param userId the user of the caller, validated by the broker
	 * @param call the call
	 * @return the authentication
	 * @throws AuthenticationException if the caller is unknown; access is then denied
	 */
	Authentication authenticate(String userId, CallContext call);

}
