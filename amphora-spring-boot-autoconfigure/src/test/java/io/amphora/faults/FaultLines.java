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

import org.jspecify.annotations.Nullable;

/**
 * The lines by which forked clients and servers report to their test.
 */
final class FaultLines implements FaultLog {

	static final String READY = "ready";

	static final String ACCEPTED = "accepted";

	static final String EXECUTED = "executed";

	static final String REPLIED = "replied";

	static final String CONFIRMED = "confirmed";

	static final String FAILED = "failed";

	static final String OVERDUE = "overdue";

	private static final String MARK = "#fault ";

	@Override
	public void accepted(String request) {
		print(ACCEPTED, request);
	}

	@Override
	public void replied(String request, @Nullable String reply) {
		print(REPLIED, request + " " + reply);
	}

	@Override
	public void confirmed(String request) {
		print(CONFIRMED, request);
	}

	@Override
	public void failed(String request, FaultFailure failure) {
		print(FAILED, request + " " + failure.line());
	}

	@Override
	public void overdue(String request) {
		print(OVERDUE, request);
	}

	static void print(String event, String text) {
		synchronized (FaultLines.class) {
			System.out.println(MARK + event + " " + text);
		}
	}

	/** Whether the line is one of these, which then is written down. */
	static boolean note(String line, Ledger ledger) {
		if (!line.startsWith(MARK)) {
			return false;
		}
		String[] parts = line.substring(MARK.length()).split(" ", 3);
		switch (parts[0]) {
			case ACCEPTED -> ledger.accepted(parts[1]);
			case EXECUTED -> ledger.executed(parts[1]);
			case REPLIED -> ledger.replied(parts[1], parts[2]);
			case CONFIRMED -> ledger.confirmed(parts[1]);
			case FAILED -> ledger.failed(parts[1], FaultFailure.parse(parts[2]));
			case OVERDUE -> ledger.overdue(parts[1]);
			default -> {
				return false;
			}
		}
		return true;
	}

	static boolean isReady(String line) {
		return line.startsWith(MARK + READY);
	}

}
