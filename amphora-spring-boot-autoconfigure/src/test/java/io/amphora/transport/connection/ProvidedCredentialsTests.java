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
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import com.rabbitmq.client.impl.CredentialsProvider;
import com.rabbitmq.client.impl.CredentialsRefreshService;
import io.amphora.StoppedException;
import io.amphora.transport.connection.CredentialsState.Status;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mockito.ArgumentCaptor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.same;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link ProvidedCredentials}, {@link CredentialsWait} and
 * {@link LoginCredentials}.
 */
@Timeout(30)
class ProvidedCredentialsTests {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private static final Duration SHORT = Duration.ofMillis(20);

	private final SlowProvider provider = new SlowProvider();

	private final CredentialsRefreshService refreshService = mock(CredentialsRefreshService.class);

	private final CredentialsWait wait = new CredentialsWait();

	private final ProvidedCredentials credentials = new ProvidedCredentials(
			new CredentialsCheck(this.provider, this.refreshService), this.wait);

	@AfterEach
	void release() {
		this.provider.released.countDown();
	}

	@Test
	void providerRunsOnADaemonThread() {
		this.provider.released.countDown();
		assertThat(this.credentials.get(PATIENCE).username()).isEqualTo("user1");
		assertThat(this.provider.thread.isDaemon()).isTrue();
		assertThat(this.provider.thread.getName()).startsWith("amphora-credentials-");
	}

	@Test
	void providerMayTakeALimitedTime() {
		assertThatExceptionOfType(CredentialsException.class).isThrownBy(() -> this.credentials.get(SHORT))
			.withMessage("the CredentialsProvider has not returned within 20 ms");
	}

	@Test
	void credentialsThatComeTooLateAreUsedOnceByALaterAttempt() {
		assertThatExceptionOfType(CredentialsException.class).isThrownBy(() -> this.credentials.get(SHORT));
		assertThatExceptionOfType(CredentialsException.class).isThrownBy(() -> this.credentials.get(SHORT));
		this.provider.released.countDown();
		assertThat(this.credentials.get(PATIENCE).username()).isEqualTo("user1");
		assertThat(this.credentials.get(PATIENCE).username()).isEqualTo("user2");
	}

	@Test
	void attemptsAtTheSameTimeShareACall() {
		CompletableFuture<String> first = CompletableFuture
			.supplyAsync(() -> this.credentials.get(PATIENCE).username());
		this.provider.awaitCall();
		assertThatExceptionOfType(CredentialsException.class).isThrownBy(() -> this.credentials.get(SHORT));
		this.provider.released.countDown();
		assertThat(first).succeedsWithin(PATIENCE).isEqualTo("user1");
		assertThat(this.provider.calls).hasValue(1);
	}

	@Test
	void failureEndsTheAttemptAndTheNextOneAsksAgain() {
		this.provider.released.countDown();
		this.provider.failure = new IllegalStateException("on purpose");
		assertThatIllegalStateException().isThrownBy(() -> this.credentials.get(PATIENCE));
		this.provider.failure = null;
		assertThat(this.credentials.get(PATIENCE).username()).isEqualTo("user2");
	}

	@Test
	void closingEndsTheWaitingAtOnce() {
		CompletableFuture<?> attempt = CompletableFuture.supplyAsync(() -> this.credentials.get(PATIENCE));
		this.provider.awaitCall();
		this.wait.beginClosing();
		assertThat(attempt).failsWithin(PATIENCE.dividedBy(2))
			.withThrowableThat()
			.withCauseInstanceOf(StoppedException.class);
	}

	@Test
	void attemptsWaitForAMomentOnlyWhileConnectionsAreClosed() {
		this.wait.beginClosing();
		this.wait.beginClosing();
		assertThatExceptionOfType(StoppedException.class).isThrownBy(() -> this.credentials.get(PATIENCE));
		this.wait.endClosing();
		assertThatExceptionOfType(StoppedException.class).isThrownBy(() -> this.credentials.get(PATIENCE));
		this.wait.endClosing();
		this.provider.released.countDown();
		assertThat(this.credentials.get(PATIENCE).username()).isEqualTo("user1");
	}

	@Test
	void refreshServiceRegistersTheProviderOfTheApplication() throws Exception {
		Callable<Boolean> action = () -> true;
		ArgumentCaptor<Callable<Boolean>> registered = ArgumentCaptor.captor();
		given(this.refreshService.register(any(), any())).willReturn("id");
		CredentialsRefreshService ofLogin = new LoginCredentials(this.credentials, PATIENCE).refreshService();
		assertThat(ofLogin.register(mock(CredentialsProvider.class), action)).isEqualTo("id");
		ofLogin.unregister(mock(CredentialsProvider.class), "id");
		then(this.refreshService).should().register(same(this.provider), registered.capture());
		assertThat(registered.getValue().call()).isTrue();
		then(this.refreshService).should().unregister(same(this.provider), same("id"));
	}

