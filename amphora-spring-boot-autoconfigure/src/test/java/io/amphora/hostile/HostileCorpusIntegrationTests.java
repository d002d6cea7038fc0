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

package io.amphora.hostile;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.amphora.RemoteException;
import io.amphora.ReplyLostException;
import io.amphora.WrongRequestException;
import io.amphora.WrongResultException;
import io.amphora.hostile.HostileCase.Broker;
import io.amphora.test.BrokerTest;
import io.amphora.test.TestBroker;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static io.amphora.test.TestService.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Sends all hostile messages to one server and to one client, between valid calls.
 */
@BrokerTest
class HostileCorpusIntegrationTests {

	private static final String NO_COPIES = "No RabbitMQ: the embedded broker takes no copies of requests";

	/** How large a body may be. */
	private static final int LIMIT = 1024 * 1024;

	private static final int VALID_EVERY = 4;

	private static final Set<Class<?>> EXCEPTIONS = Set.of(WrongResultException.class, RemoteException.class,
			WrongRequestException.class, ReplyLostException.class);

	private static final List<HostileCase> CORPUS = Stream.of(HostileCorpus.small(), HostileCorpus.large(LIMIT))
		.flatMap(List::stream)
		.toList();

	private final HostileScene scene;

	private final List<HostileCase> corpus;

	private final List<String> wrong = new ArrayList<>();

	HostileCorpusIntegrationTests(TestBroker broker) throws Exception {
		this.scene = new HostileScene(broker, LIMIT);
		this.corpus = CORPUS.stream().filter((hostile) -> !hostile.lostBy().contains(this.scene.broker())).toList();
	}

	@AfterEach
	void close() {
		this.scene.close();
	}

	@Test
	void requestsHarmNoServerAndNoOtherCall() throws Exception {
		Map<String, HostileCase> sent = sendRequests(this.corpus, "record");
		awaitEnds(sent);
		sent.forEach((id, hostile) -> check(id, hostile, hostile.asRequest()));
		assertUnharmed();
	}

	@Test
	void requestsThatAreIgnoredHarmNoServerAndNoOtherCall() throws Exception {
		assumeTrue(this.scene.broker() != Broker.EMBEDDED, NO_COPIES);
		Map<String, HostileCase> sent = sendRequests(usualBodies(), "ignore");
		awaitEnds(refusedIfTaken(sent));
		refusedIfTaken(sent).forEach((id, hostile) -> check(id, hostile, hostile.asRequest()));
		assertUnharmed();
	}

	@Test
	void requestsThatComeAgainHarmNoServerAndNoOtherCall() throws Exception {
		assumeTrue(this.scene.broker() != Broker.EMBEDDED, NO_COPIES);
		this.scene.server().prepareStop();
		await().atMost(PATIENCE).until(() -> !this.scene.server().serving());
		Map<String, HostileCase> sent = sendRequests(usualBodies(), "record");
		this.scene.redeliver();
		this.scene.serveAgain();
		awaitEnds(sent);
		sent.forEach((id, hostile) -> check(id, hostile, hostile.asRequest()));
		assertUnharmed();
	}

	@Test
	void repliesHarmNoClientAndNoOtherCall() throws Exception {
		Map<HostileCase, CompletableFuture<String>> calls = new LinkedHashMap<>();
		for (HostileCase hostile : this.corpus) {
			String id = HostileScene.ID + calls.size();
			calls.put(hostile, this.scene.unservedCall(id));
			boolean taken = sent(hostile, this.scene.reply(hostile, id));
			if (!taken || hostile.asReply() == Fate.DROPPED || hostile.asReply() == Fate.ANY) {
				this.scene.replyProperly(id, "proper");
			}
			makeValidCalls(calls.size());
		}
		calls.forEach((hostile, call) -> check(hostile, outcome(call)));
		assertUnharmed();
	}

	@Test
	void unexpectedRepliesAffectNeitherClientsNorCalls() throws Exception {
		int number = 0;
		for (HostileCase hostile : this.corpus) {
			sent(hostile, this.scene.reply(hostile, HostileScene.ID + number++));
			makeValidCalls(number);
		}
		assertUnharmed();
	}

