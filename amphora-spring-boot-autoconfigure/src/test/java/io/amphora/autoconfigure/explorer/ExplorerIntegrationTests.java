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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;

import io.amphora.annotation.AmphoraFunction;
import io.amphora.server.AmphoraServer;
import io.amphora.test.Browser;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.StringUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for the explorer in a browser.
 */
class ExplorerIntegrationTests {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private static Browser browser;

	private static ChromeDriver driver;

	private static ConfigurableApplicationContext application;

	@BeforeAll
	static void start() {
		browser = Browser.start();
		driver = browser.driver();
		application = new SpringApplicationBuilder(Application.class)
			.properties("server.port=0", "amphora.embedded.enabled=true", "amphora.server.service-name=simplemath",
					"amphora.server.errors.include-message=always", "amphora.explorer.enabled=true")
			.run();
		application.getBean(AmphoraServer.class).addFunction("free", (call) -> call.argument(0, String.class));
	}

	@AfterAll
	static void stop() {
		if (browser != null) {
			browser.close();
		}
		if (application != null) {
			Application.release.countDown();
			application.close();
		}
	}

	@BeforeEach
	void open() {
		String port = application.getEnvironment().getRequiredProperty("local.server.port");
		driver.get("http://localhost:%s/amphora".formatted(port));
		// a busy server may miss the first look
		await().atMost(PATIENCE).until(() -> functions().contains("add"));
	}

	@Test
	void callShowsTheResultAndHowLongItTook() throws IOException {
		choose("add");
		fill(0, "2");
		fill(1, "3");
		send();
		assertThat(outcome()).startsWith("Result\n5\n")
			.contains(" ms", application.getBean(AmphoraServer.class).uuid());
		assertThat(text("signature")).isEqualTo("add(long x, long y): long");
		await().atMost(PATIENCE).until(() -> text("servers").contains("handled"));
		screenshot();
	}

	@Test
	void digitsSurviveTheBrowser() {
		choose("add");
		fill(0, "9007199254740992");
		fill(1, "1");
		send();
		assertThat(outcome()).startsWith("Result\n9007199254740993\n");
	}

	@Test
	void remoteErrorShowsItsTypeAndMessage() {
		choose("divide");
		fill(0, "1");
		fill(1, "0");
		send();
		assertThat(outcome()).startsWith("ArithmeticException\n").contains("/ by zero");
	}

	@Test
	void callWithoutReplyTimesOut() {
		choose("wait");
		WebElement timeout = driver.findElement(By.id("timeout"));
		timeout.clear();
		timeout.sendKeys("300");
		send();
		assertThat(outcome()).startsWith("NoResultException\n").contains("300 ms");
	}

	@Test
	void functionThatIsGoneIsAWrongRequest() {
		AmphoraServer server = application.getBean(AmphoraServer.class);
		server.addFunction("gone", (call) -> 1);
		await().atMost(PATIENCE).until(() -> functions().contains("gone"));
		choose("gone");
		server.removeFunction("gone");
		send();
		assertThat(outcome()).startsWith("WrongRequestException\n").contains("has no function 'gone' on this server");
	}

	@Test
	void markupIsShownAsText() {
		choose("echo");
		String markup = "<img src=x onerror=\"document.title='hit'\">\\";
		fill(0, markup);
		driver.findElement(By.cssSelector("#argument-1 option[value='true']")).click();
		send();
		assertThat(outcome()).contains("<img src=x onerror=");
		assertThat(driver.findElements(By.cssSelector("img"))).isEmpty();
		assertThat(driver.getTitle()).isEqualTo("Amphora Explorer");
	}

	@Test
	void untypedFunctionTakesAnArray() {
		choose("free");
		fill(0, "[\"hello\"]");
		send();
		assertThat(outcome()).startsWith("Result\n\"hello\"\n");
	}

	@Test
	void objectsBeginWithTheirMembers() {
		choose("area");
		assertThat(driver.findElement(By.id("argument-0")).getAttribute("placeholder")).contains("\"width\": 0");
		fill(0, "{\"width\": 2, \"height\": 3}");
		send();
		assertThat(outcome()).startsWith("Result\n6\n");
	}

	@Test
	void listsBeginWithOneElement() {
		choose("total");
		String example = Objects.requireNonNull(driver.findElement(By.id("argument-0")).getAttribute("placeholder"));
		assertThat(example.replaceAll("\\s", "")).startsWith("[{")
			.contains("\"width\":0", "\"height\":0")
			.endsWith("}]");
		fill(0, "[{\"width\": 2, \"height\": 3}]");
		send();
		assertThat(outcome()).startsWith("Result\n6\n");
	}

