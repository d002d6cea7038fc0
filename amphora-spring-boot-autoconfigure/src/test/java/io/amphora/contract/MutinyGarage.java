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
import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

/**
 * A contract whose functions return types of Mutiny.
 */
@AmphoraContract("garage")
interface MutinyGarage {

	Uni<Integer> add(int x, int y);

	@AmphoraFunction("find")
	Uni<String> find(@Nullable String name);

	Uni<Void> nothing();

	Uni<List<Vehicle>> paint(List<Vehicle> cars);

	Uni<Integer> sum(int first, int... further);

	Uni<String> lend(String name) throws NoCarException;

	Uni<Void> fail();

	Uni<Duration> remaining(@CallTimeout @Nullable Duration within);

	Uni<String> park(String name, @RoutingKey String place);

	/** The implementation. */
	class Workshop implements MutinyGarage {

		@Override
		public Uni<Integer> add(int x, int y) {
			return Uni.createFrom().item(() -> x + y);
		}

		@Override
		public Uni<String> find(@Nullable String name) {
			return Uni.createFrom().item(() -> name);
		}

		@Override
		public Uni<Void> nothing() {
			return Uni.createFrom().voidItem();
		}

		@Override
		public Uni<List<Vehicle>> paint(List<Vehicle> cars) {
			return Uni.createFrom().item(() -> Vehicle.red(cars));
		}

		@Override
		public Uni<Integer> sum(int first, int... further) {
			return Uni.createFrom().item(() -> first + IntStream.of(further).sum());
		}

		@Override
		public Uni<String> lend(String name) {
			return Uni.createFrom().failure(new NoCarException(name + " is lent"));
		}

		@Override
		public Uni<Void> fail() {
			return Uni.createFrom().failure(new UnsupportedOperationException("on purpose"));
		}

		@Override
		public Uni<Duration> remaining(@Nullable Duration within) {
			return Uni.createFrom().item(() -> within);
		}

		@Override
		public Uni<String> park(String name, String place) {
			return Uni.createFrom().item(() -> name);
		}

	}

}
