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

package io.amphora.explorer;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import com.rabbitmq.client.AMQP.BasicProperties;
import io.amphora.CallReport;
import io.amphora.RemoteException;
import io.amphora.TopologyException;
import io.amphora.client.AmphoraClient;
import io.amphora.client.AmphoraFanoutClient;
import io.amphora.client.RemoteFunction;
import io.amphora.client.interceptor.ClientCall;
import io.amphora.client.interceptor.ClientCallOutcome;
import io.amphora.introspection.ServiceDescription;
import io.amphora.serializer.json.Jackson2RpcSerializer;
import io.amphora.topology.WireHeaders;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.ArgumentCaptor;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link ExplorerRoutes}.
 */
class ExplorerRoutesTests {

	private static final String SERVICES = "/amphora/api/services";

	private static final String CALL = "/amphora/api/call?service=math&fanout=false&timeout=1000";

	private static final DataSize MAX_BODY = DataSize.ofKilobytes(1);

	private final AmphoraClient client = mock(AmphoraClient.class);

	private final RemoteFunction function = mock(RemoteFunction.class);

	private List<ServiceDescription> ownServers = List.of();

	private final MockMvcTester mvc = MockMvcTester.create(MockMvcBuilders
		.routerFunctions(ExplorerRoutes.create("/amphora", List.of("Tools.example.com", "shop.test:8080"),
				new Clients(), new Jackson2RpcSerializer(), MAX_BODY, () -> "trace-1"))
		.build());

	@BeforeEach
	void sendReplies() {
		given(this.client.function("add")).willReturn(this.function);
		given(this.function.timeout(any())).willReturn(this.function);
		given(this.function.kwargs(any())).willReturn(this.function);
		given(this.client.describeAll(any())).willReturn(List
			.of(new ServiceDescription("math", "one", "<script>", null, false, "SERVING", List.of(), Map.of())));
	}

	@Test
	void pageLoadsNothingFromElsewhere() {
		assertThat(this.mvc.get().uri("/amphora")).hasStatusOk()
			.hasContentTypeCompatibleWith(MediaType.TEXT_HTML)
			.hasHeader("X-Frame-Options", "DENY")
			.hasHeader("X-Content-Type-Options", "nosniff");
		assertThat(this.mvc.get().uri("/amphora").exchange().getResponse().getHeader("Content-Security-Policy"))
			.contains("default-src 'none'")
			.doesNotContain("unsafe");
		assertThat(this.mvc.get().uri("/amphora")).bodyText()
			.contains("src=\"amphora/explorer.js\"", "data-base=\"amphora\"")
			.doesNotContain("http:", "https:", "${");
		assertThat(this.mvc.get().uri("/amphora/explorer.js")).hasStatusOk().bodyText().doesNotContain("innerHTML");
		assertThat(this.mvc.get().uri("/amphora/explorer.css")).hasStatusOk();
	}

	@Test
	void pageCarriesTheTokenOfSpringSecurity() {
		assertThat(this.mvc.get().uri("/amphora").requestAttr("_csrf", new Token())).bodyText()
			.contains("content=\"X-CSRF\"")
			.contains("content=\"&quot;&gt;&lt;b&gt;\"");
	}

	@Test
	void apiReturnsServices() {
		assertThat(this.mvc.get().uri(SERVICES).header(ExplorerApi.HEADER, "true")).hasStatusOk()
			.bodyJson()
			.extractingPath("$.result.services[0].servers[0].instance")
			.isEqualTo("one");
	}

	@Test
	void apiKeepsServersThatDoNotReplyInTime() {
		assertThat(this.mvc.get().uri(SERVICES).header(ExplorerApi.HEADER, "true")).bodyJson()
			.extractingPath("$.result.services[0].servers[0].stale")
			.isEqualTo(false);
		given(this.client.describeAll(any())).willThrow(new TopologyException("The broker refuses.", null));
		assertThat(this.mvc.get().uri(SERVICES).header(ExplorerApi.HEADER, "true")).hasStatusOk()
			.bodyJson()
			.satisfies((json) -> {
				assertThat(json).extractingPath("$.result.services[0].servers[0].stale").isEqualTo(true);
				assertThat(json).extractingPath("$.result.services[0].problem").isEqualTo("The broker refuses.");
			});
	}

