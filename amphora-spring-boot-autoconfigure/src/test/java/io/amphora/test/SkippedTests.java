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

package io.amphora.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import javax.xml.parsers.DocumentBuilderFactory;

import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Counts the tests that were skipped because there is no RabbitMQ, by class.
 */
final class SkippedTests {

	/** Part of the reason for which such a test is skipped. */
	static final String REASON = "No RabbitMQ";

	private SkippedTests() {
	}

	/** One line for each class, after one for all of them. */
	static List<String> in(Path reports) {
		Map<String, Integer> counts = new TreeMap<>();
		for (Path report : files(reports)) {
			elements(document(report), "testcase").filter(SkippedTests::lacksRabbitMq)
				.forEach((test) -> counts.merge(test.getAttribute("classname"), 1, Integer::sum));
		}
		List<String> lines = new ArrayList<>();
		int sum = counts.values().stream().mapToInt(Integer::intValue).sum();
		lines.add("Integration tests skipped because there is no RabbitMQ: " + sum);
		counts.forEach((type, count) -> lines.add("%5d %s".formatted(count, type)));
		return lines;
	}

	private static boolean lacksRabbitMq(Element test) {
		return elements(test, "skipped").anyMatch((skipped) -> skipped.getAttribute("message").contains(REASON));
	}

	private static List<Path> files(Path reports) {
		if (!Files.isDirectory(reports)) {
			return List.of();
		}
		try (Stream<Path> files = Files.list(reports)) {
			return files.filter((file) -> file.getFileName().toString().matches("TEST-.*\\.xml")).toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Document document(Path report) {
		try {
			return DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder().parse(report.toFile());
		}
		catch (Exception ex) {
			throw new IllegalStateException("Cannot read " + report, ex);
		}
	}

	private static Stream<Element> elements(Document document, String name) {
		return elements(document.getElementsByTagName(name));
	}

	private static Stream<Element> elements(Element parent, String name) {
		return elements(parent.getElementsByTagName(name));
	}

	private static Stream<Element> elements(NodeList nodes) {
		return Stream.iterate(0, (index) -> index < nodes.getLength(), (index) -> index + 1)
			.map((index) -> (Element) nodes.item(index));
	}

}
