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

package io.amphora.autoconfigure.aot;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.amphora.annotation.AmphoraContract;
import io.amphora.annotation.AmphoraFunction;
import io.amphora.autoconfigure.connection.AmphoraConnectionDetails;
import io.amphora.client.AmphoraClient;
import io.amphora.contract.ImportAmphoraContracts;
import io.amphora.transport.BrokerTransport;

import org.springframework.aot.AotDetector;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * Serves and calls, and says what came of it.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@ImportAmphoraContracts(GeometryApplication.Geometry.class)
@Import({ GeometryApplication.GeometryFunctions.class, GeometryApplication.Doubling.class,
		GeometryApplication.Caller.class })
class GeometryApplication {

	static final String[] ARGUMENTS = { "--amphora.embedded.enabled=true", "--amphora.server.service-name=geometry",
			"--amphora.clients.geo-client=geometry", "--amphora.connections.second-broker.connection-name=second",
			"--amphora.clients.second.service-name=geometry", "--amphora.clients.second.connection=second-broker" };

	public static void main(String[] args) {
		try (ConfigurableApplicationContext context = new SpringApplicationBuilder(GeometryApplication.class)
			.web(WebApplicationType.NONE)
			.run(args)) {
			context.getBean(Caller.class).call();
		}
	}

	/** There is but one broker here, which plays the second as well. */
	@Bean(defaultCandidate = false)
	@Qualifier("second-broker")
	AmphoraConnectionDetails secondBroker(AmphoraConnectionDetails details) {
		return details;
	}

	record Point(int x, int y) {

	}

	record Line(Point from, Point to) {

	}

	@AmphoraContract("geometry")
	interface Geometry {

		Point mirror(Point point) throws NoMirrorException;

		CompletableFuture<List<Line>> lines(List<Point> points);

	}

	static class NoMirrorException extends RuntimeException {

		NoMirrorException(String message) {
			super(message);
		}

	}

	static class GeometryFunctions implements Geometry {

		@Override
		public Point mirror(Point point) {
			return new Point(-point.x(), -point.y());
		}

		@Override
		public CompletableFuture<List<Line>> lines(List<Point> points) {
			return CompletableFuture
				.completedFuture(points.stream().map((point) -> new Line(point, mirror(point))).toList());
		}

	}

	static class Doubling {

		@AmphoraFunction
		int twice(int x) {
			return 2 * x;
		}

	}

	static class Caller {

		private final AmphoraClient client;

		private final AmphoraClient second;

		private final BrokerTransport transport;

		private final Geometry geometry;

		Caller(@Qualifier("geo-client") AmphoraClient client, @Qualifier("second") AmphoraClient second,
				@Qualifier("second-broker") BrokerTransport transport,
				@Qualifier("io.amphora.autoconfigure.aot.GeometryApplication$Geometry") Geometry geometry) {
			this.client = client;
			this.second = second;
			this.transport = transport;
			this.geometry = geometry;
		}

		void call() {
			say("with generated code: " + AotDetector.useGeneratedArtifacts());
			say("by name: " + this.client.call("twice", int.class, 21));
			say("over %s: %d".formatted(this.second.connectionName(), this.second.call("twice", int.class, 4)));
			say("second connection: " + this.transport.consuming().connected());
			say("by contract: " + this.geometry.mirror(new Point(1, 2)));
			say("later: " + this.geometry.lines(List.of(new Point(3, 4))).join());
			say("client: " + this.geometry);
		}

		private static void say(String line) {
			System.out.println(line);
		}

	}

}
