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

package io.amphora.contract;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

import io.amphora.annotation.AmphoraContract;
import io.amphora.annotation.AmphoraFunction;
import io.amphora.annotation.CallTimeout;
import io.amphora.annotation.RoutingKey;
import io.amphora.contract.ContractStyleIntegrationTests.NoCarException;
import io.amphora.contract.ContractStyleIntegrationTests.Vehicle;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Maybe;
import io.reactivex.rxjava3.core.Single;
import org.jspecify.annotations.Nullable;

/**
 * A contract whose functions return types of RxJava.
 */
@AmphoraContract("garage")
interface RxJavaGarage {

	Single<Integer> add(int x, int y);

	@AmphoraFunction("find")
	Maybe<String> find(@Nullable String name);

	Completable nothing();

	Single<List<Vehicle>> paint(List<Vehicle> cars);

	Single<Integer> sum(int first, int... further);

	Single<String> lend(String name) throws NoCarException;

	Completable fail();

	Single<Duration> remaining(@CallTimeout @Nullable Duration within);

	Single<String> park(String name, @RoutingKey String place);

	/** The implementation. */
	class Workshop implements RxJavaGarage {

		@Override
		public Single<Integer> add(int x, int y) {
			return Single.fromSupplier(() -> x + y);
		}

		@Override
		public Maybe<String> find(@Nullable String name) {
			return Maybe.fromSupplier(() -> name);
		}

		@Override
		public Completable nothing() {
			return Completable.complete();
		}

		@Override
		public Single<List<Vehicle>> paint(List<Vehicle> cars) {
			return Single.fromSupplier(() -> Vehicle.red(cars));
		}

		@Override
		public Single<Integer> sum(int first, int... further) {
			return Single.fromSupplier(() -> first + IntStream.of(further).sum());
		}

		@Override
		public Single<String> lend(String name) {
			return Single.error(new NoCarException(name + " is lent"));
		}

		@Override
		public Completable fail() {
			return Completable.error(new UnsupportedOperationException("on purpose"));
		}

		@Override
		public Single<Duration> remaining(@Nullable Duration within) {
			return Single.fromSupplier(() -> within);
		}

		@Override
		public Single<String> park(String name, String place) {
			return Single.fromSupplier(() -> name);
		}

	}

}
