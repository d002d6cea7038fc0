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

package io.amphora.embedded;

import java.lang.reflect.Field;

import org.apache.qpid.server.SystemLauncher;
import org.apache.qpid.server.SystemLauncherListener.DefaultSystemLauncherListener;
import org.apache.qpid.server.model.Broker;
import org.apache.qpid.server.model.Port;
import org.apache.qpid.server.model.SystemConfig;
import org.jspecify.annotations.Nullable;

/**
 * Starts and stops a Qpid broker. Qpid is designed as a program of its own, so some of
 * its behavior has to be undone.
 */
final class QpidBroker extends DefaultSystemLauncherListener {

	private final SystemLauncher launcher = new SystemLauncher(this);

	private @Nullable SystemConfig<?> systemConfig;

	private @Nullable RuntimeException startupError;

	void start(int port) throws Exception {
		Thread thread = Thread.currentThread();
		ClassLoader before = thread.getContextClassLoader();
		// Qpid looks for its plug-ins with this class loader, which may be the wrong one
		// in a fat jar
		thread.setContextClassLoader(QpidBroker.class.getClassLoader());
		try {
			this.launcher.startup(QpidSettings.forPort(port));
		}
		finally {
			thread.setContextClassLoader(before);
		}
		if (this.startupError != null) {
			throw this.startupError;
		}
		removeShutdownHook(broker());
	}

	@Override
	public void onContainerResolve(SystemConfig<?> systemConfig) {
		this.systemConfig = systemConfig;
	}

	// startup() returns normally after this call
	@Override
	public void errorOnStartup(RuntimeException error) {
		this.startupError = error;
	}

	int port() {
		for (Port<?> port : broker().getChildren(Port.class)) {
			if (port.getBoundPort() > 0) {
				return port.getBoundPort();
			}
		}
		throw new IllegalStateException("the port could not be bound");
	}

	private Broker<?> broker() {
		if (this.systemConfig != null && this.systemConfig.getContainer() instanceof Broker<?> broker) {
			return broker;
		}
		throw new IllegalStateException("the broker is not started");
	}

	// Qpid's hook would stop the broker while the application is still finishing its
	// calls. The hook is not needed, because the owner of the broker closes it.
	private static void removeShutdownHook(Broker<?> broker) {
		try {
			Field field = broker.getClass().getSuperclass().getDeclaredField("_shutdownHook");
			field.setAccessible(true);
			Runtime.getRuntime().removeShutdownHook((Thread) field.get(broker));
		}
		catch (ReflectiveOperationException | RuntimeException ex) {
			// Other versions of Qpid still work, but may stop before the application
			// does.
		}
	}

	void stop() {
		this.launcher.shutdown();
	}

}
