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

package io.amphora.faults;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.AppenderBase;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Records the warnings and errors about seams instead of writing them to the log, which
 * hundreds of failures on purpose would fill.
 */
final class SeamLog extends AppenderBase<ILoggingEvent> {

	private final Logger logger = (Logger) LoggerFactory.getLogger("io.amphora");

	private final List<String> messages = new CopyOnWriteArrayList<>();

	@Override
	public void start() {
		super.start();
		this.logger.setLevel(Level.WARN);
		this.logger.setAdditive(false);
		this.logger.addAppender(this);
	}

	@Override
	public void stop() {
		this.logger.detachAppender(this);
		this.logger.setAdditive(true);
		this.logger.setLevel(null);
		super.stop();
	}

	@Override
	protected void append(ILoggingEvent event) {
		String message = event.getFormattedMessage();
		if (message.contains(SeamScene.NAME) || isOnPurpose(event.getThrowableProxy())) {
			this.messages.add(message);
		}
	}

	private static boolean isOnPurpose(@Nullable IThrowableProxy failure) {
		return failure != null && (SeamFault.MESSAGE.equals(failure.getMessage()) || isOnPurpose(failure.getCause()));
	}

	void clear() {
		this.messages.clear();
	}

	List<String> messages() {
		return this.messages;
	}

}
