package io.amphora.embedded;

import java.util.Collection;
import java.util.Set;

import org.apache.qpid.server.model.ConfiguredObject;
import org.apache.qpid.server.plugin.ConfiguredObjectRegistration;

/**
 * Registers the types of the embedded broker with Qpid, which finds this class as a
 * service.
 */
public final class EmbeddedBrokerTypes implements ConfiguredObjectRegistration {

	@Override
	public String getType() {
		return EmbeddedBrokerTypes.class.getPackageName();
	}

	@Override
	@SuppressWarnings("rawtypes")
	public Collection<Class<? extends ConfiguredObject>> getConfiguredObjectClasses() {
		return Set.of(EmbeddedVirtualHost.class);
	}

}
