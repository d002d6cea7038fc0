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
