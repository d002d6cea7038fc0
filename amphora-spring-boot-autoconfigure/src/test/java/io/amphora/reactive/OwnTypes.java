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

import java.util.function.Function;

import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

import org.springframework.core.ReactiveAdapterRegistry;
import org.springframework.core.ReactiveTypeDescriptor;

/**
 * Reactive types of other libraries, as Spring's registry describes {@code Uni} and
 * {@code Completable}.
 */
public final class OwnTypes {

	static {
		register(ReactiveTypeDescriptor.singleOptionalValue(Later.class, Later::empty),
				(later) -> ((Later<?>) later).mono(), (publisher) -> new Later<>(Mono.from(publisher)));
		register(ReactiveTypeDescriptor.noValue(Done.class, Done::empty), (done) -> ((Done) done).mono(),
				(publisher) -> new Done(Mono.from(publisher).then()));
	}

	private OwnTypes() {
	}

	private static void register(ReactiveTypeDescriptor type, Function<Object, Publisher<?>> toPublisher,
			Function<Publisher<?>, Object> fromPublisher) {
		ReactiveAdapterRegistry.getSharedInstance().registerReactiveType(type, toPublisher, fromPublisher);
	}

	/** Register the types before one of them is used. */
	public static void register() {
	}

	/**
	 * A type with at most one value.
	 *
	 * @param mono what it stands for
	 * @param <T> the type of the value
	 */
	public record Later<T>(Mono<T> mono) {

		static {
			register();
		}

		static Later<?> empty() {
			return new Later<>(Mono.empty());
		}

	}

	/**
	 * A type without a value.
	 *
	 * @param mono what it stands for
	 */
	public record Done(Mono<Void> mono) {

		static {
			register();
		}

		static Done empty() {
			return new Done(Mono.empty());
		}

	}

}