	@Test
	void apiShowsTheServersOfTheApplicationIfTheyDoNotReplyInTime() {
		this.ownServers = List
			.of(new ServiceDescription("math", "own", null, null, false, "SERVING", List.of(), Map.of()));
		given(this.client.describeAll(any())).willThrow(new TopologyException("The broker refuses.", null));
		assertThat(this.mvc.get().uri(SERVICES).header(ExplorerApi.HEADER, "true")).hasStatusOk()
			.bodyJson()
			.satisfies((json) -> {
				assertThat(json).extractingPath("$.result.services[0].servers[0].instance").isEqualTo("own");
				assertThat(json).extractingPath("$.result.services[0].servers[0].stale").isEqualTo(false);
			});
	}

	@Test
	void apiShowsServicesBesideOneThatFails() {
		given(this.client.describeAll(any())).willThrow(new IllegalStateException("on purpose"));
		assertThat(this.mvc.get().uri(SERVICES).header(ExplorerApi.HEADER, "true")).hasStatusOk()
			.bodyJson()
			.extractingPath("$.result.services[0].problem")
			.isEqualTo("java.lang.IllegalStateException: on purpose");
	}

	@ParameterizedTest
	@ValueSource(strings = { SERVICES, CALL })
	void apiNeedsItsHeader(String uri) {
		assertThat(uri.equals(CALL) ? this.mvc.post().uri(uri).contentType(MediaType.APPLICATION_JSON)
				: this.mvc.get().uri(uri))
			.hasStatus(HttpStatus.FORBIDDEN);
		then(this.client).shouldHaveNoInteractions();
	}

	@ParameterizedTest
	@ValueSource(strings = { "evil.example", "evil.example:8080", "localhost.evil.example", "127.0.0.1.evil.example",
			"xlocalhost", "tools.example.com.evil.example", "1234", "" })
	void apiRefusesAHostThatAnyPageMayName(String host) {
		assertThat(this.mvc.get().uri(SERVICES).header(ExplorerApi.HEADER, "true").header("Host", host))
			.hasStatus(HttpStatus.FORBIDDEN)
			.bodyText()
			.contains("amphora.explorer.allowed-hosts");
		then(this.client).shouldHaveNoInteractions();
	}

	@ParameterizedTest
	@ValueSource(strings = { "localhost", "LOCALHOST:8080", "127.0.0.1:8080", "192.168.1.7", "[::1]:8080", "[fe80::1]",
			"tools.EXAMPLE.com:443", "shop.test", "shop.test:8080" })
	void apiServesLocalhostAddressesAndAllowedHosts(String host) {
		assertThat(this.mvc.get().uri(SERVICES).header(ExplorerApi.HEADER, "true").header("Host", host)).hasStatusOk();
	}

	@Test
	void apiServesUsersWhoHaveLoggedInOnAnyHost() {
		assertThat(this.mvc.get()
			.uri(SERVICES)
			.header(ExplorerApi.HEADER, "true")
			.header("Host", "intern.example.com")
			.principal(() -> "alice")).hasStatusOk();
	}

	@Test
	@ExtendWith(OutputCaptureExtension.class)
	void warnsOnceOfUsersWhoHaveNotLoggedIn(CapturedOutput output) {
		assertThat(this.mvc.get().uri(SERVICES).header(ExplorerApi.HEADER, "true").principal(() -> "alice"))
			.hasStatusOk();
		assertThat(output).doesNotContain("without a login");
		for (int i = 0; i < 2; i++) {
			assertThat(this.mvc.get().uri(SERVICES).header(ExplorerApi.HEADER, "true")).hasStatusOk();
		}
		assertThat(output).containsOnlyOnce("The explorer is used without a login");
	}

	@ParameterizedTest
	@CsvSource({ "http://localhost:8080, 200", "https://localhost, 200", "https://tools.example.com, 200",
			"http://evil.example, 403", "http://10.0.0.1, 403", "null, 403", "'http://[', 403" })
	void apiRefusesPagesOfOtherOrigins(String origin, int status) {
		assertThat(this.mvc.get()
			.uri(SERVICES)
			.header(ExplorerApi.HEADER, "true")
			.header("Host", "localhost:8080")
			.header("Origin", origin)).hasStatus(status);
	}

	@Test
	void callNeedsJson() {
		assertThat(this.mvc.post()
			.uri(CALL)
			.header(ExplorerApi.HEADER, "true")
			.contentType(MediaType.TEXT_PLAIN)
			.content("{}")).hasStatus(HttpStatus.UNSUPPORTED_MEDIA_TYPE);
	}

