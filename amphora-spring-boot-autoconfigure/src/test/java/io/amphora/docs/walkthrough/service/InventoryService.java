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

package io.amphora.docs.walkthrough.service;

// tag::service[]
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.amphora.docs.walkthrough.inventory.Inventory;
import io.amphora.docs.walkthrough.inventory.OutOfStockException;
import io.amphora.docs.walkthrough.inventory.Reservation;

import org.springframework.stereotype.Service;

@Service
class InventoryService implements Inventory {

	private final Map<String, Integer> stock = new ConcurrentHashMap<>(Map.of("lamp", 1_000_000, "sofa", 2));

	@Override
	public int stock(String article) {
		return this.stock.getOrDefault(article, 0);
	}

	@Override
	public Reservation reserve(String article, int count) {
		this.stock.merge(article, -count, (present, change) -> {
			if (present + change < 0) {
				throw new OutOfStockException("There are %d of '%s' left".formatted(present, article));
			}
			return present + change;
		});
		return new Reservation(article, count);
	}

}
// end::service[]
