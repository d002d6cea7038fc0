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

package io.amphora;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.ShutdownSignalException;
import io.amphora.contract.InvalidContractException;
import io.amphora.embedded.EmbeddedBrokerException;
import io.amphora.function.InvalidFunctionException;
import io.amphora.function.InvalidTunerException;
import io.amphora.server.receiver.ReceiveTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for exceptions that go through Java serialization.
 */
class SerializedExceptionTests {

	private static final CallReport REPORT = new CallReport("math", "add", "key", "id-1", CallStage.REPLIED,
			Duration.ofMillis(7));

	private static final Exception CAUSE = new IllegalStateException("cause", new IOException("disk"));

	static Stream<AmphoraException> exceptions() throws NoSuchMethodException {
		Method method = Map.class.getMethod("put", Object.class, Object.class);
		return Stream.of(new RemoteException("Sold", List.of("lamp"), REPORT),
				new WrongRequestException("no", REPORT, CAUSE), new WrongResultException("no", REPORT, CAUSE),
				new NoResultException("no", REPORT, CAUSE), new NoResultException(() -> REPORT, "no", null),
				new ReplyLostException("no", REPORT, CAUSE), new UnroutableRequestException("no", REPORT),
				new HoldLimitException("no", REPORT), new StoppedException("no", REPORT),
				new WrongThreadException("no", REPORT), new TopologyException("no", REPORT, CAUSE),
				new IgnoreRequestException("no"), new ReceiveTimeoutException("no"),
				new InvalidFunctionException("bean", method, "reason", "remedy", CAUSE),
				new InvalidTunerException("bean", "reason", "remedy", CAUSE),
				new InvalidContractException(Map.class, method, "reason", "remedy", CAUSE));
	}

	@ParameterizedTest
	@MethodSource("exceptions")
	void serializationPreservesTheProperties(AmphoraException exception) throws Exception {
		AmphoraException copy = copy(exception);
		assertThat(copy).hasSameClassAs(exception).hasMessage(exception.getMessage());
		assertThat(copy.getStackTrace()).isEqualTo(exception.getStackTrace());
		assertThat(copy.report()).isEqualTo(exception.report());
		if (exception.getCause() != null) {
			assertThat(copy).cause().isInstanceOf(IllegalStateException.class).hasMessage("cause");
			assertThat(copy).hasRootCauseMessage("disk");
		}
		else {
			assertThat(copy).hasNoCause();
		}
		for (Method accessor : exception.getClass().getDeclaredMethods()) {
			if (accessor.getParameterCount() == 0 && Modifier.isPublic(accessor.getModifiers())) {
				assertThat(accessor.invoke(copy)).as(accessor.getName()).isEqualTo(accessor.invoke(exception));
			}
		}
	}