	@Test
	void callLosesNoDigit() {
		Object exact = new BigDecimal("1.10");
		given(this.function.call(Object.class, 9007199254740993L, exact)).willReturn(9007199254740995L);
		assertThat(call(CALL, "{\"func\": \"add\", \"args\": [9007199254740993, 1.10], \"kwargs\": {\"z\": 3}}"))
			.hasStatusOk()
			.bodyText()
			.contains("\"result\":9007199254740995")
			.contains("\"traceId\":\"trace-1\"");
		then(this.function).should().kwargs(Map.of("z", 3));
		then(this.function).should().timeout(Duration.ofSeconds(1));
	}

	@Test
	void callNamesTheServerThatHasReplied() {
		ClientCall intercepted = mock(ClientCall.class);
		given(this.function.call(Object.class)).willAnswer((call) -> {
			new ReplyingServer().intercept(intercepted);
			ArgumentCaptor<Consumer<ClientCallOutcome>> listener = ArgumentCaptor.captor();
			then(intercepted).should().onOutcome(listener.capture());
			BasicProperties reply = new BasicProperties.Builder().headers(Map.of(WireHeaders.INSTANCE, "one")).build();
			listener.getValue().accept(new ClientCallOutcome(5, null, mock(CallReport.class), reply));
			return 5;
		});
		assertThat(call(CALL, "{\"func\": \"add\"}")).hasStatusOk()
			.bodyJson()
			.extractingPath("$.result.outcomes[0].instance")
			.isEqualTo("one");
	}

	@Test
	void callWithoutAServerNamesNone() {
		given(this.function.call(Object.class)).willReturn(5);
		assertThat(call(CALL, "{\"func\": \"add\"}")).hasStatusOk().bodyText().doesNotContain("instance");
	}

	@Test
	void callsOfTheApplicationAreNotRecorded() {
		ClientCall call = mock(ClientCall.class);
		new ReplyingServer().intercept(call);
		then(call).shouldHaveNoInteractions();
	}

	@Test
	void callReturnsErrors() {
		given(this.function.call(Object.class)).willThrow(new RemoteException("ValueError", List.of("x"), null));
		assertThat(call(CALL, "{\"func\": \"add\"}")).hasStatusOk()
			.bodyJson()
			.extractingPath("$.result.outcomes[0].error.type")
			.isEqualTo("ValueError");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/amphora/api/call", "/amphora/api/call?service=math&fanout=false&timeout=x",
			"/amphora/api/call?service=math&fanout=false&timeout=60001",
			"/amphora/api/call?service=other&fanout=false&timeout=1" })
	void callThatIsWrongIsRefused(String uri) {
		assertThat(call(uri, "{\"func\": \"add\"}")).hasStatus(HttpStatus.BAD_REQUEST);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "[", "{}", "{\"func\": \" \"}" })
	void bodyThatIsNotACallIsRefused(String body) {
		assertThat(call(CALL, body)).hasStatus(HttpStatus.BAD_REQUEST);
	}

	@Test
	void bodyThatIsTooLargeIsNotRead() {
		assertThat(call(CALL, " ".repeat(2000))).hasStatus(HttpStatus.BAD_REQUEST)
			.bodyText()
			.contains("larger than the 1024 bytes of 'amphora.serializer.max-body'");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "/", "amphora", "/amphora/", "/{x}", "/**" })
	void pathHasToBePlain(String path) {
		assertThatIllegalArgumentException().isThrownBy(() -> ExplorerRoutes.create(path, List.of(), new Clients(),
				new Jackson2RpcSerializer(), MAX_BODY, () -> null));
	}

	private MockMvcTester.MockMvcRequestBuilder call(String uri, String body) {
		return this.mvc.post()
			.uri(uri)
			.header(ExplorerApi.HEADER, "true")
			.contentType(MediaType.APPLICATION_JSON)
			.content(body);
	}

	private final class Clients implements ExplorerClients {

		@Override
		public List<String> services() {
			return List.of("math");
		}

		@Override
		public AmphoraClient client(String service) {
			return ExplorerRoutesTests.this.client;
		}

		@Override
		public AmphoraFanoutClient fanoutClient(String service) {
			return mock(AmphoraFanoutClient.class);
		}

		@Override
		public List<ServiceDescription> ownServers(String service) {
			return ExplorerRoutesTests.this.ownServers;
		}

	}

	public static final class Token {

		public String getHeaderName() {
			return "X-CSRF";
		}

		public String getToken() {
			return "\"><b>";
		}

	}

}
