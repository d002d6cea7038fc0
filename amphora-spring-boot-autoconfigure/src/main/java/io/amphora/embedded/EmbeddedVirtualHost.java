package io.amphora.embedded;

import java.util.Map;

import org.apache.qpid.server.model.ManagedObject;
import org.apache.qpid.server.model.VirtualHostNode;
import org.apache.qpid.server.store.MessageStore;
import org.apache.qpid.server.virtualhost.AbstractVirtualHost;

/**
 * The virtual host of the embedded broker, which differs from Qpid's own in its message
 * store. Named in {@code broker.json}.
 */
@ManagedObject(category = false, type = EmbeddedVirtualHost.TYPE)
final class EmbeddedVirtualHost extends AbstractVirtualHost<EmbeddedVirtualHost> {

	static final String TYPE = "Amphora";

	EmbeddedVirtualHost(Map<String, Object> attributes, VirtualHostNode<?> node) {
		super(attributes, node);
	}

	@Override
	protected MessageStore createMessageStore() {
		return new ExpiringMessageStore();
	}

}
