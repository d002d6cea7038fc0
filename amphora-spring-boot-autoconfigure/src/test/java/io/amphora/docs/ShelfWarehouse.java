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

package io.amphora.docs;

// tag::bean[]
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

import org.springframework.stereotype.Service;

@Service
class ShelfWarehouse implements Warehouse {

	private final Map<String, Integer> shelf = new ConcurrentHashMap<>(Map.of("lamp", 3));

	@Override
	public int stock(String article) {
		return this.shelf.getOrDefault(article, 0);
	}

	@Override
	public CompletableFuture<Integer> reserve(String article, int count) {
		return CompletableFuture.completedFuture(this.shelf.merge(article, -count, Integer::sum));
	}

	@Override
	public String printLabel(String article, String printer) {
		return article + " on " + printer;
	}

}
// end::bean[]
