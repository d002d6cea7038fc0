package io.amphora.sample;

import io.amphora.CallContext;
import io.amphora.security.CallerAuthenticator;

import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.stereotype.Component;

/**
 * What callers may do, whom the broker knows by the user of their connection. Those who
 * do not say who they are may do nothing.
 */
@Component
@EnableMethodSecurity
class Callers implements CallerAuthenticator {

	@Override
	public Authentication authenticate(String userId, CallContext call) {
		return UsernamePasswordAuthenticationToken.authenticated(userId, null,
				AuthorityUtils.createAuthorityList("ROLE_KEEPER"));
	}

}
