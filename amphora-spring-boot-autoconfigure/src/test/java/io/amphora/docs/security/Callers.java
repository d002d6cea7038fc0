package io.amphora.docs.security;

// tag::bean[]
import io.amphora.CallContext;
import io.amphora.security.CallerAuthenticator;

import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.stereotype.Component;

@Component
class Callers implements CallerAuthenticator {

	@Override
	public Authentication authenticate(String userId, CallContext call) {
		String role = userId.equals("till") ? "ROLE_CUSTOMER" : "ROLE_KEEPER";
		return UsernamePasswordAuthenticationToken.authenticated(userId, null,
				AuthorityUtils.createAuthorityList(role));
	}

}
// end::bean[]
