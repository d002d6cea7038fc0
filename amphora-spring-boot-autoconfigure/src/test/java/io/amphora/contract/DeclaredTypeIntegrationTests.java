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

package io.amphora.contract;

import java.io.IOException;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.GetResponse;
import io.amphora.RemoteException;
import io.amphora.annotation.AmphoraContract;
import io.amphora.client.AmphoraClient;
import io.amphora.client.AmphoraFanoutClient;
import io.amphora.client.fanout.FanoutReply;
import io.amphora.function.AmphoraFunctionDetector;
import io.amphora.serializer.RpcSerializer;
import io.amphora.serializer.json.JsonLibrary;
import io.amphora.server.AmphoraFanoutServer;
import io.amphora.server.AmphoraServer;
import io.amphora.test.BareAmqp;
import io.amphora.test.BrokerTest;
import io.amphora.test.TestBroker;
import io.amphora.test.TestService;
import io.amphora.transport.BatchLimits;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.ResolvableType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for values that need the declared types of functions and contracts to be written.
 */
@BrokerTest
@ParameterizedClass
@EnumSource(names = { "JACKSON_3", "JACKSON_2" })
class DeclaredTypeIntegrationTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(20);

	private static final String BATCH = "application/vnd.amphora.batch+json";

	private static final Circle CIRCLE = new Circle(1.5);

	private static final List<Shape> SHAPES = List.of(CIRCLE, new Square(2));

	private static final Type LIST = ResolvableType.forClassWithGenerics(List.class, Shape.class).getType();

	private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext(Drawings.class);

	private final TestService service;

	private final TestBroker broker;

	private final RpcSerializer serializer;

	private final AmphoraServer server;

	private final AmphoraClient client;

	DeclaredTypeIntegrationTests(JsonLibrary library, TestService service) {
		this.service = service;
		this.broker = service.broker();
		this.serializer = library.serializer();
		service.closeLater(this.context);
		this.server = service.server((builder) -> builder.serializer(this.serializer));
		this.client = service.client((builder) -> builder.serializer(this.serializer).timeout(TIMEOUT));
	}

	@BeforeEach
	void serve() {
		serve(this.server);
	}

	private void serve(AmphoraServer served) {
		new AmphoraFunctionDetector(this.context.getBeanFactory()).detect("none")
			.forEach((function) -> served.addFunction(function.definition()));
		served.serve().join();
	}

	@Test
	void resultsKeepTheirTypesInContainers() {
		Drawing drawing = AmphoraContracts.create(Drawing.class, this.client);
		assertThat(drawing.shapes()).isEqualTo(SHAPES);
		assertThat(drawing.byName()).isEqualTo(Map.of("c", CIRCLE));
		assertThat(drawing.largest()).contains(CIRCLE);
		assertThat(drawing.later().join()).isEqualTo(SHAPES);
		assertThat(drawing.page()).isEqualTo(new Page<>(SHAPES, 2));
		assertThat(drawing.array()).containsExactly(CIRCLE);
		assertThat(drawing.all()).isEqualTo(SHAPES);
	}

	@Test
	void argumentsKeepTheirTypesInContainers() {
		checkArguments(AmphoraContracts.create(Drawing.class, this.client));
	}

	@Test
	void callsInBatchesKeepTheirTypes() throws Exception {
		this.server.stop();
		List<CompletableFuture<String>> descriptions = new ArrayList<>();
		List<CompletableFuture<List<? extends Shape>>> shapes = new ArrayList<>();
		try (BareAmqp bare = new BareAmqp(this.broker);
				AmphoraClient batching = this.service.client((builder) -> builder.serializer(this.serializer)
					.timeout(TIMEOUT)
					.batching(BatchLimits.defaults().nonAdaptive()))) {
			Drawing drawing = AmphoraContracts.create(Drawing.class, batching);
			for (int i = 0; i < 50; i++) {
				descriptions.add(batching.function("describe").argumentTypes(LIST).defer(String.class, SHAPES));
				shapes.add(drawing.later());
			}
			relay(bare, 100);
			assertThat(descriptions).allSatisfy((description) -> assertThat(description).succeedsWithin(TIMEOUT)
				.isEqualTo("[Circle[radius=1.5], Square[side=2.0]]"));
			assertThat(shapes).allSatisfy((shape) -> assertThat(shape).succeedsWithin(TIMEOUT).isEqualTo(SHAPES));
		}
	}

	/** Pass on requests to the server and its replies to the client, both in batches. */
	private void relay(BareAmqp bare, int calls) throws IOException {
		String queue = "rpc_" + this.service.name() + "_request";
		List<GetResponse> requests = take(bare, queue, calls);
		String client = requests.get(0).getProps().getReplyTo();
		String replies = bare.ownQueue(client + "_bare");
		for (GetResponse request : requests) {
			BasicProperties properties = request.getProps().builder().replyTo(replies).build();
			bare.channel().basicPublish(queue, this.service.name(), properties, request.getBody());
		}
		this.server.serve().join();
		for (GetResponse reply : take(bare, replies, calls)) {
			bare.channel().basicPublish("", client, reply.getProps(), reply.getBody());
		}
	}

	private static List<GetResponse> take(BareAmqp bare, String queue, int calls) {
		List<GetResponse> messages = new ArrayList<>();
		for (int taken = 0; taken < calls;) {
			GetResponse message = bare.take(queue);
			messages.add(message);
			taken += isBatch(message) ? BareAmqp.body(message).size() : 1;
		}
		assertThat(messages).anyMatch(DeclaredTypeIntegrationTests::isBatch);
		return messages;
	}

	private static boolean isBatch(GetResponse message) {
		return BATCH.equals(message.getProps().getContentType());
	}

	@SuppressWarnings("unchecked")
	private void checkArguments(Drawing drawing) {
		assertThat(drawing.describe(SHAPES)).isEqualTo("[Circle[radius=1.5], Square[side=2.0]]");
		assertThat(drawing.describeMany(2, SHAPES, List.of(CIRCLE)))
			.isEqualTo("2 [[Circle[radius=1.5], Square[side=2.0]], [Circle[radius=1.5]]]");
		assertThat(drawing.describeEach(SHAPES.toArray(Shape[]::new)))
			.isEqualTo("[Circle[radius=1.5], Square[side=2.0]]");
		assertThat(drawing.describePage(new Page<>(SHAPES, 7)))
			.isEqualTo("Page[items=[Circle[radius=1.5], Square[side=2.0]], total=7]");
		assertThat(drawing.last(SHAPES)).isEqualTo(new Square(2));
	}

	@Test
	void fanoutCallsKeepTheirTypes() {
		String fanout = this.broker.uniqueName("drawing");
		try (AmphoraServer other = AmphoraFanoutServer.builder(fanout, this.broker.connectionFactory())
			.serializer(this.serializer)
			.build();
				AmphoraFanoutClient all = AmphoraFanoutClient.builder(fanout, this.broker.connectionFactory())
					.serializer(this.serializer)
					.timeout(TIMEOUT)
					.build()) {
			serve(other);
			Drawing drawing = AmphoraContracts.create(Drawing.class, all);
			assertThat(drawing.shapes()).isEqualTo(SHAPES);
			checkArguments(drawing);
			assertThat(all.gather("describe", String.class).argumentTypes(LIST).expecting(1).call(SHAPES))
				.extracting(FanoutReply::value)
				.containsExactly("[Circle[radius=1.5], Square[side=2.0]]");
		}
	}

	@Test
	void dynamicCallMayGiveTheTypesOfItsArguments() {
		assertThat(this.client.function("describe").argumentTypes(LIST).call(String.class, SHAPES))
			.isEqualTo("[Circle[radius=1.5], Square[side=2.0]]");
		assertThat(this.client.function("describe").kwarg("shapes", SHAPES.toArray(Shape[]::new)).call(String.class))
			.isEqualTo("[Circle[radius=1.5], Square[side=2.0]]");
	}

	@Test
	void resultThatCannotBeWrittenSaysWhere() {
		assertThatExceptionOfType(RemoteException.class).isThrownBy(() -> this.client.call("broken", Object.class))
			.satisfies((ex) -> assertThat(ex.errorType()).isEqualTo("WrongResultException"))
			.satisfies((ex) -> assertThat(ex.args()).containsExactly(
					"The result cannot be written as JSON, wrong at items[0].radius (UnsupportedOperationException)"));
	}

	@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
	@JsonSubTypes({ @JsonSubTypes.Type(value = Circle.class, name = "circle"),
			@JsonSubTypes.Type(value = Square.class, name = "square") })
	interface Shape {

	}

	record Circle(double radius) implements Shape {
	}

	record Square(double side) implements Shape {
	}

	static class Broken implements Shape {

		public double getRadius() {
			throw new UnsupportedOperationException("s3cret");
		}

	}

	record Page<T>(List<T> items, int total) {
	}

	interface Store<T> {

		Collection<? extends T> all();

		T last(List<? extends T> values);

	}

	@AmphoraContract("drawing")
	interface Drawing extends Store<Shape> {

		List<Shape> shapes();

		Map<String, Shape> byName();

		Optional<Shape> largest();

		CompletableFuture<List<? extends Shape>> later();

		Page<Shape> page();

		Shape[] array();

		Page<Shape> broken();

		String describe(List<Shape> shapes);

		@SuppressWarnings("unchecked")
		String describeMany(int count, List<Shape>... shapes);

		String describeEach(Shape... shapes);

		String describePage(Page<Shape> page);

	}

	static class Drawings implements Drawing {

		@Override
		public List<Shape> shapes() {
			return SHAPES;
		}

		@Override
		public Map<String, Shape> byName() {
			return Map.of("c", CIRCLE);
		}

		@Override
		public Optional<Shape> largest() {
			return Optional.of(CIRCLE);
		}

		@Override
		public CompletableFuture<List<? extends Shape>> later() {
			return CompletableFuture.supplyAsync(() -> SHAPES);
		}

		@Override
		public Page<Shape> page() {
			return new Page<>(SHAPES, 2);
		}

		@Override
		public Shape[] array() {
			return new Shape[] { CIRCLE };
		}

		@Override
		public Page<Shape> broken() {
			return new Page<>(List.of(new Broken()), 1);
		}

		@Override
		public Collection<Shape> all() {
			return SHAPES;
		}

		@Override
		public Shape last(List<? extends Shape> values) {
			return values.get(values.size() - 1);
		}

		@Override
		public String describe(List<Shape> shapes) {
			return shapes.toString();
		}

		@Override
		@SuppressWarnings("unchecked")
		public String describeMany(int count, List<Shape>... shapes) {
			return count + " " + List.of(shapes);
		}

		@Override
		public String describeEach(Shape... shapes) {
			return List.of(shapes).toString();
		}

		@Override
		public String describePage(Page<Shape> page) {
			return page.toString();
		}

	}

}