	@Test
	void objectsThatContainThemselvesBeginWithFewMembers() {
		choose("plant");
		String example = Objects.requireNonNull(driver.findElement(By.id("argument-0")).getAttribute("placeholder"));
		assertThat(example).contains("\"a\": {");
		assertThat(StringUtils.countOccurrencesOf(example, ":")).isBetween(12, 100);
		fill(0, "null");
		send();
		assertThat(outcome()).startsWith("Result\n1\n");
	}

	@Test
	void schemasThatAreWrongLeaveFieldsToFillIn() {
		String odd = """
				const odd = [{ $ref: 5 }, { $ref: '#/$defs/none' }, { $defs: null, $ref: '#/$defs/a' },
					{ $defs: { a: { $ref: '#/$defs/a' } }, $ref: '#/$defs/a' }, { $defs: { a: null }, $ref: '#/$defs/a' },
					{ enum: 5 }, { type: 5 }, { type: 'object', properties: 5 },
					{ type: 'object', properties: { a: null, b: { enum: [] } } }];
				choose({ name: 'odd', parameters: odd.map((schema) => ({ name: 'x', type: 'X', schema })), result: {} });
				return odd.length;
				""";
		Long count = (Long) Objects.requireNonNull(driver.executeScript(odd));
		assertThat(driver.findElements(By.cssSelector("#arguments textarea"))).hasSize(count.intValue());
	}

	@Test
	void pageOfAnotherHostNameCannotCall() {
		String port = application.getEnvironment().getRequiredProperty("local.server.port");
		driver.get("http://rebound.localhost:%s/amphora".formatted(port));
		await().atMost(PATIENCE).until(() -> text("status").contains("allowed-hosts"));
		assertThat(functions()).isEmpty();
	}

	@Test
	void invalidInputIsReportedWithoutACall() {
		choose("add");
		fill(0, "two");
		send();
		await().atMost(PATIENCE).until(() -> text("problem").contains("x is not a JSON value"));
		assertThat(driver.switchTo().activeElement().getAttribute("id")).isEqualTo("argument-0");
		assertThat(text("outcome")).isEmpty();
	}

	@Test
	void worksWithoutAMouse() {
		driver.findElement(By.id("filter")).sendKeys("ad");
		driver.switchTo().activeElement().sendKeys(Keys.TAB);
		assertThat(driver.switchTo().activeElement().getText()).isEqualTo("add");
		driver.switchTo().activeElement().sendKeys(Keys.ENTER);
		assertThat(driver.switchTo().activeElement().getAttribute("id")).isEqualTo("argument-0");
		driver.switchTo().activeElement().sendKeys("4", Keys.TAB);
		driver.switchTo().activeElement().sendKeys("5", Keys.ENTER);
		assertThat(outcome()).startsWith("Result\n9\n");
	}

	private static String functions() {
		return text("services");
	}

	/** The list may be replaced while it is looked at. */
	private static void choose(String function) {
		await().atMost(PATIENCE).ignoreExceptions().until(() -> {
			click(function);
			return true;
		});
	}

	private static void click(String function) {
		driver.findElements(By.cssSelector("#services button"))
			.stream()
			.filter((button) -> button.getText().equals(function))
			.findAny()
			.orElseThrow()
			.click();
	}

	private static void fill(int index, String text) {
		driver.findElement(By.id("argument-" + index)).sendKeys(text);
	}

	private static void send() {
		driver.findElement(By.id("send")).click();
	}

	private static String outcome() {
		await().atMost(PATIENCE).until(() -> !text("outcome").isEmpty());
		return text("outcome");
	}

	private static String text(String id) {
		return driver.findElement(By.id(id)).getText();
	}

	/** Writes the picture of the README, if it is asked for. */
	private static void screenshot() throws IOException {
		String file = System.getProperty("amphora.explorer.screenshot");
		if (file != null) {
			Files.write(Path.of(file), driver.getScreenshotAs(OutputType.BYTES));
		}
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		static final CountDownLatch release = new CountDownLatch(1);

		@AmphoraFunction
		long add(long x, long y) {
			return x + y;
		}

		@AmphoraFunction
		int divide(int x, int y) {
			return x / y;
		}

		@AmphoraFunction("wait")
		void block() throws InterruptedException {
			release.await();
		}

		@AmphoraFunction
		String echo(String text, boolean loud) {
			return text;
		}

		@AmphoraFunction
		int area(Rectangle rectangle) {
			return rectangle.width() * rectangle.height();
		}

		@AmphoraFunction
		int total(List<Rectangle> rectangles) {
			return rectangles.stream().mapToInt((each) -> each.width() * each.height()).sum();
		}

		@AmphoraFunction
		int plant(@Nullable Tree tree) {
			return 1;
		}

	}

	record Rectangle(int width, int height) {
	}

	record Tree(Tree a, Tree b, Tree c, Tree d, Tree e, Tree f, Tree g, Tree h, Tree i, Tree j, Tree k, Tree l) {
	}

}
