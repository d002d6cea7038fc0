package io.amphora.embedded;

import java.util.Map;

import org.apache.qpid.server.model.AbstractConfiguredObjectTypeFactory;
import org.apache.qpid.server.model.ConfiguredObject;
import org.apache.qpid.server.model.VirtualHostNode;

/**
 * Creates virtual hosts of the embedded broker's own type. Qpid finds it as a service.
 */
public final class EmbeddedVirtualHostFactory extends AbstractConfiguredObjectTypeFactory<EmbeddedVirtualHost> {

	/**
	 * Create a factory, for Qpid.
	 */
	public EmbeddedVirtualHostFactory() {
		super(EmbeddedVirtualHost.class);
	}

	@Override
	protected EmbeddedVirtualHost createInstance(Map<String, Object> attributes, ConfiguredObject<?> parent) {
		return new EmbeddedVirtualHost(attributes, (VirtualHostNode<?>) parent);
	}

}
