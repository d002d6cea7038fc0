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

package io.amphora.autoconfigure.test;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link AmphoraTestContextBootstrapper}.
 */
class AmphoraTestContextBootstrapperTests {

	private final AmphoraTestContextBootstrapper bootstrapper = new AmphoraTestContextBootstrapper();

	@Test
	void embeddedBrokerIsEnabledBeforeTheEnvironmentIsProcessed() {
		assertThat(this.bootstrapper.getProperties(Embedded.class)).containsExactly("amphora.embedded.enabled=true");
		assertThat(this.bootstrapper.getProperties(Heir.class)).containsExactly("amphora.embedded.enabled=true");
	}

	@Test
	void propertiesOfTheTestComeLast() {
		assertThat(this.bootstrapper.getProperties(Connected.class)).containsExactly("amphora.embedded.enabled=false",
				"amphora.host=broker");
	}

	@AmphoraTest
	static class Embedded {

	}

	static class Heir extends Embedded {

	}

	@AmphoraTest(embedded = false, properties = "amphora.host=broker")
	static class Connected {

	}

}
