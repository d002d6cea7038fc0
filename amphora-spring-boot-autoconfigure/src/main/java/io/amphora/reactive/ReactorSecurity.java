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

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.util.ClassUtils;

/**
 * Carries Spring Security's context between threads and Reactor's context. The accessors
 * of Spring Security do not convert one to the other.
 */
final class ReactorSecurity {

	private static final boolean PRESENT = ClassUtils.isPresent(
			"org.springframework.security.core.context.ReactiveSecurityContextHolder",
			ReactorSecurity.class.getClassLoader());

	private ReactorSecurity() {
	}

	/**
	 * Add the security context of the current thread to a context. An empty one is added
	 * as well, because the publisher may run on threads of other users.
	 */
	static Context capture(Context context) {
		return PRESENT ? Holders.capture(context) : context;
	}

	/**
	 * Make a call within the security context of the subscriber.
	 * @param context the context of the subscriber
	 * @param call makes the call
	 */
	static <T> Mono<T> call(ContextView context, Supplier<? extends CompletableFuture<? extends @Nullable T>> call) {
		return (PRESENT && context.hasKey(SecurityContext.class)) ? Holders.call(call) : Mono.fromFuture(call.get());
	}

	/** Uses the library that may be missing. */
	private static final class Holders {

		private Holders() {
		}

		static Context capture(Context context) {
			SecurityContext current = SecurityContextHolder.getContext();
			Mono<SecurityContext> carried = (current.getAuthentication() != null) ? Mono.just(current) : Mono.empty();
			return context.putAll(ReactiveSecurityContextHolder.withSecurityContext(carried).readOnly());
		}

		/** The security context may be loaded asynchronously. */
		static <T> Mono<T> call(Supplier<? extends CompletableFuture<? extends @Nullable T>> call) {
			return ReactiveSecurityContextHolder.getContext()
				.switchIfEmpty(Mono.fromSupplier(SecurityContextHolder::createEmptyContext))
				.flatMap((security) -> Mono.fromFuture(within(security, call)));
		}

		private static <T> T within(SecurityContext security, Supplier<T> action) {
			SecurityContext before = SecurityContextHolder.getContext();
			SecurityContextHolder.setContext(security);
			try {
				return action.get();
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

	}

}