	private Map<String, HostileCase> sendRequests(List<HostileCase> cases, String function) throws Exception {
		Map<String, HostileCase> sent = new LinkedHashMap<>();
		int number = 0;
		for (HostileCase hostile : cases) {
			String id = HostileScene.ID + number++;
			if (sent(hostile, this.scene.request(hostile, id, function))) {
				sent.put(id, hostile);
			}
			makeValidCalls(number);
		}
		this.scene.awaitConfirms();
		return sent;
	}

	private void makeValidCalls(int number) {
		if (number % VALID_EVERY == 0) {
			this.scene.makeValidCalls(1);
		}
	}

	/** Whether the broker has taken a message, as it should or should not have. */
	private boolean sent(HostileCase hostile, boolean taken) {
		if (taken == hostile.refusedBy().contains(this.scene.broker())) {
			this.wrong.add("%s: %s by the broker".formatted(hostile, taken ? "taken" : "refused"));
		}
		return taken;
	}

	private List<HostileCase> usualBodies() {
		return this.corpus.stream().filter(HostileCase::hasUsualBody).toList();
	}

	/** What would be taken is ignored, so it is refused in the end. */
	private static Map<String, HostileCase> refusedIfTaken(Map<String, HostileCase> sent) {
		Map<String, HostileCase> refused = new LinkedHashMap<>(sent);
		refused.replaceAll((id, hostile) -> switch (hostile.asRequest()) {
			case TAKEN -> hostile.fate(Fate.REFUSED);
			case NO_REPLY -> hostile.fate(Fate.DROPPED);
			default -> hostile;
		});
		return refused;
	}

	private void awaitEnds(Map<String, HostileCase> sent) {
		await().atMost(PATIENCE).untilAsserted(() -> assertThat(notEnded(sent)).isEmpty());
		this.scene.assertValidCallsSucceed();
	}

	private List<HostileCase> notEnded(Map<String, HostileCase> sent) {
		return sent.entrySet().stream().filter((each) -> switch (each.getValue().asRequest()) {
			case TAKEN, REFUSED -> !this.scene.replies().has(each.getKey());
			case NO_REPLY -> this.scene.runs(each.getKey()) == 0;
			default -> false;
		}).map(Map.Entry::getValue).toList();
	}

	private void check(String id, HostileCase hostile, Fate expected) {
		String exception = this.scene.replies().exception(id);
		Fate withoutReply = (this.scene.runs(id) > 0) ? Fate.NO_REPLY : Fate.DROPPED;
		Fate replied = this.scene.replies().has(id) ? Fate.TAKEN : withoutReply;
		Fate fate = (exception != null) ? Fate.REFUSED : replied;
		boolean ran = fate == Fate.TAKEN || fate == Fate.NO_REPLY;
		if (expected != Fate.ANY && (fate != expected || this.scene.runs(id) != (ran ? 1 : 0))) {
			this.wrong.add("%s: %s instead of %s, has run %d times, exception %s".formatted(hostile, fate, expected,
					this.scene.runs(id), exception));
		}
		if (fate == Fate.REFUSED && !Set.of("WrongRequest", "AnswerLost").contains(exception)) {
			this.wrong.add("%s: refused by %s".formatted(hostile, exception));
		}
	}

	private void check(HostileCase hostile, Object outcome) {
		boolean documented = outcome instanceof String
				|| (outcome instanceof Throwable failure && EXCEPTIONS.contains(failure.getClass()));
		Fate returned = outcome.equals("proper") ? Fate.DROPPED : Fate.TAKEN;
		Fate fate = (outcome instanceof String) ? returned : Fate.REFUSED;
		boolean possible = hostile.asReply() == Fate.ANY || hostile.refusedBy().contains(this.scene.broker());
		if (!documented || (!possible && fate != hostile.asReply())) {
			this.wrong.add("%s: %s instead of %s, %s".formatted(hostile, fate, hostile.asReply(), outcome));
		}
	}

	private static Object outcome(CompletableFuture<String> call) {
		try {
			return String.valueOf(call.get(PATIENCE.toSeconds(), TimeUnit.SECONDS));
		}
		catch (ExecutionException ex) {
			return ex.getCause();
		}
		catch (Exception ex) {
			return ex;
		}
	}

	private void assertUnharmed() throws Exception {
		this.scene.awaitConfirms();
		this.scene.assertValidCallsSucceed();
		assertThat(this.wrong).isEmpty();
		this.scene.assertUnharmed();
	}

}
