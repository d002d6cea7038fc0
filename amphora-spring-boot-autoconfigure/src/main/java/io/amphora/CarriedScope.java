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

/**
 * Scope on a thread that is not the server's own. Such a thread has no share of the
 * server's concurrency to lend.
 */
final class CarriedScope extends CallScope {

	private final CallScope origin;

	CarriedScope(CallScope origin) {
		this.origin = origin;
	}

	@Override
	public CallContext context() {
		return this.origin.context();
	}

	@Override
	public void callStarted() {
		this.origin.callStarted();
	}

	@Override
	public void callEnded() {
		this.origin.callEnded();
	}

	@Override
	public void addCall(Runnable cancel) {
		this.origin.addCall(cancel);
	}

	@Override
	public void removeCall(Runnable cancel) {
		this.origin.removeCall(cancel);
	}

	@Override
	public void blocked() {
	}

	@Override
	public void unblocked() {
	}

}
