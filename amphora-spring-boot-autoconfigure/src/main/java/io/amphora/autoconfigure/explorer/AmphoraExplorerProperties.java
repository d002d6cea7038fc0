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

package io.amphora.autoconfigure.explorer;

import java.util.List;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Configuration properties for the explorer.
 *
 * @since 0.1.0
 * @param enabled Whether to enable the explorer, a web page that lists and calls
 * functions.
 * @param path Path of the explorer.
 * @param allowedHosts Comma-separated list of host names, in addition to localhost and IP
 * addresses, under which the explorer may be used without a login.
 */
@ConfigurationProperties("amphora.explorer")
public record AmphoraExplorerProperties(@DefaultValue("false") boolean enabled, @DefaultValue("/amphora") String path,
		@DefaultValue List<String> allowedHosts) {
}
