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

package io.amphora.fuzz;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import io.amphora.annotation.AmphoraFunction;
import org.jspecify.annotations.Nullable;

/**
 * Functions that give back what they get, of every kind of type, next to methods that no
 * request may ever reach.
 */
class FuzzFunctions implements Comparable<FuzzFunctions> {

	final AtomicInteger trespasses = new AtomicInteger();

	@AmphoraFunction
	int add(int x, int y) {
		return x + y;
	}

	@AmphoraFunction("dotted.name")
	@Nullable Object any(@Nullable Object value) {
		return value;
	}

	@AmphoraFunction
	Item item(Item item) {
		return item;
	}

	@AmphoraFunction
	List<Item> items(List<Item> items, Optional<Map<String, Item>> byName) {
		return byName.<List<Item>>map((map) -> new ArrayList<>(map.values())).orElse(items);
	}

	@AmphoraFunction
	Map<Colour, List<Long>> colours(Map<Colour, List<Long>> colours) {
		return colours;
	}

	@AmphoraFunction
	List<Object> numbers(long number, double decimal, float small, BigDecimal exact, BigInteger large) {
		return Arrays.asList(number, decimal, small, exact, large);
	}

	@AmphoraFunction
	List<Object> times(Instant instant, LocalDate date, Duration duration, UUID id) {
		return Arrays.asList(instant, date, duration, id);
	}

	@AmphoraFunction
	CompletableFuture<Integer> sum(int... numbers) {
		int sum = 0;
		for (int number : numbers) {
			sum += number;
		}
		return CompletableFuture.completedFuture(sum);
	}

	@AmphoraFunction
	byte[] bytes(byte[] bytes, boolean reverse, char letter, @Nullable String text) {
		return bytes;
	}

	public void delete() {
		this.trespasses.incrementAndGet();
	}

	@Override
	public int compareTo(FuzzFunctions other) {
		this.trespasses.incrementAndGet();
		return 0;
	}

	@Override
	public String toString() {
		this.trespasses.incrementAndGet();
		return "trespassed";
	}

	enum Colour {

		RED, GREEN

	}

	record Item(String name, int count, @Nullable Item part, List<String> labels) {

	}

}
