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

package io.amphora.test;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.Properties;

/**
 * The file through which a {@link BuildBroker} is known to the JVMs that run tests.
 *
 * @param address the address of the broker
 * @param whyNoRabbitMq the reason why the broker is not RabbitMQ, empty if it is
 * @param pid the process that owns the broker
 */
record SharedBroker(BrokerAddress address, String whyNoRabbitMq, long pid) {

	/** Names the file, in JVMs that run tests of a build. */
	private static final String FILE = "amphora.test.broker";

	static Optional<SharedBroker> ofThisBuild() {
		return Optional.ofNullable(System.getProperty(FILE)).map(Path::of).flatMap(SharedBroker::read);
	}

	static Optional<SharedBroker> read(Path file) {
		if (!Files.exists(file)) {
			return Optional.empty();
		}
		Properties values = new Properties();
		try (InputStream input = Files.newInputStream(file)) {
			values.load(input);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return Optional.of(of(values)).filter(SharedBroker::isAlive);
	}

	private static SharedBroker of(Properties values) {
		BrokerAddress address = new BrokerAddress(values.getProperty("origin"),
				Boolean.parseBoolean(values.getProperty("rabbitmq")), values.getProperty("host"),
				Integer.parseInt(values.getProperty("port")), values.getProperty("username"),
				values.getProperty("password"), values.getProperty("virtual-host"), () -> {
				});
		return new SharedBroker(address, values.getProperty("why-no-rabbitmq"),
				Long.parseLong(values.getProperty("pid")));
	}

	private boolean isAlive() {
		return ProcessHandle.of(this.pid).isPresent();
	}

	/** Write the file as a whole, as others may be waiting for it. */
	void write(Path file) throws IOException {
		Properties values = new Properties();
		values.setProperty("origin", this.address.origin());
		values.setProperty("rabbitmq", Boolean.toString(this.address.rabbitMq()));
		values.setProperty("host", this.address.host());
		values.setProperty("port", Integer.toString(this.address.port()));
		values.setProperty("username", this.address.username());
		values.setProperty("password", this.address.password());
		values.setProperty("virtual-host", this.address.virtualHost());
		values.setProperty("why-no-rabbitmq", this.whyNoRabbitMq);
		values.setProperty("pid", Long.toString(this.pid));
		Path unfinished = file.resolveSibling(file.getFileName() + ".new");
		try (OutputStream output = Files.newOutputStream(unfinished)) {
			values.store(output, null);
		}
		Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
	}

}
