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

package io.amphora.reactive;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;

import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ReactorSecurity}.
 */
class ReactorSecurityTests {

	private final Authentication ada = UsernamePasswordAuthenticationToken.authenticated("ada", null, List.of());

	@AfterEach
	void clear() {
		SecurityContextHolder.clearContext();
	}

	@Test
	void subscriberWithoutAUserDoesNotCallAsTheUserOfTheThread() {
		SecurityContextHolder.getContext().setAuthentication(this.ada);
		assertThat(user(Context.of(SecurityContext.class, Mono.empty()))).isEqualTo("nobody");
		assertThat(SecurityContextHolder.getContext().getAuthentication()).isSameAs(this.ada);
		assertThat(user(Context.empty())).isEqualTo("ada");
	}

	@Test
	void publisherOfAFunctionWithoutAUserDoesNotCallAsTheUserOfTheThread() {
		Context captured = ReactorSecurity.capture(Context.empty());
		SecurityContextHolder.getContext().setAuthentication(this.ada);
		assertThat(user(captured)).isEqualTo("nobody");
		assertThat(ReactiveSecurityContextHolder.getContext().contextWrite(captured).blockOptional()).isEmpty();
	}

	private static String user(Context context) {
		return ReactorSecurity.call(context, () -> {
			Authentication current = SecurityContextHolder.getContext().getAuthentication();
			return CompletableFuture.completedFuture((current != null) ? current.getName() : "nobody");
		}).contextWrite(context).block();
	}

}
