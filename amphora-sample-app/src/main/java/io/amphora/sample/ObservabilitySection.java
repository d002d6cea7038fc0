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

package io.amphora.sample;

import java.util.concurrent.TimeUnit;

import io.amphora.actuate.AmphoraHealthContributor;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

import org.springframework.boot.health.contributor.HealthContributors;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * What operators see: health and meters, which are under {@code /actuator}, too.
 */
@Component
@Order(20)
class ObservabilitySection extends Section {

	private final AmphoraHealthContributor health;

	private final MeterRegistry meters;

	ObservabilitySection(AmphoraHealthContributor health, MeterRegistry meters) {
		super("Read health and meters");
		this.health = health;
		this.meters = meters;
	}

	@Override
	void show() {
		this.health.stream().forEach(this::print);
		Timer calls = this.meters.get("amphora.client.call").tags("function", "add", "outcome", "SUCCESS").timer();
		print("calls of add: %d, on average %.1f ms".formatted(calls.count(), calls.mean(TimeUnit.MILLISECONDS)));
		Timer wait = this.meters.get("amphora.server.queue.wait").tag("amphora.service", "simplemath").timer();
		print("waiting in the queue: %.1f ms on average".formatted(wait.mean(TimeUnit.MILLISECONDS)));
	}

	private void print(HealthContributors.Entry entry) {
		if (entry.contributor() instanceof HealthIndicator indicator) {
			print(entry.name() + ": " + indicator.health().getStatus());
		}
	}

}
