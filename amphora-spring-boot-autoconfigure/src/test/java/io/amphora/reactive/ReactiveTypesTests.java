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
import java.util.concurrent.Flow;

import io.amphora.reactive.ReactiveTypes.Kind;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.core.Maybe;
import io.reactivex.rxjava3.core.Observable;
import io.reactivex.rxjava3.core.Single;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ReactiveTypes}.
 */
class ReactiveTypesTests {

	@Test
	void distinguishesTypesByTheNumberOfTheirValues() {
		assertThat(ReactiveTypes.kind(Mono.class)).isEqualTo(Kind.SINGLE);
		assertThat(ReactiveTypes.kindOf(Mono.just(1))).isEqualTo(Kind.SINGLE);
		assertThat(List.of(Uni.class, Single.class, Maybe.class, Completable.class)).extracting(ReactiveTypes::kind)
			.containsOnly(Kind.SINGLE);
		assertThat(List.of(Multi.class, Observable.class, Flowable.class)).extracting(ReactiveTypes::kind)
			.containsOnly(Kind.UNSUPPORTED);
		assertThat(ReactiveTypes.kind(Flux.class)).isEqualTo(Kind.UNSUPPORTED);
		assertThat(ReactiveTypes.kind(Publisher.class)).isEqualTo(Kind.UNSUPPORTED);
		assertThat(ReactiveTypes.kind(Flow.Publisher.class)).isEqualTo(Kind.UNSUPPORTED);
		assertThat(ReactiveTypes.kind(CompletableFuture.class)).isEqualTo(Kind.NONE);
		assertThat(ReactiveTypes.kind(String.class)).isEqualTo(Kind.NONE);
	}

	@Test
	void knowsWhichTypeDeclaresTheValue() {
		assertThat(ReactiveTypes.valueDeclaringType(Mono.just(1).getClass())).isEqualTo(Mono.class);
		assertThat(ReactiveTypes.valueDeclaringType(Single.just(1).getClass())).isEqualTo(Single.class);
		assertThat(ReactiveTypes.valueDeclaringType(Uni.class)).isEqualTo(Uni.class);
		assertThat(ReactiveTypes.valueDeclaringType(Completable.class)).isNull();
	}

}
