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

package io.amphora.autoconfigure.connection;

import java.util.HashMap;
import java.util.Map;

import io.amphora.autoconfigure.AmphoraProperties;
import io.amphora.autoconfigure.connection.AmphoraConnectionDetails.Address;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.context.properties.source.MutuallyExclusiveConfigurationPropertiesException;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link PropertiesAmphoraConnectionDetails}.
 */
class PropertiesAmphoraConnectionDetailsTests {

	private static final SslBundle bundle = SslBundle.systemDefault();

	private static final SslBundles sslBundles = new DefaultSslBundleRegistry("broker", bundle);

	@Test
	void isTheLocalBrokerByDefault() {
		AmphoraConnectionDetails details = details();
		assertThat(details.getAddresses()).containsExactly(new Address("127.0.0.1", 5672));
		assertThat(details.getUsername()).isNull();
		assertThat(details.getPassword()).isNull();
		assertThat(details.getVirtualHost()).isNull();
		assertThat(details.getSslBundle()).isNull();
	}

	@Test
	void takesHostAndPort() {
		assertThat(details("host=rabbit", "port=5673").getAddresses()).containsExactly(new Address("rabbit", 5673));
		assertThat(details("host=rabbit").getAddresses()).containsExactly(new Address("rabbit", 5672));
		assertThat(details("port=5673").getAddresses()).containsExactly(new Address("127.0.0.1", 5673));
	}

	@Test
	void takesAddresses() {
		AmphoraConnectionDetails details = details("addresses=a, b:5673, [::1]:5674, [::2], 10.0.0.1:5675");
		assertThat(details.getAddresses()).containsExactly(new Address("a", 5672), new Address("b", 5673),
				new Address("::1", 5674), new Address("::2", 5672), new Address("10.0.0.1", 5675));
		assertThat(details.getAddresses()).map(Address::toString)
			.containsExactly("a:5672", "b:5673", "[::1]:5674", "[::2]:5672", "10.0.0.1:5675");
	}

	@Test
	void takesUserPasswordAndVirtualHost() {
		AmphoraConnectionDetails details = details("username=alice", "password=secret", "virtual-host=/v");
		assertThat(details.getUsername()).isEqualTo("alice");
		assertThat(details.getPassword()).isEqualTo("secret");
		assertThat(details.getVirtualHost()).isEqualTo("/v");
		assertThat(details).asString().contains("127.0.0.1:5672").doesNotContain("secret");
	}

	@Test
	void encryptsWithABundle() {
		AmphoraConnectionDetails details = details("ssl.bundle=broker");
		assertThat(details.getSslBundle()).isSameAs(bundle);
		assertThat(details.getAddresses()).containsExactly(new Address("127.0.0.1", 5671));
		assertThat(details("ssl.bundle=broker", "addresses=a,b:1").getAddresses())
			.containsExactly(new Address("a", 5671), new Address("b", 1));
	}

	@Test
	void encryptsWithWhatTheJvmTrusts() {
		AmphoraConnectionDetails details = details("ssl.enabled=true", "host=rabbit", "port=5672");
		assertThat(details.getSslBundle()).isNotNull();
		assertThat(details.getAddresses()).containsExactly(new Address("rabbit", 5672));
	}

	@Test
	void doesNotEncryptIfDisabled() {
		assertThat(details("ssl.enabled=false", "ssl.bundle=broker").getSslBundle()).isNull();
	}

	@Test
	void refusesABundleThatDoesNotExist() {
		assertThatExceptionOfType(InvalidConfigurationPropertyValueException.class)
			.isThrownBy(() -> details("ssl.bundle=other").getSslBundle())
			.withMessageContaining("spring.ssl.bundle")
			.satisfies((ex) -> assertThat(ex.getName()).isEqualTo("amphora.ssl.bundle"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "host=amqp://alice:secret@rabbit", "addresses=alice:secret@rabbit:5672",
			"addresses=amqps://alice:secret@rabbit" })
	void refusesUrisWithoutShowingTheirPasswords(String property) {
		assertThatExceptionOfType(UriAddressException.class).isThrownBy(() -> details(property))
			.withMessageContaining("amphora." + property.split("=")[0])
			.withMessageContaining("'amphora.password'")
			.satisfies((ex) -> assertThat(ex).hasMessageNotContaining("secret"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "host=rabbit", "port=5672" })
	void refusesAddressesBesideAHostOrPort(String other) {
		assertThatExceptionOfType(MutuallyExclusiveConfigurationPropertiesException.class)
			.isThrownBy(() -> details("addresses=a,b", other))
			.satisfies((ex) -> assertThat(ex.getConfiguredNames()).containsExactlyInAnyOrder("amphora.addresses",
					"amphora." + other.split("=")[0]));
	}

	@ParameterizedTest
	@ValueSource(strings = { "a:0", "a:65536", "a:port", ":5672", "a:", "::1", "[]:5672" })
	void refusesAnInvalidAddress(String address) {
		assertThatExceptionOfType(InvalidConfigurationPropertyValueException.class)
			.isThrownBy(() -> details("addresses[0]=ok:5672", "addresses[1]=" + address))
			.satisfies((ex) -> assertThat(ex.getName()).isEqualTo("amphora.addresses[1]"));
	}

	@Test
	void refusesSeveralHosts() {
		assertThatExceptionOfType(InvalidConfigurationPropertyValueException.class)
			.isThrownBy(() -> details("host=a,b"))
			.withMessageContaining("amphora.host")
			.withMessageContaining("'amphora.addresses'");
	}

	@ParameterizedTest
	@ValueSource(strings = { "0", "-1", "65536" })
	void refusesAPortOutOfRange(String port) {
		assertThatExceptionOfType(InvalidConfigurationPropertyValueException.class)
			.isThrownBy(() -> details("port=" + port))
			.satisfies((ex) -> assertThat(ex.getName()).isEqualTo("amphora.port"));
	}

	private static AmphoraConnectionDetails details(String... pairs) {
		Map<String, String> map = new HashMap<>();
		for (String pair : pairs) {
			String[] parts = pair.split("=", 2);
			map.put("amphora." + parts[0], parts[1]);
		}
		AmphoraProperties properties = new Binder(new MapConfigurationPropertySource(map)).bindOrCreate("amphora",
				AmphoraProperties.class);
		return new PropertiesAmphoraConnectionDetails(ConnectionSettings.of(properties), sslBundles);
	}

}