	@Test
	void credentialsOfALoginDoNotChangeUntilTheyAreRefreshed() {
		this.provider.released.countDown();
		LoginCredentials login = new LoginCredentials(this.credentials, PATIENCE);
		assertThat(login.getUsername()).isEqualTo("user1");
		assertThat(login.getUsername()).isEqualTo("user1");
		assertThat(login.getPassword()).isEqualTo("password1");
		login.refresh();
		assertThat(login.getUsername()).isEqualTo("user2");
		login.loggedIn();
		this.provider.calls.incrementAndGet();
		assertThat(login.getPassword()).isEqualTo("password3");
	}

	@Test
	void textOfCredentialsDoesNotContainThePassword() {
		this.provider.released.countDown();
		assertThat(this.credentials.get(PATIENCE)).asString().contains("user1").doesNotContain("password");
	}

	@Test
	void stateIsThatOfTheLastLoginWhileTheProviderHangs() {
		this.provider.released.countDown();
		this.provider.left = Duration.ofHours(1);
		this.credentials.get(PATIENCE);
		this.provider.expirationReleased = new CountDownLatch(1);
		int before = this.provider.asked.get();
		for (int i = 0; i < 5; i++) {
			CredentialsState state = this.credentials.state(true, null);
			assertThat(state.status()).isEqualTo(Status.VALID);
			assertThat(state.timeBeforeExpiration()).isBetween(Duration.ofMinutes(59), Duration.ofHours(1));
		}
		assertThat(this.provider.asked).as("not called again while it hangs").hasValue(before + 1);
		this.provider.left = Duration.ofMinutes(30);
		this.provider.expirationReleased.countDown();
		await().atMost(PATIENCE)
			.untilAsserted(() -> assertThat(this.credentials.state(true, null).timeBeforeExpiration())
				.isEqualTo(Duration.ofMinutes(30)));
	}

	@Test
	void stateIsThatOfTheLastRefreshWhileALoginWaits() throws Exception {
		this.provider.left = Duration.ofHours(1);
		ArgumentCaptor<Callable<Boolean>> registered = ArgumentCaptor.captor();
		given(this.refreshService.register(any(), registered.capture())).willReturn("id");
		new LoginCredentials(this.credentials, PATIENCE).refreshService().register(this.provider, () -> true);
		registered.getValue().call();
		assertThatExceptionOfType(CredentialsException.class).isThrownBy(() -> this.credentials.get(SHORT));
		int before = this.provider.asked.get();
		assertThat(this.credentials.state(true, null).status()).isEqualTo(Status.VALID);
		assertThat(this.provider.asked).hasValue(before);
	}

	@Test
	void stateOfAProviderThatHasNeverRepliedIsUnavailable() {
		this.provider.expirationReleased = new CountDownLatch(1);
		assertThat(this.credentials.state(true, null)).isEqualTo(new CredentialsState(Status.UNAVAILABLE, null));
		this.provider.expirationReleased.countDown();
	}

	private static final class SlowProvider implements CredentialsProvider {

		private final CountDownLatch called = new CountDownLatch(1);

		private final CountDownLatch released = new CountDownLatch(1);

		private final AtomicInteger calls = new AtomicInteger();

		private final AtomicInteger asked = new AtomicInteger();

		private volatile Duration left;

		private volatile CountDownLatch expirationReleased = new CountDownLatch(0);

		private volatile RuntimeException failure;

		private volatile Thread thread;

		private void awaitCall() {
			awaitLatch(this.called);
		}

		@Override
		public String getUsername() {
			this.thread = Thread.currentThread();
			int call = this.calls.incrementAndGet();
			this.called.countDown();
			awaitLatch(this.released);
			if (this.failure != null) {
				throw this.failure;
			}
			return "user" + call;
		}

		private static void awaitLatch(CountDownLatch latch) {
			try {
				assertThat(latch.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}

		@Override
		public String getPassword() {
			return "password" + this.calls;
		}

		@Override
		public Duration getTimeBeforeExpiration() {
			Duration now = this.left;
			this.asked.incrementAndGet();
			awaitLatch(this.expirationReleased);
			return now;
		}

	}

}
