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

package io.amphora.client.cancellation;

import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RequestIds}.
 */
class RequestIdsTests {

	private final RequestIds ids = new RequestIds();

	@Test
	void idIsShortAndNeedsNoEscapes() {
		assertThat(Stream.generate(this.ids::next).limit(1000)).allMatch((id) -> id.matches("[A-Za-z0-9_-]{22}"));
	}

	@Test
	void allIdsDifferAlsoThoseOfDifferentThreads() {
		Set<String> taken = ConcurrentHashMap.newKeySet();
		IntStream.range(0, 100_000).parallel().forEach((i) -> taken.add(this.ids.next()));
		assertThat(taken).hasSize(100_000);
	}

	@Test
	void idDoesNotRevealTheNextOne() {
		String first = this.ids.next();
		String second = this.ids.next();
		long same = IntStream.range(0, first.length()).filter((i) -> first.charAt(i) == second.charAt(i)).count();
		assertThat(same).isLessThan(first.length() / 2);
	}

	@Test
	void otherClientHasOtherIds() {
		Collection<String> own = Stream.generate(this.ids::next).limit(1000).toList();
		assertThat(Stream.generate(new RequestIds()::next).limit(1000)).doesNotContainAnyElementsOf(own);
	}

}
