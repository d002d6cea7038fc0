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

package io.amphora.explorer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.PropertyAccessorFactory;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.springframework.web.util.HtmlUtils;

/**
 * Serves the files of the page. Thread-safe.
 */
final class ExplorerPage {

	private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
			+ " img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

	/** Request attribute with the CSRF token of Spring Security. */
	private static final String CSRF = "_csrf";

	/** Relative to the page, as only the browser knows what servlets and proxies add. */
	private final String base;

	private final String index = text("index.html");

	private final String style = text("explorer.css");

	private final String script = text("explorer.js");

	ExplorerPage(String path) {
		this.base = path.substring(path.lastIndexOf('/') + 1);
	}

	ServerResponse index(ServerRequest request) {
		Object token = request.servletRequest().getAttribute(CSRF);
		Map<String, String> values = Map.of("base", this.base, "csrf-header", property(token, "headerName"),
				"csrf-token", property(token, "token"));
		String html = this.index;
		for (Map.Entry<String, String> value : values.entrySet()) {
			html = html.replace("${" + value.getKey() + "}", HtmlUtils.htmlEscape(value.getValue()));
		}
		return file(html, MediaType.TEXT_HTML);
	}

	private static String property(@Nullable Object token, String name) {
		Object value = (token != null) ? PropertyAccessorFactory.forBeanPropertyAccess(token).getPropertyValue(name)
				: null;
		return (value != null) ? value.toString() : "";
	}

	ServerResponse style(ServerRequest request) {
		return file(this.style, new MediaType("text", "css"));
	}

	ServerResponse script(ServerRequest request) {
		return file(this.script, new MediaType("text", "javascript"));
	}

	private static ServerResponse file(String text, MediaType type) {
		return ServerResponse.ok()
			.contentType(new MediaType(type, StandardCharsets.UTF_8))
			.headers(ExplorerPage::secure)
			.body(text.getBytes(StandardCharsets.UTF_8));
	}

	static void secure(HttpHeaders headers) {
		headers.set("Content-Security-Policy", POLICY);
		headers.set("X-Content-Type-Options", "nosniff");
		headers.set("X-Frame-Options", "DENY");
		headers.set("Referrer-Policy", "no-referrer");
		headers.setCacheControl("no-store");
	}

	private static String text(String name) {
		try {
			return new ClassPathResource(name, ExplorerPage.class).getContentAsString(StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
