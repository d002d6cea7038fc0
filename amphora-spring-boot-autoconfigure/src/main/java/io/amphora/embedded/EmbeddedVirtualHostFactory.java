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

import java.util.Map;

import org.apache.qpid.server.model.AbstractConfiguredObjectTypeFactory;
import org.apache.qpid.server.model.ConfiguredObject;
import org.apache.qpid.server.model.VirtualHostNode;

/**
 * Creates virtual hosts of the embedded broker's own type. Qpid finds it as a service.
 *
 * @since 0.1.0
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
