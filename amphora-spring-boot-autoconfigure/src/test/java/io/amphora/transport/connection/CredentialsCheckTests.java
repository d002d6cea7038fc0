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

package io.amphora.transport.connection;

import java.time.Duration;

import com.rabbitmq.client.PossibleAuthenticationFailureException;
import com.rabbitmq.client.impl.CredentialsProvider;
import com.rabbitmq.client.impl.CredentialsRefreshService;
import io.amphora.transport.connection.CredentialsState.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.amqp.AmqpAuthenticationException;
import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link CredentialsCheck}.
 */
class CredentialsCheckTests {

	private static final Exception REFUSED = new AmqpAuthenticationException(
			new PossibleAuthenticationFailureException("ACCESS_REFUSED"));

	private final CredentialsProvider provider = mock(CredentialsProvider.class);

	private final CredentialsRefreshService refreshService = mock(CredentialsRefreshService.class);

	private final ProtectedConnectionFactory client = new ProtectedConnectionFactory();

	private final CredentialsCheck check = new CredentialsCheck(this.provider, null);

	@ParameterizedTest
	@CsvSource({ "PT1H, VALID", "PT1M, VALID", "PT59S, EXPIRING", "PT0S, EXPIRED", "PT-5M, EXPIRED" })
	void credentialsThatNothingRefreshesExpireSoonWithinAMinute(Duration left, Status expected) {
		given(this.provider.getTimeBeforeExpiration()).willReturn(left);
		assertThat(this.check.state(true, null)).isEqualTo(new CredentialsState(expected, left));
	}

	@Test
	void refreshServiceDecidesWhenCredentialsExpireSoon() {
		CredentialsCheck refreshed = new CredentialsCheck(this.provider, this.refreshService);
		given(this.provider.getTimeBeforeExpiration()).willReturn(Duration.ofMinutes(5));
		assertThat(refreshed.state(true, null)).extracting(CredentialsState::status).isEqualTo(Status.VALID);
		given(this.refreshService.isApproachingExpiration(any())).willReturn(true);
		assertThat(refreshed.state(true, null)).extracting(CredentialsState::status).isEqualTo(Status.EXPIRING);
	}

	@Test
	void credentialsWithoutExpirationAreValid() {
		given(this.provider.getTimeBeforeExpiration()).willReturn(null);
		assertThat(this.check.state(true, null)).isEqualTo(new CredentialsState(Status.VALID, null));
	}

	@Test
	void providerIsNotAskedBeforeTheFirstLogin() {
		assertThat(this.check.state(false, new IllegalStateException("connection refused"))).isNull();
		then(this.provider).shouldHaveNoInteractions();
	}

	@Test
	void refusedCredentialsAreNotValidRegardlessOfTheirExpiration() {
		given(this.provider.getTimeBeforeExpiration()).willReturn(Duration.ofHours(1));
		assertThat(this.check.state(false, REFUSED))
			.isEqualTo(new CredentialsState(Status.REFUSED, Duration.ofHours(1)));
	}

	@Test
	void credentialsOfAProviderThatFailsAreUnavailable() {
		given(this.provider.getTimeBeforeExpiration()).willThrow(new IllegalStateException("no token"));
		assertThat(this.check.state(true, null)).isEqualTo(new CredentialsState(Status.UNAVAILABLE, null));
		assertThat(this.check.state(false, REFUSED)).isEqualTo(new CredentialsState(Status.REFUSED, null));
	}

	@Test
	void providerIsNotAskedAgainAfterItHasFailed() {
		assertThat(this.check.state(true, new CredentialsException("failed")))
			.isEqualTo(new CredentialsState(Status.UNAVAILABLE, null));
		then(this.provider).shouldHaveNoInteractions();
	}

	@Test
	void failureOfTheProviderIsNamedByItsTypeOnly() {
		given(this.provider.getTimeBeforeExpiration()).willReturn(null);
		assertThat(this.check.unavailable(new IllegalStateException("secret"))).hasNoCause()
			.hasMessage("the CredentialsProvider failed with java.lang.IllegalStateException");
		assertThat(new CredentialsCheck(this.provider, this.refreshService)
			.unavailable(new IllegalArgumentException("secret"))).hasMessage(
					"the CredentialsProvider or the CredentialsRefreshService failed with java.lang.IllegalArgumentException");
	}

	@Test
	void credentialsThatExpireNeedARefreshService() {
		given(this.provider.getTimeBeforeExpiration()).willReturn(Duration.ofHours(1));
		assertThat(this.check.unavailable(new IllegalStateException("Credentials can expire")))
			.hasMessage("the credentials of the CredentialsProvider expire, and there is no CredentialsRefreshService");
	}

	@Test
	void providerOfTheConnectionFactoryIsFound() {
		CachingConnectionFactory connectionFactory = new CachingConnectionFactory(this.client);
		assertThat(this.client.providedCredentials()).isNull();
		assertThat(BrokerConnectionFactory.credentialsState(connectionFactory, true, null)).isNull();
		this.client.setCredentialsProvider(this.provider);
		this.client.setCredentialsRefreshService(this.refreshService);
		given(this.provider.getTimeBeforeExpiration()).willReturn(null);
		assertThat(this.client.providedCredentials().check())
			.isEqualTo(new CredentialsCheck(this.provider, this.refreshService));
		assertThat(BrokerConnectionFactory.credentialsState(connectionFactory, true, null))
			.isEqualTo(new CredentialsState(Status.VALID, null));
	}

	@Test
	void usernameAndPasswordReplaceTheProvider() {
		this.client.setCredentialsProvider(this.provider);
		this.client.setUsername("alice");
		assertThat(this.client.providedCredentials()).isNull();
		this.client.setCredentialsProvider(this.provider);
		this.client.setPassword("secret");
		assertThat(this.client.providedCredentials()).isNull();
	}

}