	@Test
	void keepsTheArgumentsOfARemoteException() throws Exception {
		Map<String, Object> nested = new HashMap<>();
		nested.put("left", null);
		RemoteException copy = copy(new RemoteException("Sold", Arrays.asList("lamp", null, 3, nested), REPORT));
		assertThat(copy.errorType()).isEqualTo("Sold");
		assertThat(copy.args()).containsExactly("lamp", null, 3, nested);
		assertThat(copy.report()).isEqualTo(REPORT);
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> copy.args().clear());
		assertThat(copy(new RemoteException("Empty")).args()).isEmpty();
	}

	@Test
	void replacesArgumentsThatCannotBeSerializedByTheirTexts() throws Exception {
		RemoteException copy = copy(new RemoteException("Sold", new Article("lamp"), List.of(new Article("desk"))));
		assertThat(copy.args()).containsExactly("Article[name=lamp]", "[Article[name=desk]]");
	}

	@Test
	void keepsTheReportOfTheMomentInWhichItIsWritten() throws Exception {
		AtomicReference<CallReport> report = new AtomicReference<>(REPORT);
		NoResultException exception = new NoResultException(report::get, "no", null);
		CallReport late = new CallReport("math", "add", "key", "id-1", CallStage.REPLIED_LATE, Duration.ZERO);
		report.set(late);
		assertThat(copy(exception).report()).isEqualTo(late);
	}

	@Test
	void replacesACauseThatCannotBeSerializedByItsText() throws Exception {
		AMQP.Channel.Close reason = new AMQP.Channel.Close.Builder().replyCode(404).replyText("NOT_FOUND").build();
		Exception signal = new ShutdownSignalException(false, false, reason, new Object());
		Throwable cause = copy(new TopologyException("no", REPORT, signal)).getCause();
		assertThat(cause).hasMessage(signal.toString());
		assertThat(cause.getStackTrace()).isEqualTo(signal.getStackTrace());
		Throwable outer = copy(new EmbeddedBrokerException("no", "yes", new IllegalStateException("outer", signal)))
			.getCause();
		assertThat(outer).hasMessage("java.lang.IllegalStateException: outer");
	}

	@Test
	@Timeout(60)
	void writesALongChainOfCauses() throws Exception {
		Exception signal = new ShutdownSignalException(false, false, null, new Object());
		AmphoraException exception = new TopologyException("0", REPORT, signal);
		for (int i = 1; i <= 40; i++) {
			exception = new NoResultException(String.valueOf(i), REPORT, exception);
		}
		Throwable copy = copy(exception);
		for (int i = 40; i > 0; i--) {
			assertThat(copy).isInstanceOf(NoResultException.class).hasMessage(String.valueOf(i));
			copy = copy.getCause();
		}
		assertThat(copy).isInstanceOf(TopologyException.class).cause().hasMessageContaining("ShutdownSignalException");
	}

	@Test
	@Timeout(60)
	void writesNestedArguments() throws Exception {
		RemoteException exception = new RemoteException("0", new Article("lamp"));
		for (int i = 1; i <= 40; i++) {
			exception = new RemoteException(String.valueOf(i), exception);
		}
		RemoteException copy = copy(exception);
		for (int i = 40; i > 0; i--) {
			copy = (RemoteException) copy.args().get(0);
		}
		assertThat(copy.args()).containsExactly("Article[name=lamp]");
	}

	@Test
	void replacesACauseThatIsNestedTooDeepByItsText() throws Exception {
		Throwable cause = new IOException("disk");
		for (int i = 0; i < 50_000; i++) {
			cause = new SilentException(cause);
		}
		assertThat(copy(new TopologyException("no", REPORT, cause)).getCause()).hasMessage("too deep");
	}

	@Test
	void writesACauseThatWasCausedByTheException() throws Exception {
		Exception cause = new IllegalStateException("outer");
		TopologyException exception = new TopologyException("no", REPORT, cause);
		cause.initCause(exception);
		TopologyException copy = copy(exception);
		assertThat(copy).cause().hasMessage("outer").cause().isSameAs(copy);
	}

	@Test
	void keepsItsCauseInThisProcess() {
		assertThat(new TopologyException("no", REPORT, CAUSE)).hasCause(CAUSE).hasRootCauseMessage("disk");
		assertThat(new NoResultException(() -> REPORT, "no", null)).hasNoCause();
		assertThatExceptionOfType(IllegalStateException.class)
			.isThrownBy(() -> new TopologyException("no", CAUSE).initCause(new IOException()));
	}

	@SuppressWarnings("unchecked")
	private static <E extends Throwable> E copy(E exception) throws IOException, ClassNotFoundException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (ObjectOutputStream output = new ObjectOutputStream(bytes)) {
			output.writeObject(exception);
		}
		try (ObjectInputStream input = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
			return (E) input.readObject();
		}
	}

	@SuppressWarnings("serial")
	private static final class SilentException extends Exception {

		SilentException(Throwable cause) {
			super("silent", cause, false, false);
		}

		@Override
		public String toString() {
			return "too deep";
		}

	}

	private record Article(String name) {
	}

}
