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

package io.amphora.docs;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.amphora.client.AmphoraClientStateEvent;
import io.amphora.server.AmphoraServerStateEvent;

import org.springframework.context.event.EventListener;

/**
 * A bean that hears of the states of clients and servers.
 */
class StateLog {

	private final List<String> log = new CopyOnWriteArrayList<>();

	// tag::client[]
	@EventListener
	void changed(AmphoraClientStateEvent event) {
		this.log.add("client of " + event.client().service() + ": " + event.state());
	}
	// end::client[]

	// tag::server[]
	@EventListener
	void changed(AmphoraServerStateEvent event) {
		this.log.add("server of " + event.server().service() + ": " + event.state());
	}
	// end::server[]

	List<String> lines() {
		return this.log;
	}

}
